import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../journeys/support.ts';
import { type DeskWithHistory, openDeskWithHistory } from './desk-with-history.ts';
import { operate } from './run.ts';

describe.each(['sqlite', 'postgres'] as const)('npm run audit beside a bot on %s', (store) => {
  let desk: DeskWithHistory;
  let folder: string;
  let head: string;
  beforeAll(async () => {
    desk = await openDeskWithHistory(store);
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-operator-'));
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const audit = (...args: string[]) => operate('audit', args, desk.env);
  const guards =
    store === 'sqlite'
      ? ['drop trigger audit_no_update', 'drop trigger audit_no_delete']
      : ['drop trigger audit_no_change on audit'];

  it('verifies the log while the bot runs, and prints a head to note', async () => {
    const { code, stdout } = await audit('verify');
    expect(stdout).toMatch(
      /^5 entries, from 20\S+Z to 20\S+Z, chain intact, last hash [0-9a-f]{64}\n {2}Note this head outside of the database/,
    );
    expect(code).toBe(0);
    head = /(\d+:[0-9a-f]{64})\s*$/.exec(stdout)?.[1] ?? '';
    expect(head).toMatch(/^5:/);
    expect(await audit('verify', '--head', head)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The head that you noted, entry 5, is in it.'),
    });
  });

  it('trusts nothing without the key, or with another one', async () => {
    const another = randomBytes(32).toString('base64');
    const keys = ['', another, `${another},${desk.env.ENCRYPTION_KEY}`];
    const [without, stranger, both] = await Promise.all(
      keys.map((ENCRYPTION_KEY) => operate('audit', ['verify'], { ...desk.env, ENCRYPTION_KEY })),
    );
    expect(without).toMatchObject({
      code: 1,
      stdout:
        'The audit log cannot be trusted: its signatures cannot be checked without the key. Set ENCRYPTION_KEY as for the bot.\n  5 entries, chain intact.\n',
    });
    expect(stranger?.stdout).toContain('broken at entry 1: it was not signed with this key');
    expect(stranger?.code).toBe(1);
    expect(both?.stdout).toMatch(/^5 entries/);
    expect(both?.code).toBe(0);
  });

  it('follows the log: what is there after an entry, then each new one', async () => {
    const child = spawn(process.execPath, ['src/cli/audit.ts', 'follow', '--after', '3'], {
      env: { PATH: process.env.PATH ?? '', ...desk.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const seen: { seq: number; event: string }[] = [];
    createInterface(child.stdout).on('line', (line) => seen.push(JSON.parse(line)));
    try {
      await until(() => seen.length === 2, 15_000);
      expect(seen.map(({ seq }) => seq)).toEqual([4, 5]);
    } finally {
      child.kill();
    }
  });

  it('exports CSV while the bot runs, without formulas', async () => {
    const { code, stdout, stderr } = await audit('export');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '5 entries exported.\n' });
    const lines = stdout.split('\r\n');
    expect(lines[0]).toBe(
      '"seq","time","event","actor","requester","command","subject","name","account","zoom_id","changes","detail","request_id","hash"',
    );
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(
      /^"1","20\S+Z","sent","U0ADA","U0ADA","change-email","Ada Lovelace <ada@example\.com> (\S+)","Ada Lovelace","ada@example\.com","\1","Zoom email: /,
    );
    expect(lines[1]).toContain('"I got ""married"", at last"');
    expect(stdout).toContain(`,"'=HYPERLINK(""`);
    expect(stdout).not.toMatch(/hooks\.slack|\/hooks\/|xox[a-z]-|prev_hash/);
  });

  it('exports every entry unchanged into a file that only its owner can read', async () => {
    const file = join(folder, 'audit.jsonl');
    expect(await audit('export', '--format', 'jsonl', '--output', file)).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await audit('export', '--output', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('exists already, and I overwrite nothing'),
    });
    const exported = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    await desk.kill();
    const rows = await desk.rows('select * from audit order by seq');
    expect(exported).toEqual(
      rows.map(({ at, changes_json, prev_hash: _, seq, ...rest }) => ({
        ...rest,
        seq: Number(seq),
        time: new Date(Number(at)).toISOString(),
        changes: JSON.parse(String(changes_json)),
      })),
    );
    await desk.start();
  });

  it('filters by command and time', async () => {
    const entries = async (...args: string[]) => (await audit('export', '--format', 'jsonl', ...args)).stderr;
    expect(await entries('--command', 'change-email', '--since', '1d')).toBe('5 entries exported.\n');
    expect(await entries('--command', 'delete-user')).toBe('0 entries exported.\n');
    expect(await entries('--since', '2999-01-01')).toBe('0 entries exported.\n');
  });

  it('works the same when no bot runs, also after it was killed', async () => {
    const running = await audit('export');
    await desk.kill();
    expect(await audit('verify', '--head', head)).toMatchObject({ code: 0 });
    expect((await audit('export')).stdout).toBe(running.stdout);
  });

  it('reports a noted head that is missing because the end was cut off', async () => {
    const { stdout } = await audit('verify', '--head', `5:${'0'.repeat(64)}`);
    expect(stdout).toContain('entry 5 is not the one that was noted: the log was written anew');
    await desk.tamper(
      ...guards,
      'create table kept as select * from audit',
      'delete from audit where seq = 5',
    );
    const { code, stdout: told } = await audit('verify');
    expect(told).toMatch(
      /not as the bot left it: the bot has signed 5 entries, but the log ends with entry 4: it was cut at its end\.\n {2}Also, the database no longer refuses changes of the log: audit_no_/,
    );
    expect(code).toBe(1);
    expect(await audit('verify', '--head', head)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        'entry 5 was noted, but the log ends with entry 4: it was cut at its end',
      ),
    });
    await desk.tamper('insert into audit select * from kept where seq = 5');
    const restored = await audit('verify', '--head', head);
    expect(restored.stdout).toMatch(
      /no longer refuses changes of the log: .* missing or changed\.\n {2}5 entries, chain intact/,
    );
    expect(restored.code).toBe(1);
  });

  it('names an entry that was changed, also while the bot runs again', async () => {
    await desk.tamper("update audit set actor = 'U0EVE' where seq = 2");
    const told = async () => {
      const { code, stdout } = await audit('verify');
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^The audit log is broken at entry 2: it was changed after it was written\.\n {2}It says: 20\S+Z, change-email approved by U0EVE, request req_\S+\.\n {2}The 1 entry before it is intact/,
      );
    };
    await told();
    await desk.start();
    await told();
  });

  it('reports a gap when an entry was removed from the middle', async () => {
    await desk.kill();
    await desk.tamper('delete from audit where seq = 2');
    const { code, stdout } = await audit('verify');
    expect(stdout).toContain('broken at entry 3: entry 2 is missing');
    expect(code).toBe(1);
  });

  it('does not take a log without its signatures for one of an earlier version', async () => {
    await desk.tamper(
      'drop table audit',
      'create table audit as select seq, at, request_id, event, actor, requester, command, subject, changes_json, detail, prev_hash, hash from kept',
      'drop table audit_head',
    );
    for (const claim of [[], ['--unsigned']]) {
      const { code, stdout } = await audit('verify', ...claim);
      expect(stdout).toMatch(/broken at entry 1: it was changed/);
      expect(code).toBe(1);
    }
  });

  if (store === 'sqlite') {
    it('the socket has mode 600, and one that a killed bot left is replaced', async () => {
      const socket = `${desk.file}.sock`;
      expect(lstatSync(socket).isSocket()).toBe(true);
      await expect(connectTo(socket)).rejects.toThrow('ECONNREFUSED');
      await desk.start();
      await connectTo(socket);
      const now = lstatSync(socket);
      expect(now.isSocket()).toBe(true);
      expect(now.mode & 0o777).toBe(0o600);
    });
  }
});

async function connectTo(path: string): Promise<void> {
  const socket = connect(path);
  await once(socket, 'connect');
  socket.destroy();
}

describe('npm run audit where there is nothing to read', () => {
  it.each([
    [{ DATABASE_URL: 'file:/nowhere/desk.db' }, /^There is no database at \/nowhere\/desk\.db\./],
    [
      { DATABASE_URL: 'postgres://desk:secret@127.0.0.1:1/desk' },
      /^The database cannot be read .*Check DATABASE_URL/,
    ],
    [{ DATABASE_URL: 'mysql://desk' }, /^DATABASE_URL must start with file:/],
  ])('%j: it says so in a sentence', async (env, words) => {
    const { code, stdout, stderr } = await operate('audit', ['verify'], env as Record<string, string>);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/secret|\n {4}at /);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
