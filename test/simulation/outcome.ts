import { askDatabase } from './ask-database.ts';
import type { Asked } from './request.ts';
import { freshAddress } from './tasks.ts';
import type { ZoomRecord } from './zoom-record.ts';

/** What came of a simulation. `lost`, `doubled`, `untrue` and `left` have to be empty. */
export interface Tally {
  readonly kills: number;
  readonly requests: number;
  readonly acknowledged: number;
  readonly applied: number;
  /** Told that it was not done, and it was not. */
  readonly refused: number;
  /** Told that the outcome can’t be known: a password, a sign-out. */
  readonly cannotTell: number;
  readonly undone: number;
  /** How many were applied, by command. */
  readonly commands: Readonly<Record<string, number>>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** The person was told something else than what happened. */
  readonly untrue: readonly string[];
  readonly left: readonly string[];
}

const PARTLY = /is invited to Zoom, but|wasn’t done, or only in part/;
const CANNOT_TELL = /I can’t tell whether/;
const DONE = ':white_check_mark:';

export function tally(
  all: readonly Asked[],
  record: ZoomRecord,
  kills: number,
  left: readonly string[],
): Tally {
  const verdicts = all.map((one) => ({ one, verdict: verdictOf(one, record) }));
  const withVerdict = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted);
  const describe = (wanted: string) =>
    withVerdict(wanted).map(({ one }) => {
      const made = JSON.stringify(carriedOut(one, record));
      return `${one.task.command} ${one.pair.number}: ${made} – ${one.outcome?.slice(0, 300)}`;
    });
  const commands: Record<string, number> = {};
  for (const { one } of withVerdict('applied'))
    commands[one.task.command] = (commands[one.task.command] ?? 0) + 1;
  return {
    kills,
    requests: all.length,
    acknowledged: all.filter((one) => one.acknowledged).length,
    applied: withVerdict('applied').length,
    refused: withVerdict('refused').length,
    cannotTell: withVerdict('cannot tell').length,
    undone: all.filter((one) => one.undone?.includes('Undone')).length,
    commands,
    lost: describe('lost'),
    doubled: describe('doubled'),
    untrue: describe('untrue'),
    left,
  };
}

/** What came of one request: `applied`, `refused`, `cannot tell` and `not acknowledged` are good. */
export function verdictOf(one: Asked, record: ZoomRecord): string {
  const { task, outcome } = one;
  const { calls, changes } = carriedOut(one, record);
  const wasUndone = 'undone' in one;
  // The same change of the same account twice. Without an undo, not even a second call without effect is right.
  if (new Set(changes).size < changes.length) return 'doubled';
  if (!wasUndone && task.calls.some((name) => count(calls, name) > count(task.calls, name))) return 'doubled';
  if (!one.acknowledged) return 'not acknowledged';
  if (outcome === undefined || (wasUndone && one.undone === undefined)) return 'lost';
  const happened = task.calls.every((name) => count(calls, name) >= count(task.calls, name));
  if (outcome.includes(DONE)) {
    const undoneInZoom =
      !wasUndone ||
      !one.undone?.includes('Undone') ||
      (task.undo ?? []).every((name) => calls.includes(name));
    return happened && undoneInZoom ? 'applied' : 'untrue';
  }
  if (task.maybe && CANNOT_TELL.test(outcome)) return 'cannot tell';
  return calls.length === 0 || PARTLY.test(outcome) ? 'refused' : 'untrue';
}

const count = (list: readonly string[], name: string) => list.filter((one) => one === name).length;

function carriedOut({ pair: { me, other, number }, task }: Asked, record: ZoomRecord) {
  if (task.calls.length === 0) return { calls: [], changes: [] };
  const who = [me, other].flatMap((one) => [one.zoom?.id ?? '', one.email]);
  return record.of(...who, freshAddress(number));
}

const LEFT_BEHIND = [
  `SELECT command || ' is still ' || state AS left FROM requests
   WHERE state IN ('received', 'approved', 'running', 'unknown', 'undoing')`,
  `SELECT 'a notification was not sent: ' || kind AS left FROM notifications`,
  `SELECT 'two audit entries say done: ' || command AS left FROM audit WHERE event = 'done'
   GROUP BY request_id, command HAVING count(*) > 1`,
];

/** Requests in a store that are neither finished nor waiting for a person, and notifications not sent. The bot must not run. */
export async function leftBehind(database: string): Promise<string[]> {
  const rows = await Promise.all(LEFT_BEHIND.map((sql) => askDatabase(database, sql)));
  return rows.flat().map(({ left }) => String(left));
}

/** The table that the storm prints. */
export function tableOf(store: string, one: Tally): string {
  const rows = {
    kills: one.kills,
    requests: one.requests,
    acknowledged: one.acknowledged,
    applied: one.applied,
    'refused, and told': one.refused,
    'cannot be known, and told': one.cannotTell,
    undone: one.undone,
    lost: one.lost.length,
    doubled: one.doubled.length,
    'told untruly': one.untrue.length,
    'left unfinished': one.left.length,
  };
  const lines = Object.entries(rows).map(([name, n]) => `  ${name.padEnd(26)}${String(n).padStart(5)}`);
  const commands = Object.entries(one.commands).map(([name, n]) => `${name} ${n}`);
  return [`Killed on ${store}:`, ...lines, `  applied: ${commands.join(', ')}`].join('\n');
}
