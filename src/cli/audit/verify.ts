import { createChain } from '../../audit/chain.ts';
import type { AuditRow } from '../../audit/entry.ts';

/** An entry that was noted outside of the database: its number and its hash. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The result of verifying the chain. */
export interface Verdict {
  readonly entries: number;
  /** When the first and the last intact entry were written: milliseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly head: Head | null;
  /** The first entry that is not valid. */
  readonly broken: { readonly row: AuditRow; readonly why: string } | null;
  /** Why the noted head is not in this log, as a sentence for the operator. */
  readonly missing: string | null;
}

/** Verifies the hashes from the first entry to the last, or to the first that is not valid. */
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

const NEXT_STEP =
  '  Keep this database as it is, compare it with your last backup, and find out who can write to it.';

/** The verdict as lines for the operator. */
export function verdictMessage(verdict: Verdict, noted: Head | null): { good: boolean; lines: string[] } {
  const { entries, from, to, head, broken, missing } = verdict;
  const count = `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  if (broken) {
    const { row, why } = broken;
    return {
      good: false,
      lines: [
        `The audit log is broken at entry ${row.seq}: ${why}.`,
        `  It says: ${time(row.at)}, ${row.command} ${row.event} by ${row.actor}, request ${row.request_id}.`,
        `  ${before(entries)}; what comes after it proves nothing.`,
        NEXT_STEP,
      ],
    };
  }
  if (missing) {
    return {
      good: false,
      lines: [
        `The audit log is not the one you noted: ${missing}.`,
        `  ${count}, chain intact${head ? `, head ${head.seq}:${head.hash}` : ''}.`,
        NEXT_STEP,
      ],
    };
  }
  if (!head) return { good: true, lines: ['0 entries: nothing was decided or changed yet.'] };
  return {
    good: true,
    lines: [
      `${count}, from ${time(from)} to ${time(to)}, chain intact, last hash ${head.hash}`,
      ...(noted ? [`  The head that you noted, entry ${noted.seq}, is in it.`] : []),
      `  Note this head outside of the database, and hand it back with --head next time: ${head.seq}:${head.hash}`,
    ],
  };
}

function time(at: number | null): string {
  return at === null ? 'nowhere' : new Date(at).toISOString();
}

function before(entries: number): string {
  if (entries === 0) return 'It is the first';
  return entries === 1 ? 'The 1 entry before it is intact' : `The ${entries} entries before it are intact`;
}
