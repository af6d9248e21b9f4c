import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';

const INT8 = 20;

/**
 * PostgreSQL through `pg`. `int8` is read as a number: all of ours are counts or milliseconds, far below 2^53.
 * An idle connection that breaks is logged; without the listener it would end the process.
 */
export function postgresDialect(url: string, logger: Logger): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    application_name: 'frontdesk',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection broke'));
  return new PostgresDialect({ pool });
}
