import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { addressOf } from '../../config.ts';
import { copiesBeforeUpgrades } from '../../store/copy-before-upgrade.ts';
import { compareTables, migrationNames, newerThanThis, WORKS_WITH_KEY } from '../../store/migrations.ts';
import { bad, type CheckResult, checkPrivate, good, skipped, warning } from './check-result.ts';
import { compareClocks } from './check-settings.ts';
import type { DoctorContext } from './context.ts';

/** The database that `DATABASE_URL` names. */
export async function checkDatabase(context: DoctorContext): Promise<CheckResult[]> {
  const { DATABASE_URL: url, ENCRYPTION_KEY: key } = context.settings;
  if (!url) return [skipped('database', 'DATABASE_URL cannot be used.')];
  const address = addressOf(url, context.folder);
  return address.kind === 'postgres'
    ? checkPostgres(address.url)
    : checkSqlite(address.file, Boolean(key), context.running);
}

const DAY = 86_400_000;
/** Days. */
const COPY_KEPT = 30;
const MEGABYTE = 1_048_576;
const LOW = 1_024 * MEGABYTE;
const TOO_LOW = 50 * MEGABYTE;

/** The file of an embedded database, its key and its disk. Nothing is written. */
async function checkSqlite(
  file: string,
  keyGiven: boolean,
  running: () => Promise<boolean>,
): Promise<CheckResult[]> {
  const folder = nearestFolder(file);
  const isFolder = existsSync(file) && statSync(file).isDirectory();
  const openToOthers = isFolder
    ? []
    : [file, `${file}-wal`].flatMap((one) => checkPrivate('database file', one) ?? []);
  return [
    ...(await checkFile(file, folder, running)),
    ...openToOthers,
    ...copiesBeforeUpgrades(file).map(checkCopy),
    ...(keyGiven || isFolder ? [] : checkKey(`${file}.key`, existsSync(file))),
    checkDisk(folder),
  ];
}

async function checkFile(
  file: string,
  folder: string,
  running: () => Promise<boolean>,
): Promise<CheckResult[]> {
  const fix = `Let the user who starts the bot write to ${folder}, or set DATABASE_URL to another place.`;
  try {
    accessSync(existsSync(file) ? file : folder, constants.R_OK | constants.W_OK);
  } catch {
    return [bad('database', `${file} cannot be written.`, fix)];
  }
  if (existsSync(file) && statSync(file).isDirectory()) {
    return [bad('database', `${file} is a folder.`, 'Name a file in it: DATABASE_URL=file:…/frontdesk.db.')];
  }
  if (!existsSync(file)) return [good('database', `${file} will be made at the first start.`)];
  try {
    const database = new DatabaseSync(file);
    try {
      database.exec('PRAGMA busy_timeout=500; BEGIN IMMEDIATE; ROLLBACK;');
      return [
        good('database', `${file} can be written.`),
        checkTables(appliedIn(database), worksWithIn(database)),
      ];
    } finally {
      database.close();
    }
  } catch (error) {
    const reason = (error as Error).message;
    if (!/locked|busy/i.test(reason)) {
      return [bad('database', `${file} cannot be opened (${reason}).`, 'Restore it from your backup.')];
    }
    if (await running())
      return [good('database', `${file} is in use by the running Frontdesk, as it should be.`)];
    return [
      bad(
        'database',
        `${file} is in use by another process, and no Frontdesk answers on PORT.`,
        'Find it (lsof, fuser) and stop it. One process uses the file; for several, use PostgreSQL.',
      ),
    ];
  }
}

function appliedIn(database: DatabaseSync): string[] {
  const there = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'kysely_migration'").get();
  if (!there) return [];
  return database
    .prepare('SELECT name FROM kysely_migration')
    .all()
    .map((row) => String(row.name));
}

function worksWithIn(database: DatabaseSync): string | null {
  const there = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'shared_state'").get();
  if (!there) return null;
  const row = database.prepare('SELECT value FROM shared_state WHERE key = ?').get(WORKS_WITH_KEY);
  return row ? String(row.value) : null;
}

/** Everybody who was erased since is still in it. */
function checkCopy(file: string): CheckResult {
  const days = Math.floor((Date.now() - statSync(file).mtimeMs) / DAY);
  const note =
    days === 1
      ? `${file} is from before the last upgrade, 1 day ago: the way back.`
      : `${file} is from before the last upgrade, ${days} days ago: the way back.`;
  if (days < COPY_KEPT) return good('copy', note);
  return warning('copy', note, 'Nobody is erased from it. Delete it, unless you still want to go back.');
}

function checkKey(key: string, databaseExists: boolean): CheckResult[] {
  if (!existsSync(key)) {
    return databaseExists
      ? [
          warning(
            'key',
            `${key} is gone: the next start makes a new one, and open requests lose their way back to the person.`,
            'Restore it from the backup that the database comes from.',
          ),
        ]
      : [];
  }
  return [checkPrivate('key', key) ?? good('key', `${key} is for its owner's eyes alone.`)];
}

function checkDisk(folder: string): CheckResult {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const note = `${free > LOW ? `${Math.floor(free / LOW)} GB` : `${Math.floor(free / MEGABYTE)} MB`} are free on its disk.`;
  if (free > LOW) return good('disk', note);
  const fix = 'Make room, or move the database (DATABASE_URL).';
  return free > TOO_LOW ? warning('disk', note, fix) : bad('disk', note, fix);
}

function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** The oldest major version that the PostgreSQL project supports (November 2026). */
const OLDEST = 14;

const QUERY = `
  SELECT current_setting('server_version_num')::int / 10000 AS version,
         (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
         has_schema_privilege(current_schema(), 'CREATE') AS may_create,
         pg_is_in_recovery() AS replica,
         to_regclass('kysely_migration') IS NOT NULL AS used,
         to_regclass('shared_state') IS NOT NULL AS shared`;

/** Version, privileges, tables and clock of a PostgreSQL server. Nothing is written. */
async function checkPostgres(url: string): Promise<CheckResult[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  // Without a listener, a lost connection would end the process.
  client.on('error', () => undefined);
  const encryption = checkEncryption(client, url);
  try {
    await client.connect();
    const { rows } = await client.query(QUERY);
    const applied = rows[0].used ? await client.query('SELECT name FROM kysely_migration') : { rows: [] };
    const left = rows[0].shared
      ? await client.query('SELECT value FROM shared_state WHERE key = $1', [WORKS_WITH_KEY])
      : { rows: [] };
    return [
      checkVersion(rows[0].version),
      checkRights(rows[0]),
      checkTables(
        applied.rows.map((row) => String(row.name)),
        left.rows[0]?.value ?? null,
      ),
      compareClocks(
        'database clock',
        'the database',
        Date.now() - rows[0].now,
        'Let both machines set their clocks by NTP.',
      ),
      encryption,
    ];
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return [
      bad(
        'database',
        `PostgreSQL cannot be used (${message || code}).`,
        'Check DATABASE_URL, that the server runs, and that it lets this machine in.',
      ),
      encryption,
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether the connection is encrypted, as its client was configured by `DATABASE_URL` and the `PG…` variables. */
function checkEncryption({ host, ssl }: pg.Client, url: string): CheckResult {
  const check = 'database encryption';
  const verified = 'Add sslmode=verify-full to DATABASE_URL, and sslrootcert=… for a CA of your own.';
  if (host.startsWith('/') || /^(localhost|127(\.\d+){3}|::1)$/i.test(host)) {
    return good(check, 'The database is on this machine: nothing goes over the network.');
  }
  if (!ssl) {
    return warning(
      check,
      `Everything goes to ${host} without TLS: whoever listens in the network reads it, the password too.`,
      `${verified} The server has to offer TLS.`,
    );
  }
  // The types say boolean; an address with sslmode gives TLS options.
  const { rejectUnauthorized } = Object(ssl) as { rejectUnauthorized?: boolean };
  if (rejectUnauthorized === false) {
    return warning(
      check,
      `The connection to ${host} is encrypted, but its certificate is not checked: another server could pose as it.`,
      verified,
    );
  }
  const name = /[?&]sslmode=(prefer|require|verify-ca)\b/.exec(url)?.[1];
  return good(
    check,
    name
      ? `The connection to ${host} is encrypted and its certificate checked. Elsewhere sslmode=${name} checks less; verify-full says what is meant.`
      : `The connection to ${host} is encrypted and its certificate checked.`,
  );
}

function checkVersion(version: number): CheckResult {
  return version >= OLDEST
    ? good('database', `PostgreSQL ${version} answers.`)
    : warning('database', `PostgreSQL ${version} is no longer looked after.`, `Move to ${OLDEST} or newer.`);
}

function checkRights({
  may_create: may,
  replica,
}: {
  may_create: boolean | null;
  replica: boolean;
}): CheckResult {
  const fix = 'Name the primary server in DATABASE_URL.';
  if (replica) return bad('database rights', 'The server is a replica, which only reads.', fix);
  return may
    ? good('database rights', 'The bot may make its tables.')
    : bad(
        'database rights',
        'The bot may not make its tables.',
        'GRANT CREATE ON SCHEMA public to its user.',
      );
}

/**
 * @param applied names of the migrations that the database has run
 * @param worksWith what the newest version has left for this one
 */
function checkTables(applied: readonly string[], worksWith: string | null): CheckResult {
  const newer = newerThanThis(applied).join(', ');
  switch (compareTables(applied, worksWith)) {
    case 'too-new':
      return bad(
        'tables',
        `The tables were made by a newer Frontdesk (${newer}), and this version cannot work with them.`,
        'Start that version or a later one, or restore the copy from before its upgrade (docs/upgrade.md).',
      );
    case 'additions':
      return warning(
        'tables',
        `The tables were made by a newer Frontdesk (${newer}), which only added to them: this version works with them.`,
        'What only the newer version knows waits for it.',
      );
    case 'current':
      return good('tables', 'The tables are those of this version.');
    default: {
      const missing = migrationNames.length - applied.length;
      return good(
        'tables',
        `The next start brings the tables up to date (${missing} of ${migrationNames.length} steps).`,
      );
    }
  }
}
