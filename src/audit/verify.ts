import type { Anchor } from './anchor.ts';
import { type AuditRow, FIRST_PREVIOUS_HASH, hashOf } from './entry.ts';
import { type AuditKeys, entryStatement, erasureStatement, headStatement, startStatement } from './keys.ts';

/** An entry that somebody noted outside of the database: its number and its hash. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What the chain is checked against beside itself. */
export interface Evidence {
  /** `null`: the key is not here, so no signature can be checked. */
  readonly keys: AuditKeys | null;
  /** Read before the entries. `null`: the database is of a version that did not sign its log. */
  readonly anchor: Anchor | null;
}

/** The result of checking the log. */
export interface Verdict {
  /** How many entries are intact, from the first. */
  readonly entries: number;
  /** How many of them are signed. Those of earlier versions, at the beginning of the log, are not. */
  readonly signed: number;
  /** From how many of them a person was erased. */
  readonly erased: number;
  /** The last entry that was taken out of the log when it was shortened; `null`: it is whole. */
  readonly start: Head | null;
  /** When the first and the last intact entry were written: milliseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  /** The last intact entry. */
  readonly head: Head | null;
  /** The first entry that is not as it was written, and why, in words. */
  readonly broken: { readonly row: AuditRow; readonly why: string } | null;
  /** Why the noted head is not in this log, in words. */
  readonly missing: string | null;
  /** What else is not as it should be although the chain is whole, in words. */
  readonly faults: readonly string[];
}

/**
 * Checks the chain from the first entry to the last, or to the first that does not fit.
 *
 * @param noted an earlier head, which must be in the log
 * @param evidence signatures, the signed note of the head, and the triggers; without it only the chain is followed
 */
export async function verify(
  rows: AsyncIterable<AuditRow>,
  noted: Head | null,
  evidence: Evidence = { keys: null, anchor: null },
): Promise<Verdict> {
  const { keys, anchor } = evidence;
  let entries = 0;
  let signed = 0;
  let erased = 0;
  const start = anchor?.start ? { seq: anchor.start.seq, hash: anchor.start.hash } : null;
  let last: Head = start ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
  let from: number | null = null;
  let to: number | null = null;
  let hashAtNoted: string | null = start && noted?.seq === start.seq ? start.hash : null;
  let anchored: Head | null = anchor?.head?.seq === last.seq ? last : null;
  let broken: Verdict['broken'] = null;
  for await (const row of rows) {
    const why = faultOf(row, last, keys) ?? signatureFault(row, signed > 0, keys);
    if (why) {
      broken = { row, why };
      break;
    }
    entries += 1;
    if (row.mac !== null) signed += 1;
    if (row.erased_mac !== null) erased += 1;
    last = { seq: row.seq, hash: row.hash };
    from ??= row.at;
    to = row.at;
    if (row.seq === noted?.seq) hashAtNoted = row.hash;
    if (row.seq === anchor?.head?.seq) anchored = last;
  }
  const head = entries > 0 ? last : null;
  const missing = broken ? null : absence(noted, hashAtNoted, last.seq, start);
  const faults = anchor
    ? [
        ...(broken ? [] : headFaults(anchor, anchored, last.seq, keys)),
        ...startFaults(anchor, keys),
        ...guardFaults(anchor),
      ]
    : [];
  return { entries, signed, erased, start, from, to, head, broken, missing, faults };
}

/** What is wrong, in one sentence; `null`: nothing is. */
export function problemIn({ broken, missing, faults }: Verdict): string | null {
  const found = [
    ...(broken ? [`entry ${broken.row.seq}: ${broken.why}`] : []),
    ...(missing ? [missing] : []),
    ...faults,
  ];
  return found.length > 0 ? found.join('; ') : null;
}

function faultOf(row: AuditRow, previous: Head, keys: AuditKeys | null): string | null {
  if (row.seq !== previous.seq + 1) return gap(previous.seq + 1, row.seq - 1);
  if (row.prev_hash !== previous.hash) return 'it does not follow the entry before it';
  const content = hashOf(row);
  if (row.erased_mac === null) return content === row.hash ? null : 'it was changed after it was written';
  const isErasure = keys?.signatures(erasureStatement(row.hash, content)).includes(row.erased_mac) ?? true;
  return isErasure ? null : 'it was changed after it was written, and not by an erasure';
}

function signatureFault({ mac, hash }: AuditRow, signedBefore: boolean, keys: AuditKeys | null) {
  if (mac === null) return signedBefore ? 'it is not signed, and entries before it are' : null;
  if (!keys || keys.signatures(entryStatement(hash)).includes(mac)) return null;
  return 'it was not signed with this key: it was written by somebody else, or the key is another one';
}

function gap(from: number, to: number): string {
  if (to < from) return 'its number is not the next one';
  return from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;
}

function absence(noted: Head | null, found: string | null, last: number, start: Head | null): string | null {
  if (!noted || found === noted.hash || isTakenOut(noted, start)) return null;
  return found === null
    ? `entry ${noted.seq} was noted, but the log ends with entry ${last}: it was cut at its end`
    : `entry ${noted.seq} is not the one that was noted: the log was written anew`;
}

/** Whether a noted entry is no longer in the log because that was shortened: the exported file has it. */
export function isTakenOut(noted: Head, start: Head | null): boolean {
  return start !== null && (noted.seq < start.seq || (noted.seq === start.seq && noted.hash === start.hash));
}

/** @param anchored the entry of that number in the log */
function headFaults(
  { head }: Anchor,
  anchored: Head | null,
  last: number,
  keys: AuditKeys | null,
): readonly string[] {
  if (!head) return ['the signed note of its last entry is gone'];
  if (!anchored)
    return [
      `the bot has signed ${head.seq === 1 ? '1 entry' : `${head.seq} entries`}, but the log ends with entry ${last}: it was cut at its end`,
    ];
  if (!keys || keys.signatures(headStatement(anchored)).includes(head.mac)) return [];
  return [
    `the signed note of its last entry does not belong to entry ${head.seq}: entries were cut off or written anew`,
  ];
}

/** Without the key nobody can say where the log begins. */
function startFaults({ start }: Anchor, keys: AuditKeys | null): readonly string[] {
  if (!start || !keys || keys.signatures(startStatement(start)).includes(start.mac)) return [];
  return [
    `the signed note of where it begins does not belong to entry ${start.seq}: entries were taken out by somebody else`,
  ];
}

function guardFaults({ missingGuards }: Anchor): readonly string[] {
  if (missingGuards.length === 0) return [];
  const names = missingGuards.join(' and ');
  return [
    `the database no longer refuses changes of the log: ${names} ${missingGuards.length === 1 ? 'is' : 'are'} missing or changed`,
  ];
}
