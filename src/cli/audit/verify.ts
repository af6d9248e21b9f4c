import { createChain } from '../../audit/chain.ts';
import type { AuditRow } from '../../audit/entry.ts';

/** An entry that somebody noted outside of the database: its number and its hash. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What following the chain has shown. */
export interface Verdict {
  readonly entries: number;
  /** When the first and the last intact entry were written: milliseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly head: Head | null;
  /** The first entry that is not as it was written. */
  readonly broken: { readonly row: AuditRow; readonly why: string } | null;
  /** Why the noted head is not in this log, in words. */
  readonly missing: string | null;
}

/** Follows the hashes from the first entry to the last, or to the first that does not fit. */
export async function verify(rows: AsyncIterable<AuditRow>, noted: Head | null): Promise<Verdict> {
  const chain = createChain();
  let from: number | null = null;
  let to: number | null = null;
  let found: string | null = null;
  const verdict = (broken: Verdict['broken']): Verdict => ({
    entries: chain.entries,
    from,
    to,
    head: chain.entries > 0 ? { seq: chain.last.seq, hash: chain.last.hash } : null,
    broken,
    missing: broken ? null : absence(noted, found, chain.last.seq),
  });
  for await (const row of rows) {
    const why = chain.follow(row);
    if (why) return verdict({ row, why });
    from ??= row.at;
    to = row.at;
    if (row.seq === noted?.seq) found = row.hash;
  }
  return verdict(null);
}

function absence(noted: Head | null, found: string | null, last: number): string | null {
  if (!noted || found === noted.hash) return null;
  return found === null
    ? `entry ${noted.seq} was noted, but the log ends with entry ${last}: it was cut at its end`
    : `entry ${noted.seq} is not the one that was noted: the log was written anew`;
}
