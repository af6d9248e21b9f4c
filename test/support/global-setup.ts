import type { TestProject } from 'vitest/node';
import { warmUp } from '../simulation/bot-process.ts';
import { startPostgres } from '../simulation/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    /** Of everything random in this run: `SEED`, else a random one that is printed. */
    seed: number;
  }
}

/** One PostgreSQL for the whole run, on which each test makes its own database, and one seed. */
export default async function setup(project: TestProject) {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`SEED=${seed}\n`);
  project.provide('seed', seed);
  const [server] = await Promise.all([startPostgres({ fsync: false }), warmUp()]);
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
