import { Socket } from 'node:net';
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';

const INT8 = 20;
/** What a server answers that has become a standby, or is being stopped: its connections are of no more use. */
const WRONG_SERVER = new Set(['25006', '57P01', '57P02', '57P03']);
/** Below the three seconds that Slack waits for, so that the person gets an error message. Milliseconds. */
const CONNECT_TIMEOUT = 2_000;
/** The server cancels statements that take longer. Milliseconds. */
const STATEMENT_TIMEOUT = 10_000;
/** A frozen server or a broken network cancels nothing: after this time without data the connection is closed. */
const SOCKET_TIMEOUT = 12_000;

/**
 * PostgreSQL through `pg`. `int8` is read as a number: it is used for counts and milliseconds only, far below 2^53.
 *
 * When the server restarts, freezes or cannot be reached, running statements fail, but the process goes on, and the next
 * statements get new connections. After a failover a connection may lead to a standby, which takes no writes for as long as
 * the connection lives: it is given up, too. A frozen replica holds its locks for ten seconds at most.
 */
export function postgresDialect(url: string, logger: Logger): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
    // Less than SOCKET_TIMEOUT, so that only a statement without a response reaches that.
    idleTimeoutMillis: 10_000,
    stream: socketWithTimeout,
    application_name: 'frontdesk',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  });
  // Without these listeners a broken connection would end the process. The pool emits errors of idle connections only.
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle database connection broke'));
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.debug({ reason: error.message }, 'a database connection broke'));
  });
  return new PostgresDialect({
    pool: {
      connect: async () => withoutWrongServers(await pool.connect()),
      end: () => pool.end(),
      options: pool.options,
    },
  });
}

/** A connection that does not go back to the pool once a statement has shown that it leads to the wrong server. */
function withoutWrongServers(client: pg.PoolClient): PostgresPoolClient {
  let isWrong = false;
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      isWrong ||= WRONG_SERVER.has((error as { code?: string }).code ?? '');
      throw error;
    }
  };
  // Cursors, which Kysely would stream with, are not used here.
  return { query, release: () => client.release(isWrong) } as unknown as PostgresPoolClient;
}

function socketWithTimeout(): Socket {
  const socket = new Socket();
  socket.setTimeout(SOCKET_TIMEOUT, () => socket.destroy(new Error('the database does not answer')));
  return socket;
}
