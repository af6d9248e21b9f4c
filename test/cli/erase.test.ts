import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { directMessage, posted, reply } from '../support/workplace.ts';
import { type DeskWithHistory, openDeskWithHistory } from './desk-with-history.ts';
import { operate } from './run.ts';

describe.each(['sqlite', 'postgres'] as const)('npm run erase, on %s', (store) => {
  let desk: DeskWithHistory;
  beforeAll(async () => {
    desk = await openDeskWithHistory(store);
    const mia = desk.slack.as('mia');
    await mia.command('/zoom add-assistant @ada');
    await directOrReply(/can now schedule/);
  });
  afterAll(() => desk.close());
  const directOrReply = (words: RegExp) =>
    Promise.any([reply(desk.slack.as('mia'), words), directMessage(desk.slack.as('mia'), words)]);
  const erase = (...args: string[]) => operate('erase', args, { ...desk.env });
  const everything = async () => {
    const tables = await desk.rows(
      store === 'sqlite'
        ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        : "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const all = await Promise.all(tables.map(({ name }) => desk.rows(`select * from ${name}`)));
    return JSON.stringify(all);
  };

  it('shows what it found and changes nothing unless told', async () => {
    const { code, stdout, stderr } = await erase('--person', 'U0ADA');
    expect(stdout).toMatch(/About Ada Lovelace, .*ada@example\.com.*U0ADA/);
    expect(stdout).toMatch(/\d requests?, \d entries of the audit log/);
    expect(stderr).toContain('Say --yes to do it. Nothing was changed.');
    expect(code).toBe(1);
    expect(await erase('--person', 'nobody@example.com')).toMatchObject({ code: 1 });
    expect(await erase()).toMatchObject({ code: 2 });
  });

  it('refuses while something of theirs is not over', async () => {
    const ada = desk.slack.as('ada');
    await ada.command('/zoom change-email ada@example.com back again');
    const preview = await reply(ada, /Send request/);
    await ada.click(preview, 'confirm:run');
    await posted(desk.slack.as('grace'), 'zoom-approvals', /ada@example\.com/);
    expect(await erase('--person', 'U0ADA', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Not everything is over: [a-z-]+, pending \(req_/),
    });
    const sent = await reply(ada, /Sent to /);
    await ada.click(sent, 'request:cancel');
    await reply(ada, /[Ww]ithdrawn|withdrew/);
  });

  it('takes every name, address and id of theirs out, and the audit log can still be verified', async () => {
    const { code, stdout, stderr } = await erase('--person', 'U0ADA', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Erased.');
    const { code: verified, stdout: verdict } = await operate('audit', ['verify'], { ...desk.env });
    expect(verdict).toMatch(/chain intact[\s\S]*A person was erased from \d+ of them/);
    expect(verified).toBe(0);
    const lines = (await operate('audit', ['export', '--format', 'jsonl'], { ...desk.env })).stdout;
    expect(lines).toMatch(/"event":"erased"/);
    expect(lines).toContain('Erased person');
    // The others are there as before.
    expect(lines).toContain('Mia Chen');
    const { code: again } = await erase('--person', 'U0ADA', '--yes');
    expect(again).toBe(1);
    await desk.stop();
    expect(await everything()).not.toMatch(/U0ADA\b|Ada Lovelace|ada(\.king)?@example\.com/i);
  });

  it('the log is shortened while the bot runs, what goes is in a file, and the rest is verified', async () => {
    await desk.start();
    const lines = async () => {
      const { stdout } = await operate('audit', ['export', '--format', 'jsonl'], { ...desk.env });
      return stdout.trim().split('\n');
    };
    const before = await lines();
    const third = JSON.parse(before[2] ?? '');
    const file = join(tmpdir(), `shortened-${randomUUID()}.jsonl`);
    onTestFinished(() => rmSync(file, { force: true }));
    const shorten = (date: string, output: string) =>
      operate('audit', ['shorten', '--before', date, '--output', output], { ...desk.env });
    expect(await shorten(third.time, file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Entries 1 to 2 are in'),
    });
    expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual(before.slice(0, 2));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await lines()).slice(0, -1)).toEqual(before.slice(2));
    const { code, stdout } = await operate('audit', ['verify'], { ...desk.env });
    expect(stdout).toMatch(/chain intact[\s\S]*Entries 1 to 2 were taken out, signed by the bot/);
    expect(code).toBe(0);
    await desk.stop();
  });

  it('an entry that somebody else changes afterwards is found', async () => {
    await desk.tamper(
      ...(store === 'sqlite' ? ['drop trigger audit_no_update'] : ['drop trigger audit_no_change on audit']),
      `update audit set detail = 'nothing' where erased_mac is not null`,
    );
    const { code, stdout } = await operate('audit', ['verify'], { ...desk.env });
    expect(stdout).toMatch(/changed after it was written, and not by an erasure/);
    expect(code).toBe(1);
  });
});
