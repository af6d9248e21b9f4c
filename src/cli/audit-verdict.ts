import { type Evidence, type Head, isTakenOut, type Verdict } from '../audit/verify.ts';

const NEXT_STEP =
  '  Keep this database as it is, compare it with your last backup, and find out who can write to it.';

/** Why it cannot be said whether the log is good, in words; `null`: it can. */
export function doubtOf(
  { signed }: Verdict,
  { keys, anchor }: Evidence,
  mayBeUnsigned: boolean,
): string | null {
  if (!anchor && signed === 0 && mayBeUnsigned) return null;
  if (!anchor) {
    return 'nothing in it is signed, as in a database from before the bot signed its log. If this is such a copy, say --unsigned. If the bot has run on it since, somebody wrote it anew';
  }
  if (keys) return null;
  return 'its signatures cannot be checked without the key. Set ENCRYPTION_KEY as for the bot';
}

/** The verdict as lines for the operator. */
export function verdictMessage(
  verdict: Verdict,
  noted: Head | null,
  doubt: string | null,
): { good: boolean; lines: string[] } {
  const { entries, signed, erased, start, from, to, head, broken, missing, faults } = verdict;
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
  const [fault, ...more] = faults;
  if (fault) {
    return {
      good: false,
      lines: [
        `The audit log is not as the bot left it: ${fault}.`,
        ...more.map((one) => `  Also, ${one}.`),
        `  ${count}, chain intact${head ? `, head ${head.seq}:${head.hash}` : ''}.`,
        NEXT_STEP,
      ],
    };
  }
  if (doubt) {
    return {
      good: false,
      lines: [`The audit log cannot be trusted: ${doubt}.`, `  ${count}, chain intact.`],
    };
  }
  if (!head) return { good: true, lines: ['0 entries: nothing was decided or changed yet.'] };
  return {
    good: true,
    lines: [
      `${count}, from ${time(from)} to ${time(to)}, chain intact, last hash ${head.hash}`,
      ...(signed === entries ? [] : [unsignedLine(entries - signed, signed)]),
      ...(erased === 0
        ? []
        : [`  A person was erased from ${erased} of them: they are signed as they are now.`]),
      ...(start
        ? [
            `  Entries 1 to ${start.seq} were taken out, signed by the bot: what is there follows from entry ${start.seq}.`,
          ]
        : []),
      ...(noted ? [`  ${notedLine(noted, start)}`] : []),
      `  Note this head outside of the database, and hand it back with --head next time: ${head.seq}:${head.hash}`,
    ],
  };
}

function notedLine(noted: Head, start: Head | null): string {
  return isTakenOut(noted, start)
    ? `The head that you noted, entry ${noted.seq}, was taken out with them: look for it in the file that they went to.`
    : `The head that you noted, entry ${noted.seq}, is in it.`;
}

function unsignedLine(unsigned: number, signed: number): string {
  const first = unsigned === 1 ? '  The first 1 was' : `  The first ${unsigned} were`;
  return signed === 0
    ? '  None of them is signed: they were written before the bot signed its log.'
    : `${first} written before the bot signed its log; the signatures after them cover them too.`;
}

function time(at: number | null): string {
  return at === null ? 'nowhere' : new Date(at).toISOString();
}

function before(entries: number): string {
  if (entries === 0) return 'It is the first';
  return entries === 1 ? 'The 1 entry before it is intact' : `The ${entries} entries before it are intact`;
}
