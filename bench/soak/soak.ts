import { setTimeout as sleep } from 'node:timers/promises';
import { openSky, type Sky } from '../../sandbox/fault-profile.ts';
import { type Asked, ask } from '../../test/journeys/crash/ask.ts';
import { endFor, hope, type Storm } from '../../test/journeys/crash/at-work.ts';
import { openChannels, policyFor } from '../../test/journeys/crash/channels.ts';
import { everybody, makeRoom, pairOf } from '../../test/journeys/crash/crew.ts';
import { leftBehind } from '../../test/journeys/crash/left-behind.ts';
import { createChance } from '../../test/journeys/crash/random.ts';
import { verdictOf } from '../../test/journeys/crash/tally.ts';
import { type Task, tasks } from '../../test/journeys/crash/tasks.ts';
import { watchZoom } from '../../test/journeys/crash/witness.ts';
import { openOwnProcess } from '../../test/journeys/own-process.ts';
import { type Memory, memoryOf } from './memory.ts';
import { readings } from './readings.ts';
import { putAway } from './tidy.ts';
import { withoutRepeats } from './witness.ts';

/** Ten calls in a hundred are refused, five fail, two connections break, one call hangs: of Slack and of Zoom. */
const WEATHER = { limited: 0.1, failed: 0.05, reset: 0.02, hung: 0.01 };
/** How many of ten commands change something. */
const CHANGES = 4;
/** After the last command, until nobody waits any more. */
const PATIENCE = 150_000;

/** What came of it all. `lost`, `doubled`, `untrue`, `unanswered`, `unheard` and `left` have to be empty. */
export interface Soaked {
  readonly commands: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly met: Readonly<Record<'Slack' | 'Zoom', Sky['met']>>;
  readonly retries: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly untrue: readonly string[];
  readonly unanswered: readonly string[];
  /** Slack got no acknowledgement in time. */
  readonly unheard: readonly string[];
  readonly left: readonly string[];
  readonly slowestAck: number;
  readonly seconds: number;
  readonly memory: readonly (Memory & { readonly at: string })[];
}

export interface SoakOptions {
  readonly store: 'sqlite' | 'postgres';
  readonly databaseUrl?: string;
  readonly commands: number;
  /** How many people are at it at the same time. */
  readonly atOnce: number;
  /** No command is begun after so many seconds. */
  readonly atMost?: number;
  readonly seed: number;
}

const AGAIN = /try again|in a minute|A lot of people|did not|could not|cannot|Something went wrong/i;

/** Lets many people ask, read and change in foul weather, then counts what they read and what Zoom saw. */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const { store, databaseUrl, commands, atOnce, seed, atMost = Number.POSITIVE_INFINITY } = options;
  const chance = createChance(seed);
  const pairs = Array.from({ length: Math.ceil((commands * CHANGES) / 10) + 1 }, (_, number) =>
    pairOf(number),
  );
  // Ten lookups a minute are allowed to each: enough people keep below.
  const readers = Array.from({ length: atOnce * 4 }, (_, number) => pairOf(900_000 + number));
  const admins = ['U0GRACE', ...[...pairs, ...readers].map(({ me }) => me.slackId)];
  const place = await openOwnProcess(store, {
    people: everybody([...pairs, ...readers]),
    ...(databaseUrl ? { databaseUrl } : {}),
    env: {
      ...{ LOG_LEVEL: 'info', ZOOM_PLAN: 'business' },
      NODE_OPTIONS: `--import=${new URL('./collect.ts', import.meta.url)}`,
    },
    policy: policyFor(admins),
  });
  makeRoom(place.zoom);
  openChannels(place.slack);
  place.zoom.account.plan = 'business';
  const zoom = withoutRepeats(watchZoom(place.zoom));
  const storm: Storm = { place, chance, up: true, over: false };
  const outcomes: Record<string, number> = {};
  const count = (outcome: string) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  const bad: Record<'lost' | 'doubled' | 'untrue' | 'unanswered' | 'unheard', string[]> = {
    ...{ lost: [], doubled: [], untrue: [], unanswered: [], unheard: [] },
  };
  const memory: (Memory & { at: string })[] = [];
  const changes: Asked[] = [];
  let slowestAck = 0;
  let begun = 0;
  let ended = 0;
  let changing = 0;

  const read = async (worker: number, i: number) => {
    const reader = readers[(worker * 4 + (i % 4)) % readers.length]?.me;
    if (!reader) return;
    const person = place.slack.as(reader.slackId);
    const line = `/zoom ${chance.pick(readings)(i)}`;
    const { ok, ackMs } = await person.command(line, 'C0GENERAL');
    slowestAck = Math.max(slowestAck, ackMs);
    if (!ok) return void bad.unheard.push(line);
    const end = await hope(storm, () => endFor(storm, person));
    putAway(place.slack, person);
    if (end === undefined) return void bad.unanswered.push(line);
    count(AGAIN.test(end) ? 'read: told what is the matter' : 'read: answered');
  };
  const change = async (number: number) => {
    const wanted = tasks[number % tasks.length] as Task;
    // An unlinking needs a link first, which is another test's matter.
    const task = wanted.command === 'unlink' ? (tasks[0] as Task) : wanted;
    const pair = pairOf(number);
    const person = place.slack.as(pair.me.slackId);
    const asked = await ask(storm, task, pair);
    if (!asked.heard) {
      // The form did not open, or was not taken: that has to be said, and nothing may have happened.
      const told = await hope(
        storm,
        () => endFor(storm, person) ?? place.slack.workspace.modals.has(person.id),
      );
      if (told) count('change: the form did not open');
      else bad.unanswered.push(`${task.command} ${number}`);
    } else changes.push(asked);
    putAway(place.slack, person);
  };
  let started = performance.now();
  const moreToBegin = () => begun < commands && !storm.over && performance.now() - started < atMost * 1_000;
  const work = async (worker: number) => {
    while (moreToBegin()) {
      const i = begun++;
      await (i % 10 < CHANGES ? change(changing++) : read(worker, i));
      ended += 1;
      for (const percent of [10, 50])
        if (ended === Math.floor((commands * percent) / 100))
          memory.push(await memoryOf(place, `${percent} %`));
    }
  };

  try {
    await place.start();
    const skies = { Slack: openSky({ ...WEATHER, seed }), Zoom: openSky({ ...WEATHER, seed: seed + 1 }) };
    place.slack.faults.weather(skies.Slack);
    place.zoom.faults.weather(skies.Zoom);
    started = performance.now();
    const all = Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker)));
    const allBegun = (async () => {
      while (moreToBegin()) await sleep(100);
      await sleep(PATIENCE, undefined, { ref: false });
      storm.over = true;
    })();
    await Promise.race([all, allBegun]);
    await all;
    const seconds = (performance.now() - started) / 1_000;
    // What is told twice or done twice, and the last notices, come now; in fine weather.
    place.slack.faults.weather(null);
    place.zoom.faults.weather(null);
    await sleep(12_000);
    memory.push(await memoryOf(place, '100 %'));
    const retries = place.output.filter((line) => line.includes('"Zoom: again"')).length;
    await place.stop();
    for (const one of changes) {
      const verdict = verdictOf(one, zoom);
      const words = `${one.task.command} ${one.pair.number}: ${one.end?.slice(0, 300)}`;
      if (verdict === 'lost' || verdict === 'doubled' || verdict === 'untrue') bad[verdict].push(words);
      else count(`change: ${verdict}`);
      if (one.undone?.includes('Undone')) count('change: taken back');
    }
    const left = await leftBehind(place.database);
    const met = { Slack: skies.Slack.met, Zoom: skies.Zoom.met };
    return { commands: begun, outcomes, met, retries, ...bad, left, slowestAck, seconds, memory };
  } finally {
    storm.over = true;
    await place.close();
  }
}
