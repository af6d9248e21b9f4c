import { Socket } from 'node:net';
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';

const INT8 = 20;
/** Within the three seconds that Slack waits, so that the person who clicked is told. */
const CONNECT_TIME = 2_000;
/** The server ends what takes longer. */
const STATEMENT_TIME = 10_000;
/** A server that froze, or a network that broke, ends nothing: then the connection is given up. */
const SILENCE = 12_000;

/**
 * PostgreSQL through `pg`. `int8` is read as a number: all of ours are counts or milliseconds, far below 2^53.
 *
 * A server that restarts, freezes or is out of reach fails the statements that run, never the process; the next ones get
 * new connections. A frozen replica holds its locks for ten seconds at most.
 */
export function postgresDialect(url: string, logger: Logger): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIME,
    statement_timeout: STATEMENT_TIME,
    idle_in_transaction_session_timeout: STATEMENT_TIME,
    keepAlive: true,
    // Idle connections leave the pool after ten seconds, so silence this long is a statement without an answer.
    idleTimeoutMillis: 10_000,
    stream: impatientSocket,
    application_name: 'frontdesk',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  });
  // Without listeners a broken connection would end the process: the pool hears of idle ones, the client of all.
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle database connection broke'));
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.debug({ reason: error.message }, 'a database connection broke'));
  });
  return new PostgresDialect({ pool });
}

function impatientSocket(): Socket {
  const socket = new Socket();
  socket.setTimeout(SILENCE, () => socket.destroy(new Error('the database does not answer')));
  return socket;
}
