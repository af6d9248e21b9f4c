import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { AuditRow } from '../audit/entry.ts';
import { shortenLog } from '../audit/rewrite.ts';
import { type Head, problemIn, verify } from '../audit/verify.ts';
import { loadConfig } from '../config.ts';
import type { DatabaseAddress } from '../store/open.ts';
import { exportLines, writeLines } from './audit-export.ts';
import { auditAnchor, auditRows } from './audit-rows.ts';
import { auditKeys, databaseAddress, OperatorError } from './command-line.ts';
import { askBot } from './control-socket.ts';
import { withStore } from './database.ts';
import type { Terminal } from './terminal.ts';

/**
 * Verifies the audit log, writes the entries from before a moment into a file, and takes them out.
 *
 * @throws OperatorError when the log is not good, or the file cannot be written: then nothing is taken out
 */
export async function shorten(before: number, file: string, terminal: Terminal): Promise<number> {
  const address = databaseAddress();
  const { last, first } = await goodUntil(address, before);
  if (!last) {
    terminal.say('No entry is that old. Nothing was changed.');
    return 0;
  }
  await writeLines(exportLines(auditRowsUntil(address, last), 'jsonl', { since: null, command: null }), file);
  const lines = await countLines(file);
  if (lines !== last.seq - first + 1)
    throw new OperatorError(`${file} does not have every entry. Nothing was taken out.`);
  await takeOut(address, last);
  terminal.say(
    terminal.good(`Entries ${first} to ${last.seq} are in ${file}, and no longer in the audit log.`),
  );
  terminal.say(`The log goes on from entry ${last.seq}, ${last.hash}. Check it: npm run audit -- verify`);
  return 0;
}

/** The first entry of a log that is good, and the last one from before a moment; the newest one always stays. */
async function goodUntil(
  address: DatabaseAddress,
  before: number,
): Promise<{ readonly first: number; readonly last: Head | null }> {
  const keys = auditKeys(address);
  if (!keys)
    throw new OperatorError('The log is only shortened with its key. Set ENCRYPTION_KEY as for the bot.');
  const anchor = await auditAnchor(address);
  let first = 0;
  let last: Head | null = null;
  let previous: Head | null = null;
  let isOld = true;
  async function* watched(): AsyncGenerator<AuditRow> {
    for await (const row of auditRows(address)) {
      first ||= row.seq;
      // An entry goes once there is one after it.
      if (previous) last = previous;
      isOld &&= row.at < before;
      previous = isOld ? { seq: row.seq, hash: row.hash } : null;
      yield row;
    }
  }
  const verdict = await verify(watched(), null, { keys, anchor });
  const problem = anchor ? problemIn(verdict) : 'nothing in it is signed';
  if (problem !== null)
    throw new OperatorError(`The audit log is not as it was written: ${problem}. Nothing was taken out.`);
  return { first, last };
}

async function* auditRowsUntil(address: DatabaseAddress, { seq }: Head): AsyncGenerator<AuditRow> {
  for await (const row of auditRows(address)) {
    if (row.seq > seq) return;
    yield row;
  }
}

async function countLines(file: string): Promise<number> {
  let lines = 0;
  for await (const _ of createInterface(createReadStream(file))) lines += 1;
  return lines;
}

/** By the bot where it runs on a file of this machine; else in the database itself. */
async function takeOut(address: DatabaseAddress, last: Head): Promise<void> {
  if (address.kind === 'sqlite') {
    const answer = await askBot(address.file, 'POST', '/audit/shorten', last);
    answer?.resume();
    if (answer) return;
  }
  await withStore(loadConfig(process.env), (store) => shortenLog(store, last));
}
