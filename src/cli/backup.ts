import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AuditKeys } from '../audit/keys.ts';
import { problemIn, verify } from '../audit/verify.ts';
import { fileProblem } from '../file-problem.ts';
import { COPY, PLACE_KEY } from '../store/shared-state.ts';
import { auditAnchor, auditRows } from './audit-rows.ts';
import {
  auditKeys,
  databaseAddress,
  keyInEnvironment,
  OperatorError,
  runCommand,
  UsageError,
} from './command-line.ts';
import { askBot } from './control-socket.ts';
import { openForReading, sqliteError } from './database.ts';

const help = `
npm run backup -- --output <file> [--with-key]

Copies the bot's SQLite database into a new file, for you alone (mode 600), whether the bot runs or not.
The copy is checked: SQLite looks through all of it, and the audit log is verified, as npm run audit does it.

  --output    the new file; nothing is ever overwritten
  --with-key  copies the key file too, to <file>.key. Without the key the bot cannot answer requests that were
              open when the copy was made. Whoever has both can read all of it: keep them well

With PostgreSQL it makes no copy, and prints the pg_dump command to use instead.
Exit code: 0 there is a good copy, 1 there is none, 2 the command was not understood.`;

await runCommand({
  name: 'npm run backup',
  help,
  options: { output: { type: 'string' }, 'with-key': { type: 'boolean' } },
  words: 0,
  async run(given, _words, terminal) {
    const address = databaseAddress();
    if (given.output === undefined) throw new UsageError('Say where the copy goes: --output <file>.');
    const output = resolve(String(given.output));
    if (address.kind === 'postgres') {
      terminal.complain(
        'This desk keeps its data in PostgreSQL, which makes its own copies. Nothing was copied. Run:\n',
      );
      terminal.say(pgDumpCommand(address.url, String(given.output)));
      terminal.complain(
        '\nIt asks for the password (or takes it from ~/.pgpass). Keep ENCRYPTION_KEY too, apart from it.',
      );
      return 1;
    }
    const { file } = address;
    const key = keyToCopy(file, given['with-key'] === true);
    for (const one of [output, ...(key ? [`${output}.key`] : [])]) {
      if (existsSync(one))
        throw new OperatorError(`${one} exists already, and I overwrite nothing. Name another file.`);
    }
    const running = await copyDatabase(file, output);
    markAsCopy(output);
    const signedWith = auditKeys(address);
    const { bytes, requests, entries } = await checkCopy(output, signedWith);
    if (key) {
      copyFileSync(key, `${output}.key`, constants.COPYFILE_EXCL);
      chmodSync(`${output}.key`, 0o600);
    }

    const here = (path: string) => relative(process.cwd(), path) || path;
    const copy = here(output);
    const database = here(file);
    terminal.say(
      terminal.good(
        `${copy} is a good copy${running ? ' of the running bot’s database' : ''}: ${requests} requests, ${entries} audit entries, ${Math.ceil(bytes / 1024)} kB.`,
      ),
    );
    if (!signedWith) {
      terminal.say(
        'The signatures of its audit log were not checked: for that, set ENCRYPTION_KEY as for the bot.',
      );
    }
    terminal.say();
    for (const line of keyLines(key !== null, copy, database)) terminal.say(line);
    terminal.say();
    terminal.say('To restore it: stop the bot, then');
    terminal.say(`  rm -f ${database} ${database}-wal ${database}-shm`);
    terminal.say(`  install -m 600 ${copy} ${database}`);
    if (!keyInEnvironment())
      terminal.say(`  install -m 600 ${key ? `${copy}.key` : 'YOUR-COPY-OF-THE-KEY'} ${database}.key`);
    terminal.say('and start it again.');
    return 0;
  },
});

/** @throws OperatorError when the key is to be copied and is not in a file */
function keyToCopy(database: string, wanted: boolean): string | null {
  if (!wanted) return null;
  if (keyInEnvironment()) {
    throw new OperatorError(
      'The key is in ENCRYPTION_KEY, not in a file, so --with-key has nothing to copy. Keep it yourself, and leave --with-key out.',
    );
  }
  if (existsSync(`${database}.key`)) return `${database}.key`;
  throw new OperatorError(`There is no key at ${database}.key. Leave --with-key out, or look where it went.`);
}

function keyLines(copied: boolean, copy: string, database: string): string[] {
  if (keyInEnvironment())
    return ['Keep ENCRYPTION_KEY as well, apart from the copy: without it the sealed parts are lost.'];
  return copied
    ? [`Its key is in ${copy}.key. Whoever has both can read all of it: keep them well.`]
    : [
        `Keep the key as well, ${database}.key, apart from the copy: without it the sealed parts are lost.`,
        'It stays the same, so one copy of it is enough; --with-key makes one.',
      ];
}

/**
 * Copies a SQLite database in a consistent state. A running bot does it itself, because it has locked the file.
 *
 * @param output a file that does not exist yet
 * @returns whether a bot is running
 * @throws OperatorError when there is no copy; an incomplete file is removed
 */
async function copyDatabase(database: string, output: string): Promise<boolean> {
  const answer = await askBot(database, 'POST', '/backup', { file: output });
  answer?.resume();
  if (!answer) copyFile(database, output);
  // Windows flushes only what may be written to.
  const copy = openSync(output, 'r+');
  fsyncSync(copy);
  closeSync(copy);
  return answer !== null;
}

function copyFile(database: string, output: string): void {
  let created = false;
  let source: ReturnType<typeof openForReading> | undefined;
  try {
    source = openForReading(database);
    closeSync(openSync(output, 'wx', 0o600));
    created = true;
    source.prepare('vacuum into ?').run(output);
  } catch (error) {
    if (created) rmSync(output, { force: true });
    if ((error as NodeJS.ErrnoException).syscall === 'open') {
      throw new OperatorError(`${output} cannot be written (${fileProblem(error)}).`);
    }
    throw sqliteError(error, database);
  } finally {
    source?.close();
  }
}

/** A bot that starts on the copy knows that things may have happened since. */
function markAsCopy(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    const there = copy.prepare("select 1 from sqlite_master where name = 'shared_state'").get();
    if (!there) return;
    copy
      .prepare(
        'insert into shared_state (key, value, version) values (?, ?, 1) on conflict (key) do update set value = excluded.value',
      )
      .run(PLACE_KEY, JSON.stringify(COPY));
  } finally {
    copy.close();
  }
}

/** What a good copy contains. */
interface Copy {
  readonly bytes: number;
  readonly requests: number;
  readonly entries: number;
}

/**
 * @param keys `null`: signatures are not checked
 * @throws OperatorError when the copy cannot be relied on
 */
async function checkCopy(file: string, keys: AuditKeys | null): Promise<Copy> {
  const copy = openForReading(file);
  let requests: number;
  try {
    const found = copy
      .prepare('pragma integrity_check')
      .all()
      .map((row) => String(row.integrity_check));
    if (found.join() !== 'ok') {
      throw new OperatorError(
        `The copy is damaged, and so, most likely, is the database (${found[0]}). Do not rely on ${file}; check the disk.`,
      );
    }
    requests = Number(copy.prepare('select count(*) as n from requests').get()?.n);
  } finally {
    copy.close();
  }
  const address = { kind: 'sqlite', file } as const;
  const anchor = await auditAnchor(address);
  const verdict = await verify(auditRows(address), null, { keys, anchor });
  const { entries, broken } = verdict;
  if (problemIn(verdict) !== null) {
    const problem = broken
      ? `broken at entry ${broken.row.seq}: ${broken.why}`
      : `not as the bot left it: ${problemIn(verdict)}`;
    throw new OperatorError(
      `The copy is made, but its audit log is ${problem}. It is so in the database too: npm run audit -- verify`,
    );
  }
  return { bytes: statSync(file).size, requests, entries };
}

/** The command that copies a PostgreSQL database. It has no password, because other users can see command lines. */
function pgDumpCommand(url: string, output: string): string {
  const address = new URL(url);
  address.password = '';
  address.searchParams.delete('password');
  return `pg_dump --format=custom --no-owner --file=${quote(output)} ${quote(address.href)}`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
