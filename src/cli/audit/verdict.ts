import type { Head, Verdict } from '../../audit/verify.ts';

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
