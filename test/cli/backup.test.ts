import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askBot } from '../../src/cli/control-socket.ts';
import { sendRequest } from '../journeys/support.ts';
import { directMessage, openWorkplace, type Workplace } from '../support/workplace.ts';
import { operate } from './run.ts';

describe('npm run backup', () => {
  let folder: string;
  const opened: Workplace[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-backup-'));
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = async () => {
    const place = await openWorkplace();
    opened.push(place);
    return place;
  };
  const fileOf = ({ config }: Workplace) => (config.database.kind === 'sqlite' ? config.database.file : '');
  const backup = (file: string, args: string[], env: Record<string, string> = {}) =>
    operate('backup', args, { DATABASE_URL: `file:${file}`, ...env });

  it('copies the running bot’s database; on the copy, a request that was open can still be approved', async () => {
    const first = await open();
    const database = fileOf(first);
    const card = await sendRequest(first, 'ada', '/zoom change-email ada.king@example.com');
    const copy = join(folder, 'desk.db');
    const { code, stdout } = await backup(database, ['--output', copy]);
    expect(stdout).toMatch(
      /desk\.db is a good copy of the running bot’s database: 1 requests?, 1 audit entr/,
    );
    expect(stdout).toContain('Keep the key as well');
    // The bot has it in ENCRYPTION_KEY, and this command has not.
    expect(stdout).toContain('The signatures of its audit log were not checked');
    expect(stdout).toMatch(/To restore it: stop the bot, then\n {2}rm -f .*-wal .*-shm\n {2}install -m 600/);
    expect(code).toBe(0);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(first.zoom.changes).toEqual([]);

    // What happens after the copy is not in it: the disk is lost, and the copy takes its place.
    await first.bot.stop();
    for (const end of ['', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true });
    writeFileSync(database, readFileSync(copy), { mode: 0o600 });
    await first.restart();
    await first.as('grace').click(card, 'request:approve');
    await directMessage(first.as('ada'), /Email changed/);
    expect(first.zoom.changes).toHaveLength(1);
  });

  it('copies the database and the key with mode 600 when no bot runs', async () => {
    const first = await open();
    const database = fileOf(first);
    await first.bot.stop();
    writeFileSync(`${database}.key`, `${first.config.encryptionKey.toString('base64')}\n`, { mode: 0o644 });
    const copy = join(folder, 'desk.db');
    const { code, stdout } = await backup(database, ['--output', copy, '--with-key']);
    expect(stdout).toMatch(/is a good copy: 0 requests, 0 audit entries/);
    expect(stdout).toMatch(/Its key is in .*desk\.db\.key\. Whoever has both can read all of it/);
    expect(code).toBe(0);
    for (const file of [copy, `${copy}.key`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${copy}.key`)).toEqual(readFileSync(`${database}.key`));
    await first.restart();
  });

  it('overwrites nothing and leaves no incomplete copy', async () => {
    const first = await open();
    const database = fileOf(first);
    const copy = join(folder, 'desk.db');
    writeFileSync(copy, 'mine');
    expect(await backup(database, ['--output', copy])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('exists already, and I overwrite nothing'),
    });
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    const inEnv = { ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') };
    const other = join(folder, 'x.db');
    const refusals = await Promise.all([
      backup(database, ['--output', join(folder, 'no/such/desk.db')]),
      backup(database, ['--output', other, '--with-key']),
      backup(database, ['--output', other, '--with-key'], inEnv),
    ]);
    expect(refusals.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(refusals.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining('no/such/desk.db cannot be written (there is no such file or folder)'),
      expect.stringContaining('There is no key at'),
      expect.stringContaining('The key is in ENCRYPTION_KEY'),
    ]);
    expect(existsSync(join(folder, 'x.db'))).toBe(false);
  });

  it('reports a broken audit log', async () => {
    const first = await open();
    await sendRequest(first, 'ada', '/zoom change-email ada.king@example.com');
    await first.bot.stop();
    const database = new DatabaseSync(fileOf(first));
    database.exec("drop trigger audit_no_update; update audit set actor = 'U0EVE'");
    database.close();
    expect(await backup(fileOf(first), ['--output', join(folder, 'desk.db')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'its audit log is broken at entry 1: it was changed after it was written',
      ),
    });
    await first.restart();
  });

  it('verifies the audit log with its signatures, and says when its end was cut off', async () => {
    const first = await open();
    await sendRequest(first, 'ada', '/zoom change-email ada.king@example.com');
    const ENCRYPTION_KEY = first.config.encryptionKey.toString('base64');
    const good = await backup(fileOf(first), ['--output', join(folder, 'good.db')], { ENCRYPTION_KEY });
    expect(good.stdout).toMatch(/is a good copy of the running bot’s database/);
    expect(good.stdout).not.toContain('were not checked');
    expect(good.code).toBe(0);
    await first.bot.stop();
    const database = new DatabaseSync(fileOf(first));
    database.exec('drop trigger audit_no_delete; delete from audit');
    database.close();
    const cut = await backup(fileOf(first), ['--output', join(folder, 'cut.db')], { ENCRYPTION_KEY });
    expect(cut.stderr).toContain(
      'its audit log is not as the bot left it: the bot has signed 1 entry, but the log ends with entry 0',
    );
    expect(cut.code).toBe(1);
    await first.restart();
  });

  it('names pg_dump for PostgreSQL, without the password', async () => {
    const url = 'postgres://desk:hunter2@db.example.com:5433/desk?sslmode=require';
    const { code, stdout, stderr } = await operate('backup', ['--output', "it's.dump"], {
      DATABASE_URL: url,
    });
    expect(stdout).toBe(
      `pg_dump --format=custom --no-owner --file='it'\\''s.dump' 'postgres://desk@db.example.com:5433/desk?sslmode=require'\n`,
    );
    expect(stdout + stderr).not.toContain('hunter2');
    expect(code).toBe(1);
  });
});

describe('the socket beside a running bot’s database', () => {
  it('the control socket answers the operator’s commands only, and is removed when the bot stops', async () => {
    const place = await openWorkplace();
    const database = place.config.database.kind === 'sqlite' ? place.config.database.file : '';
    for (const path of ['/', '/cache', '/decisions', '/audit/..', '/backup']) {
      await expect(askBot(database, 'GET', path)).rejects.toThrow(/there is nothing here/);
    }
    await expect(askBot(database, 'POST', '/backup', { file: 'relative.db' })).rejects.toThrow(
      /could not do it/,
    );
    expect(existsSync(`${database}.sock`)).toBe(true);
    await place.bot.stop();
    expect(existsSync(`${database}.sock`)).toBe(false);
    await place.restart();
    await place.close();
  });
});
