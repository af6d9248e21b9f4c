import { setTimeout as sleep } from 'node:timers/promises';
import { createFaultInjector, type FaultInjector } from '../../sandbox/fault-profile.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import type { SlackSandbox } from '../../sandbox/slack/server.ts';
import { collectGarbage, type Memory, memoryOf } from './memory.ts';
import { leftBehind, verdictOf } from './outcome.ts';
import { openOwnProcess } from './own-process.ts';
import { addLicences, openApprovalChannels, pairOf, pairsOf, peopleWith, policyFor } from './people.ts';
import { createRandom } from './random.ts';
import { type Asked, makeRequest } from './request.ts';
import { outcomeFor, type Session, waitUntil } from './session.ts';
import { type Task, tasks } from './tasks.ts';
import { recordZoom, withoutRetries } from './zoom-record.ts';

/** Of a hundred calls to Slack and to Zoom ten are refused, five fail, two connections break, and one call hangs. */
const FAULTS = { limited: 0.1, failed: 0.05, reset: 0.02, hung: 0.01 };
/** How many of ten commands change something. */
const CHANGES = 4;
/** How long people wait after the last command was typed. */
const PATIENCE_MS = 150_000;

/** What came of a soak. `lost`, `doubled`, `untrue`, `unanswered`, `unacknowledged` and `left` have to be empty. */
export interface Soaked {
  readonly commands: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly met: Readonly<Record<'Slack' | 'Zoom', FaultInjector['met']>>;
  readonly retries: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly untrue: readonly string[];
  readonly unanswered: readonly string[];
  /** Commands that Slack got no acknowledgement for in time. */
  readonly unacknowledged: readonly string[];
  readonly left: readonly string[];
  readonly slowestAckMs: number;
  readonly seconds: number;
  readonly memory: readonly Memory[];
}

export interface SoakOptions {
  readonly store: 'sqlite' | 'postgres';
  readonly databaseUrl?: string;
  readonly commands: number;
  /** How many people are at work at the same time. */
  readonly concurrency: number;
  /** No command is begun after so many seconds. */
  readonly maxSeconds?: number;
  readonly seed: number;
}

/** The reading commands; everybody who types them is an admin. */
const readings: readonly ((i: number) => string)[] = [
  () => 'whoami',
  () => 'status',
  () => 'my-requests',
  () => 'assistants',
  () => 'schedulers',
  () => 'permissions',
  () => 'help',
  (i) => `check-email fresh${i}@example.com`,
  (i) => `check-name kim.kill${i}`,
  () => 'requests',
  () => 'audit',
  () => 'list-users',
  () => 'token',
];
const FAILED = /try again|in a minute|very busy right now|did not|could not|cannot|n’t|Something went wrong/i;

/** Lets many people ask, read and change while Slack and Zoom fail at random, then compares what they read with what Zoom did. */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const { store, databaseUrl, commands, concurrency, seed, maxSeconds = Number.POSITIVE_INFINITY } = options;
  const random = createRandom(seed);
  const pairs = pairsOf(Math.ceil((commands * CHANGES) / 10) + 1);
  // Everybody may look up ten times a minute: with four readers for each worker nobody does.
  const readers = Array.from({ length: concurrency * 4 }, (_, number) => pairOf(900_000 + number));
  const admins = ['U0GRACE', ...[...pairs, ...readers].map(({ me }) => me.slackId)];
  const place = await openOwnProcess(store, {
    people: peopleWith([...pairs, ...readers]),
    ...(databaseUrl ? { databaseUrl } : {}),
    env: { LOG_LEVEL: 'info', ZOOM_PLAN: 'business', NODE_OPTIONS: collectGarbage },
    policy: policyFor(admins),
  });
  addLicences(place.zoom);
  openApprovalChannels(place.slack);
  place.zoom.account.plan = 'business';
  const record = withoutRetries(recordZoom(place.zoom));
  const session: Session = { place, random, up: true, over: false };
  const outcomes: Record<string, number> = {};
  const count = (outcome: string) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  const bad: Record<'lost' | 'doubled' | 'untrue' | 'unanswered' | 'unacknowledged', string[]> = {
    lost: [],
    doubled: [],
    untrue: [],
    unanswered: [],
    unacknowledged: [],
  };
  const memory: Memory[] = [];
  const changes: Asked[] = [];
  let slowestAckMs = 0;
  let begun = 0;
  let ended = 0;
  let changing = 0;

  const read = async (worker: number, i: number) => {
    const reader = readers[(worker * 4 + (i % 4)) % readers.length]?.me;
    if (!reader) return;
    const person = place.slack.as(reader.slackId);
    const line = `/zoom ${random.pick(readings)(i)}`;
    const { ok, ackMs } = await person.command(line, 'C0GENERAL');
    slowestAckMs = Math.max(slowestAckMs, ackMs);
    if (!ok) return void bad.unacknowledged.push(line);
    const outcome = await waitUntil(session, () => outcomeFor(session, person));
    removeRead(place.slack, person);
    if (outcome === undefined) return void bad.unanswered.push(line);
    count(FAILED.test(outcome) ? 'read: told what is the matter' : 'read: answered');
  };
  const change = async (number: number) => {
    const wanted = tasks[number % tasks.length] as Task;
    // An unlinking needs a link first, which the kill storm covers.
    const task = wanted.command === 'unlink' ? (tasks[0] as Task) : wanted;
    const pair = pairOf(number);
    const person = place.slack.as(pair.me.slackId);
    const asked = await makeRequest(session, task, pair);
    if (!asked.acknowledged) {
      // The form did not open or was refused: the person has to be told, and nothing may have happened.
      const told = await waitUntil(
        session,
        () => outcomeFor(session, person) ?? place.slack.workspace.modals.has(person.id),
      );
      if (told) count('change: the form did not open');
      else bad.unanswered.push(`${task.command} ${number}`);
    } else changes.push(asked);
    removeRead(place.slack, person);
  };
  let started = performance.now();
  const moreToBegin = () =>
    begun < commands && !session.over && performance.now() - started < maxSeconds * 1_000;
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
    const injectors = {
      Slack: createFaultInjector({ ...FAULTS, seed }),
      Zoom: createFaultInjector({ ...FAULTS, seed: seed + 1 }),
    };
    place.slack.faults.inject(injectors.Slack);
    place.zoom.faults.inject(injectors.Zoom);
    started = performance.now();
    const all = Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)));
    const tooLate = (async () => {
      while (moreToBegin()) await sleep(100);
      await sleep(PATIENCE_MS, undefined, { ref: false });
      session.over = true;
    })();
    await Promise.race([all, tooLate]);
    await all;
    const seconds = (performance.now() - started) / 1_000;
    // Whatever is told or done a second time, and the last notifications, come within this time.
    place.slack.faults.inject(null);
    place.zoom.faults.inject(null);
    await sleep(12_000);
    memory.push(await memoryOf(place, '100 %'));
    const retries = place.output.filter((line) => line.includes('"Zoom: again"')).length;
    await place.stop();
    let left = await leftBehind(place.database);
    // A message that Slack refused several times is tried again after up to a minute.
    for (let i = 0; i < 5 && left.length > 0; i++) {
      await place.start();
      await sleep(15_000);
      await place.stop();
      left = await leftBehind(place.database);
    }
    for (const one of changes) {
      const verdict = verdictOf(one, record);
      const words = `${one.task.command} ${one.pair.number}: ${one.outcome?.slice(0, 300)}`;
      if (verdict === 'lost' || verdict === 'doubled' || verdict === 'untrue') bad[verdict].push(words);
      else count(`change: ${verdict}`);
      if (one.undone?.includes('Undone')) count('change: taken back');
    }
    const met = { Slack: injectors.Slack.met, Zoom: injectors.Zoom.met };
    return { commands: begun, outcomes, met, retries, ...bad, left, slowestAckMs, seconds, memory };
  } finally {
    session.over = true;
    await place.close();
  }
}

/** How many of a channel's newest messages are kept: the bot may still update them. */
const KEPT = 80;

/** Removes what a person has read: the local Slack searches every message it holds. */
function removeRead({ workspace }: SlackSandbox, { id }: Person): void {
  workspace.modals.delete(id);
  for (const channel of workspace.channels.values()) {
    const { kind, messages } = channel;
    const read = kind === 'im' ? channel.user === id : channel.id === 'C0GENERAL';
    const kept = read
      ? messages.filter((one) => kind !== 'im' && one.visibleTo !== id)
      : messages.slice(-KEPT);
    if (read || (kind !== 'im' && messages.length > 2 * KEPT)) messages.splice(0, messages.length, ...kept);
  }
}

/** The table that the soak prints. */
export function soakTable(store: string, one: Soaked): string {
  const rows: [string, string | number][] = [
    ['commands', one.commands],
    ...Object.entries(one.outcomes).sort(([a], [b]) => a.localeCompare(b)),
    ...Object.entries(one.met).map(([who, met]): [string, string] => [
      `${who}: calls`,
      `${met.calls}; 429 ${met.limited}, 5xx ${met.failed}, resets ${met.reset}, hangs ${met.hung}`,
    ]),
    ['retries of Zoom calls', one.retries],
    ['lost', one.lost.length],
    ['doubled', one.doubled.length],
    ['told untruly', one.untrue.length],
    ['without an answer', one.unanswered.length],
    ['not acknowledged', one.unacknowledged.length],
    ['left unfinished', one.left.length],
    ['slowest acknowledgement, ms', Math.round(one.slowestAckMs)],
    ['seconds', Math.round(one.seconds)],
    ...one.memory.map(({ at, rss, heap }): [string, string] => [
      `memory at ${at}`,
      `RSS ${rss} MiB, heap ${heap} MiB`,
    ]),
  ];
  const bad = [
    ...one.lost,
    ...one.doubled,
    ...one.untrue,
    ...one.unanswered,
    ...one.unacknowledged,
    ...one.left,
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(34)}${value}`);
  return [`Soaked on ${store}:`, ...lines, ...bad.slice(0, 20).map((what) => `  ! ${what}`)].join('\n');
}
