import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Head, verify } from '../audit/verify.ts';
import { parseDuration } from '../commands/parse/duration.ts';
import type { DatabaseAddress } from '../store/open.ts';
import { exportLines, type Filter, type Format, jsonOf, writeLines } from './audit-export.ts';
import { auditAnchor, auditRows } from './audit-rows.ts';
import { shorten } from './audit-shorten.ts';
import { doubtOf, verdictMessage } from './audit-verdict.ts';
import { auditKeys, databaseAddress, type Given, runCommand, UsageError } from './command-line.ts';
import type { Terminal } from './terminal.ts';

const help = `
npm run audit -- verify [--head <number>:<hash>] [--unsigned]
npm run audit -- export [--format csv|jsonl] [--output <file>] [--since <date>] [--command <name>]
npm run audit -- follow [--after <number>]
npm run audit -- shorten --before <date> --output <file>

Reads the audit log, whether the bot runs or not. Only shorten changes it.

  verify     follows the hashes from the first entry to the last, and checks their signatures, the signed note of
             the last one, and the triggers that refuse changes. So it tells of an entry that was changed, slipped
             in or removed, of an end that was cut off, and of a log that was written anew without the key. Only
             an older copy of the whole database looks good: a head that was noted elsewhere shows that. The bot
             posts one each day; hand one back:
  --head     the noted head: it must still be in the log
  --unsigned accepts a log without any signature: a copy from before the bot signed its log

  export     writes the entries, the oldest first
  --format   csv (for spreadsheets) or jsonl (a line of JSON for each entry); csv when left out
  --output   a new file, for you alone (mode 600); stdout when left out
  --since    a day (2026-11-01), a moment (2026-11-01T08:00:00Z), or how far back (7d, 12h)
  --command  only entries of this command, such as change-email

  follow     writes each new entry to stdout as a line of JSON, until it is stopped, for what collects logs
  --after    the number of the entry to begin after; the newest one when left out

  shorten    verifies the log, writes its oldest entries into a new file, and takes them out. What stays is verified
             from a signed note of the last one that went on; that it was shortened is an entry itself
  --before   as --since: entries from before this moment go
  --output   the file that they go to, as lines of JSON, for you alone (mode 600)

DATABASE_URL says where the log is, and ENCRYPTION_KEY has the key to the signatures (or, with SQLite, the key
file beside it), as for the bot.
Exit code: 0 good, 1 the log is not as it was written, or cannot be read, 2 the command was not understood.`;

/** Milliseconds. */
const FOLLOW_EVERY = 1_000;

await runCommand({
  name: 'npm run audit',
  help,
  options: {
    head: { type: 'string' },
    unsigned: { type: 'boolean' },
    format: { type: 'string' },
    output: { type: 'string' },
    since: { type: 'string' },
    command: { type: 'string' },
    after: { type: 'string' },
    before: { type: 'string' },
  },
  words: 1,
  async run(given, [word], terminal) {
    if (word === 'verify') return runVerify(given, terminal);
    if (word === 'export') return runExport(given, terminal);
    if (word === 'follow') return runFollow(given);
    if (word === 'shorten') {
      only(given, 'shorten', ['before', 'output']);
      if (given.before === undefined || given.output === undefined)
        throw new UsageError('Say which entries go, and where to: --before <date> --output <file>.');
      return shorten(momentOf(String(given.before)), resolve(String(given.output)), terminal);
    }
    throw new UsageError(
      word === undefined
        ? 'Say verify, export, follow or shorten.'
        : `“${word}” is neither verify, export, follow nor shorten.`,
    );
  },
});

async function runVerify(given: Given, terminal: Terminal): Promise<number> {
  only(given, 'verify', ['head', 'unsigned']);
  const noted = given.head === undefined ? null : headOf(String(given.head));
  const address = databaseAddress();
  const keys = auditKeys(address);
  const anchor = await auditAnchor(address);
  const verdict = await verify(auditRows(address), noted, { keys, anchor });
  const doubt = doubtOf(verdict, { keys, anchor }, given.unsigned === true);
  const { good, lines } = verdictMessage(verdict, noted, doubt);
  const [first = '', ...rest] = lines;
  terminal.say(good ? terminal.good(first) : terminal.bad(first));
  for (const line of rest) terminal.say(line);
  return good ? 0 : 1;
}

async function runExport(given: Given, terminal: Terminal): Promise<number> {
  only(given, 'export', ['format', 'output', 'since', 'command']);
  const format = formatOf(given.format);
  const filter: Filter = {
    since: given.since === undefined ? null : momentOf(String(given.since)),
    command: given.command === undefined ? null : String(given.command),
  };
  const address = databaseAddress();
  // The first line of a CSV is its head.
  let entries = format === 'csv' ? -1 : 0;
  async function* counted() {
    for await (const line of exportLines(auditRows(address), format, filter)) {
      entries += 1;
      yield line;
    }
  }
  const file = given.output === undefined ? null : resolve(String(given.output));
  await writeLines(counted(), file);
  terminal.complain(
    `${entries} ${entries === 1 ? 'entry' : 'entries'} exported${file ? ` to ${file}` : ''}.`,
  );
  return 0;
}

/** Runs until it is stopped, or the reader closes the pipe. */
async function runFollow(given: Given): Promise<number> {
  only(given, 'follow', ['after']);
  const address = databaseAddress();
  let last = given.after === undefined ? await newest(address) : Number(given.after);
  if (!Number.isSafeInteger(last) || last < 0) throw new UsageError('--after is the number of an entry.');
  for (;;) {
    for await (const row of auditRows(address, last)) {
      process.stdout.write(jsonOf(row));
      last = row.seq;
    }
    await sleep(FOLLOW_EVERY);
  }
}

/** The number of the newest entry. */
async function newest(address: DatabaseAddress): Promise<number> {
  let last = 0;
  for await (const { seq } of auditRows(address)) last = seq;
  return last;
}

function only(given: Given, word: string, options: readonly string[]): void {
  const stray = Object.keys(given).find((name) => !options.includes(name));
  if (stray) throw new UsageError(`${word} has no option --${stray}.`);
}

function formatOf(given: string | boolean | undefined): Format {
  if (given === undefined || given === 'csv') return 'csv';
  if (given === 'jsonl') return 'jsonl';
  throw new UsageError(`--format is csv or jsonl, not “${given}”.`);
}

function headOf(text: string): Head {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (!seq || !hash) throw new UsageError('--head must read <number>:<hash>, as verify prints it.');
  return { seq: Number(seq), hash: hash.toLowerCase() };
}

function momentOf(text: string): number {
  const back = parseDuration(text);
  if (back !== undefined) return Date.now() - back;
  // Only ISO dates, because others are ambiguous.
  const moment = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) {
    throw new UsageError(
      `“${text}” is no date. Write it like 2026-11-01, 2026-11-01T08:00:00Z, or 7d for a week back.`,
    );
  }
  return moment;
}
