import { closeSync, createWriteStream, openSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditRow, accountOf, recordOf } from '../audit/entry.ts';
import { type Head, verify } from '../audit/verify.ts';
import { csvLine } from '../commands/admin/csv.ts';
import { parseDuration } from '../commands/parse/duration.ts';
import type { DatabaseAddress } from '../store/open.ts';
import { auditAnchor, auditRows } from './audit-rows.ts';
import { doubtOf, verdictMessage } from './audit-verdict.ts';
import {
  auditKeys,
  databaseAddress,
  type Given,
  OperatorError,
  runCommand,
  UsageError,
} from './command-line.ts';
import type { Terminal } from './terminal.ts';

const help = `
npm run audit -- verify [--head <number>:<hash>] [--unsigned]
npm run audit -- export [--format csv|jsonl] [--output <file>] [--since <date>] [--command <name>]
npm run audit -- follow [--after <number>]

Reads the audit log, whether the bot runs or not, and changes nothing.

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

DATABASE_URL says where the log is, and ENCRYPTION_KEY has the key to the signatures (or, with SQLite, the key
file beside it), as for the bot.
Exit code: 0 good, 1 the log is not as it was written, or cannot be read, 2 the command was not understood.`;

/** Milliseconds. */
const FOLLOW_EVERY = 1_000;

type Format = 'csv' | 'jsonl';

/** Which entries to export. */
interface Filter {
  /** Milliseconds since 1970. */
  readonly since: number | null;
  readonly command: string | null;
}

/** The columns of the CSV: head and cell. */
const columns: readonly (readonly [head: string, cell: (row: AuditRow) => string])[] = [
  ['seq', (row) => `${row.seq}`],
  ['time', (row) => new Date(row.at).toISOString()],
  ['event', (row) => row.event],
  ['actor', (row) => row.actor],
  ['requester', (row) => row.requester],
  ['command', (row) => row.command],
  ['subject', (row) => row.subject],
  ['name', (row) => accountOf(row)?.name ?? ''],
  ['account', (row) => accountOf(row)?.email ?? ''],
  ['zoom_id', (row) => accountOf(row)?.zoomId ?? ''],
  ['changes', (row) => changesOf(row).map(describeChange).join('; ')],
  ['detail', (row) => row.detail],
  ['request_id', (row) => row.request_id],
  ['hash', (row) => row.hash],
];

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
  },
  words: 1,
  async run(given, [word], terminal) {
    if (word === 'verify') return runVerify(given, terminal);
    if (word === 'export') return runExport(given, terminal);
    if (word === 'follow') return runFollow(given);
    throw new UsageError(
      word === undefined
        ? 'Say verify, export or follow.'
        : `“${word}” is neither verify, export nor follow.`,
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
  await write(counted(), file);
  terminal.complain(
    `${entries} ${entries === 1 ? 'entry' : 'entries'} exported${file ? ` to ${file}` : ''}.`,
  );
  return 0;
}

async function* exportLines(
  rows: AsyncIterable<AuditRow>,
  format: Format,
  filter: Filter,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns.map(([head]) => head));
  for await (const row of rows) {
    if (filter.since !== null && row.at < filter.since) continue;
    if (filter.command !== null && row.command !== filter.command) continue;
    yield format === 'csv' ? csvLine(columns.map(([, cell]) => cell(row))) : jsonOf(row);
  }
}

function jsonOf(row: AuditRow): string {
  return `${JSON.stringify(recordOf(row))}\n`;
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

/** A change as the log has it, in words. */
type LoggedChange = Readonly<Record<'label' | 'before' | 'after', string>>;

function describeChange({ label, before, after }: LoggedChange): string {
  return `${label}: ${before} → ${after}`;
}

function changesOf({ changes_json }: AuditRow): readonly LoggedChange[] {
  return JSON.parse(changes_json) as readonly LoggedChange[];
}

async function write(lines: AsyncIterable<string>, file: string | null): Promise<void> {
  if (file === null) return pipeline(Readable.from(lines), process.stdout as Writable, { end: false });
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new OperatorError(
      taken
        ? `${file} exists already, and I overwrite nothing. Name another file.`
        : `${file} cannot be written (${(error as Error).message}).`,
    );
  }
  try {
    await pipeline(Readable.from(lines), createWriteStream(file, { flush: true }));
  } catch (error) {
    // An incomplete file must not look like a complete one.
    rmSync(file, { force: true });
    throw error;
  }
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
