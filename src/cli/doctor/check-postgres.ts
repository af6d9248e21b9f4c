import pg from 'pg';
import { judge } from './check-clock.ts';
import { bad, type Finding, good, warning } from './finding.ts';
import { judgeTables } from './judge-tables.ts';

/** The oldest version that PostgreSQL's makers still look after (November 2026). */
const OLDEST = 14;

const QUESTION = `
  SELECT current_setting('server_version_num')::int / 10000 AS version,
         (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
         has_schema_privilege(current_schema(), 'CREATE') AS may_create,
         pg_is_in_recovery() AS replica,
         to_regclass('kysely_migration') IS NOT NULL AS used`;

/** A PostgreSQL server: version, rights, tables and clock. Nothing is written. */
export async function checkPostgres(url: string): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  // A server that goes away in the middle must not end the doctor.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(QUESTION);
    const steps = rows[0].used ? await client.query('SELECT name FROM kysely_migration') : { rows: [] };
    return [
      checkVersion(rows[0].version),
      checkRights(rows[0]),
      judgeTables(steps.rows.map((row) => String(row.name))),
      judge(
        'database clock',
        'the database',
        Date.now() - rows[0].now,
        'Let both machines set their clocks by NTP.',
      ),
    ];
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return [
      bad(
        'database',
        `PostgreSQL cannot be used (${message || code}).`,
        'Check DATABASE_URL, that the server runs, and that it lets this machine in.',
      ),
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function checkVersion(version: number): Finding {
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
}): Finding {
  const mend = 'Name the primary server in DATABASE_URL.';
  if (replica) return bad('database rights', 'The server is a replica, which only reads.', mend);
  return may
    ? good('database rights', 'The bot may make its tables.')
    : bad(
        'database rights',
        'The bot may not make its tables.',
        'GRANT CREATE ON SCHEMA public to its user.',
      );
}
