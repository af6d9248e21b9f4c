import type { Keyv } from 'keyv';
import { Kysely, type RawBuilder, sql, type ValueNode } from 'kysely';
import { type AuditKeys, createAuditKeys } from '../audit/keys.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { openCache } from './cache.ts';
import { NotUpgradedError } from './copy-before-upgrade.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { createSeal, type Seal } from './seal.ts';
import { openSharedState, type SharedState } from './shared-state.ts';
import { maintainStatistics, sqliteDialect } from './sqlite.ts';

/** Where the data is: in a file on this machine, or on a PostgreSQL server that replicas share. */
export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  readonly cache: Keyv;
  readonly seal: Seal;
  /** Signs the audit log. */
  readonly auditKeys: AuditKeys;
  readonly sharedState: SharedState;
  /**
   * The database's time in milliseconds since the epoch, as an expression for queries: the one clock that all replicas
   * share. It follows the injected {@link Clock} in a test that moves time.
   */
  readonly now: RawBuilder<number>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date.
 *
 * @param encryptionKey 32 bytes: seals what is cached, and signs the audit log
 * @param clock its offset is added to the database's time and to the expiry of cache entries
 * @param formerKeys what they sealed and signed stays valid
 * @throws Error with a sentence for the operator when the file is in use or the server cannot be reached
 */
export async function openStore(
  address: DatabaseAddress,
  encryptionKey: Buffer,
  logger: Logger,
  clock: Clock = systemClock,
  formerKeys: readonly Buffer[] = [],
): Promise<Store> {
  const dialect =
    address.kind === 'sqlite'
      ? sqliteDialect(address.file)
      : (await import('./postgres.ts')).postgresDialect(address.url, logger);
  const db = new Kysely<Tables>({ dialect });
  const auditKeys = createAuditKeys([encryptionKey, ...formerKeys]);
  try {
    await migrate(db, address.kind, auditKeys, logger, address.kind === 'sqlite' ? address.file : null);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    if (error instanceof NotUpgradedError) throw error;
    throw new Error(reason(address, error as Error));
  }
  const seal = createSeal(encryptionKey, formerKeys);
  const cache = openCache(db, seal, clock);
  cache.on('error', (error: Error) => logger.warn({ err: error }, 'the cache could not be used'));
  const now = databaseTime(address.kind, clock);
  const sharedState = openSharedState(db, now, address.kind === 'postgres');
  const statistics = address.kind === 'sqlite' ? await maintainStatistics(db, logger) : undefined;
  return {
    kind: address.kind,
    db,
    cache,
    seal,
    auditKeys,
    sharedState,
    now,
    async close() {
      await statistics?.stop();
      await db.destroy();
    },
  };
}

/** `statement_timestamp()`, because PostgreSQL uses no index for a comparison with the volatile `clock_timestamp()`. */
function databaseTime(kind: Store['kind'], clock: Clock): RawBuilder<number> {
  const time =
    kind === 'sqlite'
      ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
      : sql<number>`cast(extract(epoch from statement_timestamp()) * 1000 as bigint)`;
  if (clock === systemClock) return time;
  // A getter, so that the offset is read when a query is compiled, not when it is built.
  const offset: ValueNode = {
    kind: 'ValueNode',
    get value() {
      return clock.offset;
    },
  };
  return sql<number>`(${time} + ${{ expressionType: undefined, toOperationNode: () => offset }})`;
}

function reason(address: DatabaseAddress, error: Error): string {
  if (address.kind === 'postgres')
    return `The database cannot be used (${error.message}). Check DATABASE_URL and that the server runs.`;
  return /locked|busy/i.test(error.message)
    ? `${address.file} is in use by another process. One process can use an embedded store; for several, set DATABASE_URL to a PostgreSQL server.`
    : `${address.file} cannot be used as the database (${error.message}). Check DATABASE_URL and the folder's permissions.`;
}

/**
 * Codes of Node.js for a server that cannot be reached, and of PostgreSQL for one that stops, starts, has no room, is a
 * standby (25006), takes too long (57014), or let another transaction go first.
 */
const UNAVAILABLE = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND EHOSTUNREACH EAI_AGAIN 57P01 57P02 57P03 57014 53000 53100 53200 53300 25006 25P03 40001 40P01 55P03 58030 08000 08003 08006'.split(
    ' ',
  ),
);
/** SQLite's results for a file that is busy, locked, read-only, broken off, on a full disk or gone. */
const SQLITE_UNAVAILABLE = new Set([5, 6, 8, 10, 13, 14]);
/** Messages of `pg` for errors without a code. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|the database does not answer)/;

/** Whether an error means that the store could not be reached, lost the connection or takes nothing now: a retry may succeed. */
export function isStoreUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  // The lowest byte is the result, the others say more of it.
  if (code === 'ERR_SQLITE_ERROR') return SQLITE_UNAVAILABLE.has(Number(errcode) & 0xff);
  if (error instanceof AggregateError) return error.errors.some(isStoreUnavailable);
  return (typeof code === 'string' && UNAVAILABLE.has(code)) || MESSAGES.test(error.message);
}
