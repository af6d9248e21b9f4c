import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerHelp } from '../scripts/help.ts';
import { createDatabase, startPostgres } from '../test/simulation/postgres.ts';
import { startUpstream } from './lib/start-upstream.ts';
import { acknowledgements } from './parts/acknowledgements.ts';
import { changes } from './parts/changes.ts';
import { history } from './parts/history.ts';
import { replies } from './parts/replies.ts';
import { starts } from './parts/starts.ts';
import { wholeCommand } from './parts/whole-command.ts';

/**
 * The bot beside a bare `node:http` server, a bare Bolt app and a plain app with axios and keyv, in one run:
 *
 *     npm run bench [-- seconds]
 *
 * Slack and Zoom are one small process that answers at once. The bench itself, that process and the contestant share
 * the machine, so the figures compare with each other, not with those of another machine.
 */
answerHelp(`npm run bench [-- seconds]

Measures the bot beside a bare node:http server, a bare Bolt app and a plain app with axios and keyv, so many seconds
for each figure (5 when left out). The figures compare with each other, not with those of another machine.
`);
const seconds = Number(process.argv[2] ?? 5);
if (!(seconds > 0)) {
  process.stderr.write(
    `“${process.argv[2]}” is no number of seconds. npm run bench -- --help shows what there is.\n`,
  );
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
const upstream = await startUpstream();
const postgres = await startPostgres();
const sqlite = (name: string) => upstream.env(`file:${join(folder, `${name}.db`)}`);
const onPostgres = async () => upstream.env(await createDatabase(postgres.url));

console.log(`${cpus().length} cores, Node ${process.version}, ${seconds} s a measurement\n`);
try {
  await starts(upstream, sqlite);
  await acknowledgements(upstream, sqlite);
  await wholeCommand(upstream, sqlite, seconds);
  await changes(upstream, { sqlite: sqlite('changes'), postgres: await onPostgres() }, seconds);
  await history(
    upstream,
    [
      { name: 'sqlite', requests: 1_000_000, empty: sqlite('empty'), full: sqlite('history') },
      { name: 'postgres', requests: 200_000, empty: await onPostgres(), full: await onPostgres() },
    ],
    seconds * 2,
  );
  await replies(upstream, { sqlite: sqlite('replies'), postgres: await onPostgres() }, seconds);
} finally {
  upstream.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
