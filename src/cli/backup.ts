import { chmodSync, constants, copyFileSync, existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { checkCopy } from './backup/check-copy.ts';
import { copyDatabase } from './backup/copy-database.ts';
import { pgDumpLine } from './backup/pg-dump-line.ts';
import { OperatorError, runCommand, UsageError } from './command-line.ts';
import { databaseAddress, keyInEnvironment } from './settings.ts';

const help = `
npm run backup -- --output <file> [--with-key]

Copies the bot's SQLite database into a new file, for you alone (mode 600), whether the bot runs or not.
The copy is checked: SQLite looks through all of it, and the audit log's hashes are followed to the end.

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
      terminal.say(pgDumpLine(address.url, String(given.output)));
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
    const { bytes, requests, entries } = await checkCopy(output);
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

/** @throws OperatorError when there is no key in a file to copy */
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
