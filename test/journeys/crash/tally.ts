import type { Asked } from './ask.ts';
import type { Storm } from './at-work.ts';
import { leftBehind } from './left-behind.ts';
import { freshAddress } from './tasks.ts';
import type { Witness } from './witness.ts';

/** What came of it all. Everything but the counts has to be empty. */
export interface Tally {
  readonly kills: number;
  readonly requests: number;
  readonly acknowledged: number;
  readonly applied: number;
  /** Told that it was not done, and it was not. */
  readonly refused: number;
  /** Told that nobody can know: a password, a sign-out. */
  readonly cannotTell: number;
  readonly undone: number;
  /** By command, how many were applied. */
  readonly commands: Readonly<Record<string, number>>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** The person was told something else than what happened. */
  readonly untrue: readonly string[];
  readonly left: readonly string[];
}

const PARTLY = /is invited to Zoom, but|not done, or only in part/;
const CANNOT_TELL = /I cannot tell whether/;
const DONE = ':white_check_mark:';

export async function tally(
  { place }: Storm,
  all: readonly Asked[],
  zoom: Witness,
  kills: number,
): Promise<Tally> {
  const verdicts = all.map((one) => ({ one, verdict: verdictOf(one, zoom) }));
  const tell = (wanted: string) =>
    verdicts
      .filter(({ verdict }) => verdict === wanted)
      .map(
        ({ one }) => `${one.task.command} ${one.pair.number}: ${seen(one, zoom)} – ${one.end?.slice(0, 300)}`,
      );
  const count = (wanted: string) => tell(wanted).length;
  const commands: Record<string, number> = {};
  for (const { one, verdict } of verdicts) {
    if (verdict === 'applied') commands[one.task.command] = (commands[one.task.command] ?? 0) + 1;
  }
  return {
    kills,
    requests: all.length,
    acknowledged: all.filter((one) => one.heard).length,
    applied: count('applied'),
    refused: count('refused'),
    cannotTell: count('cannot tell'),
    undone: all.filter((one) => one.undone?.includes('Undone')).length,
    commands,
    lost: tell('lost'),
    doubled: tell('doubled'),
    untrue: tell('untrue'),
    left: await leftBehind(place.database),
  };
}

/** What came of one request: `applied`, `refused`, `cannot tell` and `not acknowledged` are good. */
export function verdictOf(one: Asked, zoom: Witness): string {
  const { task, end } = one;
  const { calls, changes } = carriedOut(one, zoom);
  const wasUndone = 'undone' in one;
  // The same change of the same account twice; without an undo not even a call that changed nothing any more.
  if (new Set(changes).size < changes.length) return 'doubled';
  if (!wasUndone && task.calls.some((name) => count(calls, name) > count(task.calls, name))) return 'doubled';
  if (!one.heard) return 'not acknowledged';
  if (end === undefined || (wasUndone && one.undone === undefined)) return 'lost';
  const happened = task.calls.every((name) => count(calls, name) >= count(task.calls, name));
  const nothing = calls.length === 0;
  if (end.includes(DONE)) {
    const back =
      !wasUndone ||
      !one.undone?.includes('Undone') ||
      (task.undo ?? []).every((name) => calls.includes(name));
    return happened && back ? 'applied' : 'untrue';
  }
  if (task.maybe && CANNOT_TELL.test(end)) return 'cannot tell';
  return nothing || PARTLY.test(end) ? 'refused' : 'untrue';
}

const count = (list: readonly string[], name: string) => list.filter((one) => one === name).length;

function carriedOut({ pair: { me, other, number }, task }: Asked, zoom: Witness) {
  if (task.calls.length === 0) return { calls: [], changes: [] };
  const who = [me, other].flatMap((one) => [one.zoom?.id ?? '', one.email]);
  return zoom.of(...who, freshAddress(number));
}

const seen = (one: Asked, zoom: Witness) => JSON.stringify(carriedOut(one, zoom));

/** The table, for reading. */
export function tableOf(store: string, one: Tally): string {
  const { lost, doubled, untrue, left } = one;
  const rows = {
    ...{ kills: one.kills, requests: one.requests, acknowledged: one.acknowledged, applied: one.applied },
    ...{ 'refused, and told': one.refused, 'cannot be known, and told': one.cannotTell, undone: one.undone },
    ...{
      lost: lost.length,
      doubled: doubled.length,
      'told untruly': untrue.length,
      'left unfinished': left.length,
    },
  };
  const lines = Object.entries(rows).map(([name, n]) => `  ${name.padEnd(26)}${String(n).padStart(5)}`);
  const commands = Object.entries(one.commands).map(([name, n]) => `${name} ${n}`);
  return [`Killed on ${store}:`, ...lines, `  applied: ${commands.join(', ')}`].join('\n');
}
