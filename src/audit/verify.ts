import { type AuditRow, FIRST_PREVIOUS_HASH, hashOf } from './entry.ts';

/** An entry that somebody noted outside of the database: its number and its hash. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The result of checking the chain. */
export interface Verdict {
  /** How many entries are intact, from the first. */
  readonly entries: number;
  /** When the first and the last intact entry were written: milliseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  /** The last intact entry. */
  readonly head: Head | null;
  /** The first entry that is not as it was written, and why, in words. */
  readonly broken: { readonly row: AuditRow; readonly why: string } | null;
  /** Why the noted head is not in this log, in words. */
  readonly missing: string | null;
}

/**
 * Checks the hash chain from the first entry to the last, or to the first that does not fit.
 *
 * @param noted an earlier head, which must be in the log: it shows whether the end was cut off
 */
export async function verify(rows: AsyncIterable<AuditRow>, noted: Head | null): Promise<Verdict> {
  let entries = 0;
  let last: Head = { seq: 0, hash: FIRST_PREVIOUS_HASH };
  let from: number | null = null;
  let to: number | null = null;
  let hashAtNoted: string | null = null;
  let broken: Verdict['broken'] = null;
  for await (const row of rows) {
    const why = faultOf(row, last);
    if (why) {
      broken = { row, why };
      break;
    }
    entries += 1;
    last = { seq: row.seq, hash: row.hash };
    from ??= row.at;
    to = row.at;
    if (row.seq === noted?.seq) hashAtNoted = row.hash;
  }
  const head = entries > 0 ? last : null;
  const missing = broken ? null : absence(noted, hashAtNoted, last.seq);
  return { entries, from, to, head, broken, missing };
}

function faultOf({ hash, ...row }: AuditRow, previous: Head): string | null {
  if (row.seq !== previous.seq + 1) return gap(previous.seq + 1, row.seq - 1);
  if (row.prev_hash !== previous.hash) return 'it does not follow the entry before it';
  return hashOf(row) === hash ? null : 'it was changed after it was written';
}

function gap(from: number, to: number): string {
  if (to < from) return 'its number is not the next one';
  return from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;
}

function absence(noted: Head | null, found: string | null, last: number): string | null {
  if (!noted || found === noted.hash) return null;
  return found === null
    ? `entry ${noted.seq} was noted, but the log ends with entry ${last}: it was cut at its end`
    : `entry ${noted.seq} is not the one that was noted: the log was written anew`;
}
