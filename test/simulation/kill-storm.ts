import { setTimeout as sleep } from 'node:timers/promises';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { leftBehind, type Tally, tally } from './outcome.ts';
import { openOwnProcess } from './own-process.ts';
import {
  addLicences,
  openApprovalChannels,
  type Pair,
  pairOf,
  pairsOf,
  peopleWith,
  policyFor,
} from './people.ts';
import { createRandom, type Random } from './random.ts';
import { type Asked, makeRequest } from './request.ts';
import type { Session } from './session.ts';
import { type Task, tasks } from './tasks.ts';
import { recordZoom } from './zoom-record.ts';

/** How many people ask at the same time. */
const CONCURRENCY = 20;
/** Requests that are begun between two kills. */
const REQUESTS_PER_RUN = 8;
/** Unknown outcomes are looked up for eight seconds, calls that hang are given up after ten. */
const PATIENCE_MS = 120_000;

/**
 * Lets many people ask for every kind of change while the bot is killed at random moments, then compares what they read
 * with what Zoom carried out.
 *
 * @param kills how often the process is killed with SIGKILL
 * @param requests how many have to be acknowledged at least
 */
export async function killStorm(
  store: 'sqlite' | 'postgres',
  { kills, requests, seed }: { kills: number; requests: number; seed: number },
): Promise<Tally> {
  const random = createRandom(seed);
  const pairs = pairsOf(requests * 2);
  const admins = ['U0GRACE', ...pairs.map(({ me }) => me.slackId)];
  const place = await openOwnProcess(store, { people: peopleWith(pairs), policy: policyFor(admins) });
  addLicences(place.zoom);
  openApprovalChannels(place.slack);
  const record = recordZoom(place.zoom);
  const session: Session = { place, random, up: false, over: false };
  const done: Asked[] = [];
  const linked: Pair[] = [];
  let begun = 0;
  let runs = 1;
  let killed = 0;

  const work = async () => {
    for (;;) {
      const acknowledged = done.filter((one) => one.acknowledged).length;
      if (session.over || (killed >= kills && acknowledged >= requests) || begun >= pairs.length) return;
      if (killed < kills && begun >= runs * REQUESTS_PER_RUN) {
        await sleep(10);
        continue;
      }
      const pair = pairOf(begun);
      let task: Task | undefined = tasks[begun % tasks.length];
      begun += 1;
      const other = task?.command === 'unlink' ? linked.shift()?.other : pair.other;
      if (!other || !task) task = tasks[0] as Task;
      addFault(place.zoom, random, task.calls[0]);
      const asked = await makeRequest(session, task, { ...pair, other: other ?? pair.other });
      if (task.command === 'link' && asked.outcome?.includes('is linked to')) linked.push(pair);
      done.push(asked);
    }
  };

  try {
    // A clean stop writes Node's compile cache, which makes the starts to come quick.
    await place.start();
    await place.stop();
    const people = Array.from({ length: CONCURRENCY }, work);
    while (killed < kills) {
      const starting = place.start().catch(() => undefined);
      if (random.next() < 0.2) {
        await sleep(random.between(50, 700));
      } else {
        await starting;
        session.up = true;
        await sleep(random.between(20, 1_200));
      }
      session.up = false;
      await place.kill();
      await starting;
      killed += 1;
      runs += 1;
      await place.endLeases();
    }
    await place.start();
    session.up = true;
    place.zoom.faults.clear();
    const end = sleep(PATIENCE_MS, 'late' as const, { ref: false });
    if ((await Promise.race([Promise.all(people), end])) === 'late') session.over = true;
    await Promise.all(people);
    // Whatever is told or done a second time comes within this time.
    await sleep(1_500);
    await place.stop();
    return tally(done, record, killed, await leftBehind(place.database));
  } finally {
    session.over = true;
    await place.close();
  }
}

/** In four of ten cases Zoom answers the next call of this kind late or never, before or after carrying it out. */
function addFault({ faults }: ZoomSandbox, random: Random, operation: string | undefined): void {
  if (!operation || random.next() > 0.4) return;
  const kind = random.next();
  if (kind < 0.5) faults.add({ operation, times: 1, kind: 'late', delayMs: random.between(100, 900) });
  else faults.add({ operation, times: 1, kind: 'hang', afterApplying: kind < 0.75 });
}
