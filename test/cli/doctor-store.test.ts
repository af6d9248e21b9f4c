import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startBot } from '../../src/app.ts';
import { checkDatabase } from '../../src/cli/doctor/check-database.ts';
import { createContext } from '../../src/cli/doctor/context.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { worksWith } from '../../src/store/migrations.ts';
import { createDatabase } from '../simulation/postgres.ts';
import { reply } from '../support/workplace.ts';
import { type Clinic, complaints, openClinic, runDoctor } from './run-doctor.ts';

const database = ({ folder }: Clinic) => join(folder, 'data', 'desk.db');

async function startOnce({ env, folder }: Clinic) {
  const bot = await startBot(loadConfig(env, folder), createLogger('error', [], { write: () => undefined }));
  let open = true;
  const stop = async () => {
    if (open) await bot.stop();
    open = false;
  };
  onTestFinished(stop);
  return { port: bot.port, stop };
}

test('while the bot runs: database and port are in use, which is good', async () => {
  const clinic = await openClinic();
  const { port } = await startOnce(clinic);
  clinic.env.PORT = String(port);
  const grace = clinic.slack.as('grace');
  await grace.command('/zoom away for 2 days @linus');
  await reply(grace, /stands in for you/);
  const { status, text } = await runDoctor(clinic);
  expect(text).toMatch(/✓ away: Grace Hopper is away until .* UTC, and Linus Pauling stands in\./);
  expect(text).toContain('is in use by the running Frontdesk, as it should be.');
  expect(text).toContain(`✓ port: A Frontdesk is running on port ${port}.`);
  expect(status, text).toBe(0);
});

test('before the first start nothing is created; after a run the database and its tables are good', async () => {
  const clinic = await openClinic();
  expect((await runDoctor(clinic)).text).toContain('will be made at the first start');
  const bot = await startOnce(clinic);
  await bot.stop();
  const { text } = await runDoctor(clinic);
  expect(text).toMatch(/✓ database: .*desk\.db can be written\./);
  expect(text).toContain('✓ tables: The tables are those of this version.');
  expect(text).toContain('desk.db.key is for its owner');
});

test('DATABASE_URL names a folder: nothing of it is to be restored or made private', async () => {
  const clinic = await openClinic();
  mkdirSync(database(clinic), { recursive: true });
  const { lines } = await complaints(clinic);
  expect(lines.filter((line) => line.includes('desk.db'))).toEqual([
    expect.stringMatching(/^bad database: .*desk\.db is a folder\. → Name a file in it/),
  ]);
});

test('another process than a Frontdesk has the database open', async () => {
  const clinic = await openClinic();
  mkdirSync(join(clinic.folder, 'data'));
  const other = new DatabaseSync(database(clinic));
  onTestFinished(() => other.close());
  other.exec('PRAGMA locking_mode=EXCLUSIVE; CREATE TABLE t (x); BEGIN EXCLUSIVE;');
  const { status, lines } = await complaints(clinic);
  expect(lines).toContainEqual(
    expect.stringMatching(/^bad database: .* is in use by another process, and no Frontdesk/),
  );
  expect(status).toBe(1);
});

test('database, key and .env are readable by others, and the tables are of a newer version', async () => {
  const clinic = await openClinic();
  const bot = await startOnce(clinic);
  await bot.stop();
  writeFileSync(join(clinic.folder, '.env'), 'PORT=3000\n');
  const exposed = [join(clinic.folder, '.env'), database(clinic), `${database(clinic)}.key`];
  for (const file of exposed) chmodSync(file, 0o644);
  const newer = new DatabaseSync(database(clinic));
  newer.exec("INSERT INTO kysely_migration VALUES ('999-later', 'x')");
  newer.exec(`UPDATE shared_state SET value = '{"worksWith":"999-later"}' WHERE key = 'tables'`);
  newer.close();
  const { status, lines } = await complaints(clinic);
  const warned = (check: string, file = '') =>
    `warning ${check}: ${file} can be read by others (mode 644). → chmod 600 ${file}`;
  expect(lines).toEqual([
    warned('.env', exposed[0]),
    expect.stringMatching(/^bad tables: The tables were made by a newer Frontdesk \(999-later\)/),
    warned('database file', exposed[1]),
    warned('key', exposed[2]),
  ]);
  expect(status).toBe(1);
  for (const file of exposed) chmodSync(file, 0o600);
  expect((await complaints(clinic)).lines).toEqual([expect.stringMatching(/^bad tables: /)]);
  const additions = new DatabaseSync(database(clinic));
  additions.exec(`UPDATE shared_state SET value = '{"worksWith":"${worksWith}"}' WHERE key = 'tables'`);
  additions.close();
  const copy = `${database(clinic)}.before-upgrade-from-014-signed-audit`;
  writeFileSync(copy, '');
  const longAgo = Date.now() / 1_000 - 40 * 86_400;
  utimesSync(copy, longAgo, longAgo);
  expect((await complaints(clinic)).lines).toEqual([
    expect.stringMatching(
      /^warning tables: .*\(999-later\), which only added to them: this version works with them/,
    ),
    expect.stringMatching(
      /^warning copy: .* is from before the last upgrade, 40 days ago: the way back\. → Nobody is erased/,
    ),
  ]);
});

test('PostgreSQL: version, privileges, tables and clock; a wrong address is reported without the password', async () => {
  const clinic = await openClinic();
  const url = await createDatabase(inject('postgresUrl'));
  Object.assign(clinic.env, { DATABASE_URL: url, ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') });
  const { status, text } = await runDoctor(clinic);
  expect(status, text).toBe(0);
  for (const line of [
    /✓ database: PostgreSQL 18 answers\./,
    /✓ database rights:/,
    /✓ tables: The next start/,
    /✓ database clock:/,
  ]) {
    expect(text).toMatch(line);
  }
  Object.assign(clinic.env, {
    DATABASE_URL: 'postgres://desk:hush-hush@127.0.0.1:9/desk',
    ENCRYPTION_KEY: '',
  });
  const away = await complaints(clinic);
  expect(away.lines).toEqual([
    expect.stringMatching(
      /^bad environment: ENCRYPTION_KEY is missing: all processes on one PostgreSQL share it/,
    ),
    expect.stringMatching(/^bad database: PostgreSQL cannot be used \(.*ECONNREFUSED.*\)/),
  ]);
  expect(away.lines.join()).not.toContain('hush-hush');
});

test('PostgreSQL over the network without TLS, and with a certificate that is not checked, are warned of', async () => {
  const socket = 'postgres://desk:hush-hush@/desk?host=/nowhere';
  const rows: [url: string, level: string, says: RegExp][] = [
    ['db.invalid/desk', 'warning', /Everything goes to db\.invalid without TLS/],
    ['db.invalid/desk?sslmode=disable', 'warning', /without TLS/],
    ['db.invalid/desk?sslmode=no-verify', 'warning', /encrypted, but its certificate is not checked/],
    ['db.invalid/desk?uselibpqcompat=true&sslmode=require', 'warning', /its certificate is not checked/],
    ['db.invalid/desk?sslmode=require', 'good', /Elsewhere sslmode=require checks less; verify-full says/],
    ['db.invalid/desk?sslmode=verify-full', 'good', /is encrypted and its certificate checked\.$/],
    ['localhost:9/desk', 'good', /on this machine/],
    ['[::1]:9/desk', 'good', /on this machine/],
    ['127.0.0.1:9/desk', 'good', /on this machine/],
    [socket, 'good', /on this machine/],
  ];
  await Promise.all(
    rows.map(async ([address, level, says]) => {
      const url = address === socket ? socket : `postgres://desk:hush-hush@${address}`;
      const results = await checkDatabase(createContext({ DATABASE_URL: url }, '/nowhere'));
      const found = results.filter((one) => one.check === 'database encryption');
      expect
        .soft(found, url)
        .toEqual([expect.objectContaining({ level, note: expect.stringMatching(says) })]);
      expect.soft(JSON.stringify(found)).not.toContain('hush-hush');
    }),
  );
});
