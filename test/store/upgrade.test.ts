import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { migrationNames, worksWith } from '../../src/store/migrations.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';
import { addLaterMigration, migrateUntil, newestMigration, openTables, stepBack } from './step-back.ts';

let opened: Opened | undefined;
afterEach(async () => {
  await opened?.close().catch(() => undefined);
  opened = undefined;
});

/** Every column of every table, as whoever inserts a row knows it. */
async function columnsIn(db: ReturnType<typeof openTables>) {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ name }) => !/^(kysely|sqlite)_/.test(name))
    .flatMap(({ name, columns }) =>
      columns.map((column) => ({
        column: `${name}.${column.name}`,
        type: column.dataType,
        required: !column.isNullable && !column.hasDefaultValue,
      })),
    );
}

it.each(kinds)(
  'on %s, migrations after the one that an earlier version has to know only add',
  async (kind) => {
    opened = await openFresh(kind);
    const { address, key, store } = opened;
    await store.close();
    await stepBack(address, key, worksWith);
    const db = openTables(address);
    const before = await columnsIn(db);
    await migrateUntil(db, kind, key, newestMigration);
    const after = await columnsIn(db);
    await db.destroy();
    // Nothing is gone or renamed, and nothing in a table that an earlier version writes to wants a value.
    expect(after).toEqual(expect.arrayContaining(before));
    const tables = new Set(before.map(({ column }) => column.split('.')[0]));
    const added = after.filter(
      ({ column }) => tables.has(column.split('.')[0]) && !before.some((one) => one.column === column),
    );
    expect(added.filter(({ required }) => required)).toEqual([]);
    expect(migrationNames).toContain(worksWith);
  },
);

it.each(kinds)(
  'on %s, what a newer version has added does not matter, and what it has changed is refused',
  async (kind) => {
    opened = await openFresh(kind);
    const { address } = opened;
    await opened.store.close();
    let db = openTables(address);
    await addLaterMigration(db, worksWith);
    await db.destroy();
    await opened.reopen();
    expect(opened.log.join('\n')).toContain('which has only added to them');
    await opened.store.close();

    db = openTables(address);
    await sql
      .raw(`UPDATE shared_state SET value = '{"worksWith":"999-later"}' WHERE key = 'tables'`)
      .execute(db);
    await db.destroy();
    await expect(opened.reopen()).rejects.toThrow(
      /^The tables of this database are those of a newer Frontdesk \(999-later\), and this version cannot work with them\. .*docs\/upgrade\.md\.$/,
    );
    // A version that had not noted anything yet made no promise.
    db = openTables(address);
    await sql.raw("DELETE FROM shared_state WHERE key = 'tables'").execute(db);
    await db.destroy();
    await expect(opened.reopen()).rejects.toThrow('newer Frontdesk');
  },
);

it('a SQLite database is copied before its tables are changed, and the copy opens as it was', async () => {
  opened = await openFresh('sqlite');
  const { address, key } = opened;
  if (address.kind !== 'sqlite') throw new Error('it is a file');
  await opened.store.close();
  const copies = () =>
    readdirSync(dirname(address.file)).filter((name) => name.includes('.before-upgrade-from-'));
  expect(copies()).toEqual([]);
  const older = `${address.file}.before-upgrade-from-007-indexes`;
  writeFileSync(older, 'of an earlier upgrade');
  await stepBack(address, key, '014-signed-audit');
  await opened.reopen();
  const copy = `${address.file}.before-upgrade-from-014-signed-audit`;
  expect(copies()).toEqual([basename(copy)]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const before = openTables({ kind: 'sqlite', file: copy });
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    before,
  );
  expect(rows.at(-1)?.name).toBe('014-signed-audit');
  await before.destroy();
  await opened.reopen();
  expect(copies()).toEqual([basename(copy)]);

  // A start that was cut off in the middle: what is there now is no way back.
  await opened.store.close();
  await stepBack(address, key, '016-licence-reviews');
  const db = openTables(address);
  await sql.raw('pragma user_version = 1').execute(db);
  await db.destroy();
  await opened.reopen();
  expect(copies()).toEqual([basename(copy)]);

  // Where there is no place for a copy, nothing is changed.
  await opened.store.close();
  await stepBack(address, key, '016-licence-reviews');
  mkdirSync(`${address.file}.before-upgrade-from-016-licence-reviews`);
  await expect(opened.reopen()).rejects.toThrow(/could not be copied before .* Nothing was changed/);
  expect(existsSync(copy)).toBe(true);
});
