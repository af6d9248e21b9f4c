import type { Selectable } from 'kysely';
import type { Posted } from '../notifications/messenger.ts';
import type { StandInEnd, StandInTable } from '../store/schema.ts';

/** A person by their Slack id, and the name that they had when it began. */
export interface Named {
  readonly slackId: string;
  readonly name: string;
}

/** A person who decides for another one while that one is away. Times are milliseconds since 1970 by the database's clock. */
export interface StandIn {
  readonly id: string;
  readonly away: Named;
  readonly standIn: Named;
  readonly beganAt: number;
  readonly untilAt: number;
  /** `null`: it goes on. */
  readonly ended: { readonly at: number; readonly why: StandInEnd } | null;
  /** The message to the stand-in; `null`: not sent yet. */
  readonly message: Posted | null;
  /** What people still have to be told of it. */
  readonly untold: readonly Untold[];
  /** How often it was tried to tell them. */
  readonly attempts: number;
}

/** The stand-in reads that they are one; at the end their message is closed, and both or one of the two read of it. */
export type Untold = 'begun' | 'close' | 'over-to-away' | 'over-to-stand-in';

/** Who read nothing of the beginning, reads nothing of the end. What was tried to be told may have been read. */
export function untoldAtEnd({ untold, attempts }: StandIn, why: StandInEnd): Untold[] {
  if (untold.includes('begun') && attempts === 0)
    return why === 'over' ? ['close', 'over-to-away'] : ['close'];
  return [
    'close',
    ...(why === 'over' || why === 'declined' ? (['over-to-away'] as const) : []),
    ...(why === 'declined' ? [] : (['over-to-stand-in'] as const)),
  ];
}

/** What is untold, as it is stored. */
export function untoldIn(json: string): readonly Untold[] {
  return JSON.parse(json) as Untold[];
}

export function standInFrom(row: Selectable<StandInTable>): StandIn {
  return {
    id: row.id,
    away: { slackId: row.away_slack_id, name: row.away_name },
    standIn: { slackId: row.stand_in_slack_id, name: row.stand_in_name },
    beganAt: row.began_at,
    untilAt: row.until_at,
    ended: row.ended_at === null || row.ended_why === null ? null : { at: row.ended_at, why: row.ended_why },
    message: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : null,
    untold: untoldIn(row.untold_json),
    attempts: row.attempts,
  };
}

/** A moment as operators read it: "2026-12-01 04:59 UTC". */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
