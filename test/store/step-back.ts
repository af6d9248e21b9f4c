import { rmSync } from 'node:fs';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pino from 'pino';
import { createAuditKeys } from '../../src/audit/keys.ts';
import { allMigrations } from '../../src/store/migrations/all.ts';
import { type MigrationName, migrationNames, WORKS_WITH_KEY } from '../../src/store/migrations.ts';
import type { DatabaseAddress } from '../../src/store/open.ts';
import { postgresDialect } from '../../src/store/postgres.ts';
import { sqliteDialect } from '../../src/store/sqlite.ts';

// biome-ignore lint/suspicious/noExplicitAny: tables of other versions.
export type AnyTables = Kysely<any>;

export function openTables(address: DatabaseAddress): AnyTables {
  return new Kysely({
    dialect:
      address.kind === 'sqlite'
        ? sqliteDialect(address.file)
        : postgresDialect(address.url, pino({ level: 'silent' })),
  });
}

/** Runs the migrations of an earlier version. */
export async function migrateUntil(
  db: AnyTables,
  kind: DatabaseAddress['kind'],
  key: Buffer,
  last: MigrationName,
): Promise<void> {
  const keys = createAuditKeys([key]);
  const provider = { getMigrations: async () => allMigrations(kind, keys) };
  const { error } = await new Migrator({ db, provider, migrationTableName: 'kysely_migration' }).migrateTo(
    last,
  );
  if (error) throw error;
}

/**
 * Makes a database what an earlier version would have left with the same data: its tables and columns, and no others.
 * Nothing may have it open.
 */
export async function stepBack(address: DatabaseAddress, key: Buffer, last: MigrationName): Promise<void> {
  const now = openTables(address);
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const { name } of await now.introspection.getTables())
    if (!/^(kysely|sqlite)_/.test(name)) rows.set(name, await now.selectFrom(name).selectAll().execute());
  if (address.kind === 'postgres')
    await sql.raw('drop schema public cascade; create schema public').execute(now);
  await now.destroy();
  if (address.kind === 'sqlite')
    for (const end of ['', '-wal', '-shm']) rmSync(`${address.file}${end}`, { force: true });
  const earlier = openTables(address);
  await migrateUntil(earlier, address.kind, key, last);
  const tables = await earlier.introspection.getTables();
  // What others refer to comes first.
  for (const { name, columns } of tables.toSorted((a) => (a.name === 'requests' ? -1 : 0))) {
    if (!rows.has(name)) continue;
    await earlier.deleteFrom(name).execute();
    for (const row of rows.get(name) ?? []) {
      if (name === 'shared_state' && row.key === WORKS_WITH_KEY) continue;
      const known = columns.map((column) => [column.name, row[column.name]]);
      await earlier.insertInto(name).values(Object.fromEntries(known)).execute();
    }
  }
  await earlier.destroy();
}

/** What a newer version, whose migrations only add, leaves in the tables. */
export async function addLaterMigration(db: AnyTables, worksWith: string): Promise<void> {
  const statements = [
    'ALTER TABLE requests ADD COLUMN later text',
    'ALTER TABLE audit_head ADD COLUMN later integer DEFAULT 7 NOT NULL',
    'CREATE TABLE later (id text PRIMARY KEY)',
    'CREATE INDEX requests_later ON requests (later)',
    "INSERT INTO kysely_migration VALUES ('999-later', '2030-01-01')",
    `UPDATE shared_state SET value = '{"worksWith":"${worksWith}"}' WHERE key = '${WORKS_WITH_KEY}'`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export const newestMigration = migrationNames.at(-1) ?? migrationNames[0];
