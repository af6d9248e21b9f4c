import { createDatabase, startPostgres } from '../test/simulation/postgres.ts';
import { soak, soakTable } from '../test/simulation/soak.ts';

/**
 * Many people ask and change, while Slack and Zoom refuse, fail, break off and hang.
 *
 *     node bench/soak.ts [commands] [sqlite|postgres|both] [people at once]
 *
 * Zoom keeps the limits of its business plan, which bounds the pace. `SEED` repeats a run; no command is begun after
 * `MAX_SECONDS`.
 */
const commands = Number(process.argv[2] ?? 10_000);
const wanted = process.argv[3] ?? 'both';
const concurrency = Number(process.argv[4] ?? 100);
const maxSeconds = Number(process.env.MAX_SECONDS ?? 3_600);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const options = { commands, concurrency, maxSeconds, seed };
console.log(`${commands} commands, ${concurrency} people at once, SEED=${seed}`);
if (wanted !== 'postgres') console.log(soakTable('sqlite', await soak({ store: 'sqlite', ...options })));
if (wanted !== 'sqlite') {
  const server = await startPostgres();
  const databaseUrl = await createDatabase(server.url);
  console.log(soakTable('postgres', await soak({ store: 'postgres', databaseUrl, ...options })));
  await server.stop();
}
