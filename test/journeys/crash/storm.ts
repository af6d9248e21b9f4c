import { setTimeout as sleep } from 'node:timers/promises';
import { openOwnProcess } from '../own-process.ts';
import { type Asked, ask } from './ask.ts';
import type { Storm } from './at-work.ts';
import { openChannels, policyFor } from './channels.ts';
import { everybody, makeRoom, type Pair, pairOf } from './crew.ts';
import { createChance } from './random.ts';
import { type Tally, tally } from './tally.ts';
import { type Task, tasks } from './tasks.ts';
import { roughen } from './weather.ts';
import { watchZoom } from './witness.ts';

/** How many people are at it at the same time. */
const AT_ONCE = 20;
/** Requests that are begun in each of the bot's short lives. */
const PER_LIFE = 8;
/** Doubtful changes are looked for over eight seconds, calls that hang are given up after ten. */
const PATIENCE = 120_000;

/**
 * Lets many people ask for every kind of change while the bot is killed at random moments, then counts what Zoom saw.
 *
 * @param kills how often the process is killed with SIGKILL
 * @param requests how many have to be acknowledged at least
 */
export async function weather(
  store: 'sqlite' | 'postgres',
  { kills, requests, seed }: { kills: number; requests: number; seed: number },
): Promise<Tally> {
  const chance = createChance(seed);
  const pairs = Array.from({ length: requests * 2 }, (_, number) => pairOf(number));
  const admins = ['U0GRACE', ...pairs.map(({ me }) => me.slackId)];
  const place = await openOwnProcess(store, {
    people: everybody(pairs),
    policy: policyFor(admins),
  });
  makeRoom(place.zoom);
  openChannels(place.slack);
  const zoom = watchZoom(place.zoom);
  const storm: Storm = { place, chance, up: false, over: false };
  const done: Asked[] = [];
  const linked: Pair[] = [];
  let begun = 0;
  let lives = 1;
  let killed = 0;

  const work = async () => {
    for (;;) {
      const heard = done.filter((one) => one.heard).length;
      if (storm.over || (killed >= kills && heard >= requests) || begun >= pairs.length) return;
      if (killed < kills && begun >= lives * PER_LIFE) {
        await sleep(10);
        continue;
      }
      const pair = pairOf(begun);
      let task: Task | undefined = tasks[begun % tasks.length];
      begun += 1;
      const other = task?.command === 'unlink' ? linked.shift()?.other : pair.other;
      if (!other || !task) task = tasks[0] as Task;
      roughen(place.zoom, chance, task.calls[0]);
      const asked = await ask(storm, task, { ...pair, other: other ?? pair.other });
      if (task.command === 'link' && asked.end?.includes('is linked to')) linked.push(pair);
      done.push(asked);
    }
  };

  try {
    // Once in good order, so that Node keeps what it has compiled and the starts to come are quick.
    await place.start();
    await place.stop();
    const people = Array.from({ length: AT_ONCE }, work);
    while (killed < kills) {
      const starting = place.start().catch(() => undefined);
      if (chance.next() < 0.2) {
        await sleep(chance.between(50, 700));
      } else {
        await starting;
        storm.up = true;
        await sleep(chance.between(20, 1_200));
      }
      storm.up = false;
      await place.kill();
      await starting;
      killed += 1;
      lives += 1;
      await place.endLeases();
    }
    await place.start();
    storm.up = true;
    place.zoom.faults.clear();
    const end = sleep(PATIENCE, 'late' as const, { ref: false });
    if ((await Promise.race([Promise.all(people), end])) === 'late') storm.over = true;
    await Promise.all(people);
    // What is told twice or done twice would come now.
    await sleep(1_500);
    await place.stop();
    return tally(storm, done, zoom, killed);
  } finally {
    storm.over = true;
    await place.close();
  }
}
