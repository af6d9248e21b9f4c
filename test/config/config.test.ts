import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';
import { complete, folderWith, policy } from './environment.ts';

const load = (env: Record<string, string | undefined> = {}, folder = folderWith()) =>
  loadConfig({ ...complete, ...env }, folder);

/** The sentences that an operator reads. */
function problems(env: Record<string, string | undefined>, folder = folderWith()): readonly string[] {
  try {
    loadConfig(env, folder);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const key = Buffer.alloc(32, 7).toString('base64');

describe('what is missing', () => {
  test('nothing set: every problem at once, each a sentence that names the variable', () => {
    const found = problems({}, folderWith(null));
    for (const name of [...Object.keys(complete), 'POLICY_FILE']) {
      expect(found.filter((one) => one.includes(name))).toHaveLength(1);
    }
    expect(found).toHaveLength(6);
    for (const sentence of found) expect(sentence).toMatch(/^[A-Z/].*[.)]$/);
    expect(found.join()).not.toMatch(/invalid|expected|undefined/i);
  });

  test.each([...Object.keys(complete)])('%s empty or blank counts as missing, said once', (name) => {
    for (const value of ['', '   ', undefined]) {
      expect(problems({ ...complete, [name]: value })).toEqual([
        expect.stringMatching(
          name === 'SLACK_SIGNING_SECRET'
            ? /^SLACK_APP_TOKEN is missing: in your .* SLACK_SIGNING_SECRET/
            : new RegExp(`^${name} is missing: in your .*`),
        ),
      ]);
    }
  });

  test('optional variables may be empty', () => {
    const empty = Object.fromEntries(
      ['SLACK_APP_TOKEN', 'SLACK_API_URL', 'ZOOM_API_URL', 'ZOOM_OAUTH_URL', 'ZOOM_PLAN', 'DATABASE_URL']
        .concat(['ENCRYPTION_KEY', 'POLICY_FILE', 'PORT', 'LOG_LEVEL'])
        .map((name) => [name, ' ']),
    );
    const folder = folderWith();
    expect(load(empty, folder)).toEqual(load({}, folder));
  });
});

describe('good set-ups', () => {
  test('HTTP mode on the embedded database, with every default', () => {
    const folder = folderWith();
    const config = load({}, folder);
    expect(config).toMatchObject({
      slack: {
        botToken: 'xoxb-1-2-a',
        signingSecret: 'signing',
        appToken: null,
        apiUrl: 'https://slack.com/api/',
      },
      zoom: {
        accountId: 'account',
        clientId: 'client',
        clientSecret: 'secret',
        apiUrl: 'https://api.zoom.us/v2',
        oauthUrl: 'https://zoom.us/oauth/token',
        plan: 'pro',
      },
      database: { kind: 'sqlite', file: join(folder, 'data/frontdesk.db') },
      port: 3000,
      logLevel: 'info',
      policy: { approvals: { channel: 'C0APPROVALS', approvers: ['U0GRACE'] } },
    });
  });

  test('the key of an embedded database is created once, readable by its owner only', () => {
    const folder = folderWith();
    const first = load({}, folder).encryptionKey;
    expect(first).toHaveLength(32);
    expect(load({}, folder).encryptionKey).toEqual(first);
    expect(statSync(join(folder, 'data/frontdesk.db.key')).mode & 0o777).toBe(0o600);
    expect(load({}).encryptionKey).not.toEqual(first);
  });

  test('an invalid key file is reported and kept', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'data'));
    const file = join(folder, 'data/frontdesk.db.key');
    writeFileSync(file, 'half a key');
    expect(problems(complete, folder)).toEqual([expect.stringContaining('must hold 32 bytes in base64')]);
    expect(readFileSync(file, 'utf8')).toBe('half a key');
  });

  test('Socket Mode needs no signing secret', () => {
    const { slack } = load({ SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-1-A' });
    expect(slack).toMatchObject({ appToken: 'xapp-1-A', signingSecret: null });
  });

  test('PostgreSQL with a key', () => {
    const config = load({ DATABASE_URL: 'postgres://desk@db/desk', ENCRYPTION_KEY: key });
    expect(config.database).toEqual({ kind: 'postgres', url: 'postgres://desk@db/desk' });
    expect(config.encryptionKey).toEqual(Buffer.alloc(32, 7));
  });

  test('spaces around a value are ignored', () => {
    expect(load({ SLACK_BOT_TOKEN: ' xoxb-1 \n', PORT: ' 8080 ' })).toMatchObject({
      slack: { botToken: 'xoxb-1' },
      port: 8080,
    });
  });
});

test('a relative path in DATABASE_URL is relative to where the bot starts', () => {
  const cases = [
    ['file:./data/desk.db', 'data/desk.db'],
    ['file:desk.db', 'desk.db'],
    ['file://desk.db', 'desk.db'],
  ] as const;
  for (const [address, file] of cases) {
    const folder = folderWith();
    expect
      .soft(load({ DATABASE_URL: address }, folder).database, address)
      .toEqual({ kind: 'sqlite', file: join(folder, file) });
  }
});

test('an absolute path in DATABASE_URL is used as it is', () => {
  const file = join(folderWith(), 'else/where.db');
  for (const scheme of ['file:', 'file://'])
    expect.soft(load({ DATABASE_URL: `${scheme}${file}` }).database).toEqual({ kind: 'sqlite', file });
});

test('addresses of APIs may be local, and their trailing slashes do not matter', () => {
  const cases = [
    ['SLACK_API_URL', 'apiUrl', 'https://slack.example/api', 'https://slack.example/api/'],
    ['SLACK_API_URL', 'apiUrl', 'https://slack.example/api//', 'https://slack.example/api/'],
    ['ZOOM_API_URL', 'apiUrl', 'https://zoom.example/v2/', 'https://zoom.example/v2'],
    ['ZOOM_OAUTH_URL', 'oauthUrl', 'https://zoom.example/oauth/token/', 'https://zoom.example/oauth/token'],
    ['ZOOM_API_URL', 'apiUrl', 'http://localhost:4000/zoom', 'http://localhost:4000/zoom'],
    ['ZOOM_API_URL', 'apiUrl', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['SLACK_API_URL', 'apiUrl', 'http://[::1]:4000/api/', 'http://[::1]:4000/api/'],
  ] as const;
  for (const [name, part, given, expected] of cases) {
    const config = load({ [name]: given });
    expect.soft(name.startsWith('SLACK') ? config.slack : config.zoom, given).toHaveProperty(part, expected);
  }
});

test('each invalid variable is reported in one sentence', () => {
  const cases = [
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, /^SLACK_BOT_TOKEN must be the bot token, which starts with xoxb-\.$/],
    [
      { SLACK_APP_TOKEN: 'xoxb-1' },
      /^SLACK_APP_TOKEN must be an app-level token, which starts with xapp-\.$/,
    ],
    [{ SLACK_API_URL: 'http://slack.example/api/' }, /^SLACK_API_URL must start with https:/],
    [{ ZOOM_API_URL: 'http://zoom.example/v2' }, /^ZOOM_API_URL must start with https:/],
    [{ ZOOM_OAUTH_URL: 'http://localhost.zoom.example/' }, /^ZOOM_OAUTH_URL must start with https:/],
    [{ ZOOM_OAUTH_URL: 'ftp://localhost/' }, /^ZOOM_OAUTH_URL must start with https:/],
    [{ ZOOM_API_URL: 'zoom' }, /^ZOOM_API_URL is not an address\..*https:\/\/api\.zoom\.us\/v2\.$/],
    [{ ZOOM_PLAN: 'gold' }, /^ZOOM_PLAN must be free, pro or business\.$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be debug, info, warn or error\.$/],
    [{ DATABASE_URL: 'mysql://db' }, /^DATABASE_URL must start with file: .* or postgres:\/\/\.$/],
    [{ DATABASE_URL: 'file:' }, /^DATABASE_URL must start with/],
    [{ DATABASE_URL: 'file:./data/' }, /^DATABASE_URL must start with/],
    [
      { DATABASE_URL: 'postgres://desk:p#w@db/desk', ENCRYPTION_KEY: key },
      /^DATABASE_URL is no address\. .*# as %23/,
    ],
    [{ DATABASE_URL: 'postgres://', ENCRYPTION_KEY: key }, /^DATABASE_URL must start with/],
    [{ DATABASE_URL: 'postgres://db/desk' }, /^ENCRYPTION_KEY is missing: .* openssl rand -base64 32$/],
    [{ DATABASE_URL: 'postgresql://db/desk', ENCRYPTION_KEY: ' ' }, /^ENCRYPTION_KEY is missing/],
    [{ ENCRYPTION_KEY: 'c2hvcnQ=' }, /^ENCRYPTION_KEY must be 32 bytes in base64\./],
    [{ PORT: 'http' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '70000' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '-1' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '80.5' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [
      { POLICY_FILE: './rules.yml' },
      /rules\.yml cannot be read: there is no such file or folder\. POLICY_FILE must name the policy/,
    ],
  ] as const;
  for (const [env, sentence] of cases)
    expect
      .soft(problems({ ...complete, ...env }), JSON.stringify(env))
      .toEqual([expect.stringMatching(sentence)]);
});

test('problems of the policy are reported with those of the environment', () => {
  const found = problems({ ...complete, PORT: 'x' }, folderWith(`${policy}colour: red\n`));
  expect(found).toEqual([expect.stringContaining('PORT'), expect.stringContaining('unknown key “colour”')]);
});

test('POLICY_FILE is relative to where the bot starts', () => {
  const folder = folderWith(null);
  writeFileSync(join(folder, 'rules.yml'), policy);
  expect(load({ POLICY_FILE: 'rules.yml' }, folder).policy.approvals.channel).toBe('C0APPROVALS');
});

test('no problem repeats a secret', () => {
  const secret = 'hunter2hunter2';
  const env = { ...complete, SLACK_BOT_TOKEN: secret, SLACK_APP_TOKEN: secret, ENCRYPTION_KEY: secret };
  const found = problems({ ...env, DATABASE_URL: `mysql://desk:${secret}@db`, ZOOM_API_URL: secret });
  expect(found).toHaveLength(5);
  expect(found.join()).not.toContain(secret);
});
