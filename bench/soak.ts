import { createDatabase, startPostgres } from '../test/support/postgres.ts';
import { soak } from './soak/soak.ts';
import { tableOf } from './soak/table.ts';

/**
 * The bot in foul weather: many people ask and change, while Slack and Zoom refuse, fail, break off and hang.
 *
 *     node bench/soak.ts [commands] [sqlite|postgres|both] [people at once]
 *
 * Zoom keeps the limits of its business plan, which bounds the pace. `SEED` repeats a run, `AT_MOST` ends it after so many
 * seconds.
 */
const commands = Number(process.argv[2] ?? 10_000);
const wanted = process.argv[3] ?? 'both';
const atOnce = Number(process.argv[4] ?? 100);
const atMost = Number(process.env.AT_MOST ?? 3_600);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`${commands} commands, ${atOnce} people at once, SEED=${seed}`);
if (wanted !== 'postgres')
  console.log(tableOf('sqlite', await soak({ store: 'sqlite', commands, atOnce, atMost, seed })));
if (wanted !== 'sqlite') {
  const server = await startPostgres();
  const databaseUrl = await createDatabase(server.url);
  console.log(
    tableOf('postgres', await soak({ store: 'postgres', databaseUrl, commands, atOnce, atMost, seed })),
  );
  await server.stop();
}
