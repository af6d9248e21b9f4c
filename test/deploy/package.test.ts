import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startSlack } from '../../sandbox/slack/server.ts';
import { startZoom } from '../../sandbox/zoom/server.ts';
import { reply } from '../support/workplace.ts';

/**
 * The package as `npm publish` would send it, in an empty folder whose name needs care. `PACKAGE_FROM_REGISTRY=1` lets npm
 * install it with its dependencies, as the release does; otherwise those that it declares are linked, and no others.
 */
const temporary = mkdtempSync(join(tmpdir(), 'frontdesk-package-'));
const home = join(temporary, 'an empty folder, 100%');
const installed = join(home, 'node_modules', 'frontdesk');
const readPackage = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
/** Milliseconds for a test: a dozen processes start here, on machines that may have other work. */
const PATIENCE = 240_000;
const npm = (args: readonly string[], cwd: string) =>
  // On Windows npm is a script for a shell.
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build-package.ts', join(temporary, 'built')], {
    stdio: 'inherit',
  });
  const tarball = npm(['pack', '--silent', './built'], temporary).trim();
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{}');
  if (process.env.PACKAGE_FROM_REGISTRY) {
    npm(['install', '--no-audit', '--no-fund', `../${tarball}`], home);
  } else {
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed], { cwd: temporary });
    for (const name of Object.keys(readPackage(installed).dependencies)) {
      const link = join(installed, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(resolve('node_modules', name), link, 'junction');
    }
  }
  cpSync(join(installed, 'policy.yml'), join(home, 'policy.yml'));
}, PATIENCE);

it('is built into a folder of its own, and leaves alone what it did not make', () => {
  const other = join(temporary, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'letter.txt'), 'dear Ada');
  const build = spawnSync(process.execPath, ['scripts/build-package.ts', other], { encoding: 'utf8' });
  expect(build.stderr).toContain('other holds something else than an earlier build');
  expect(build.status).toBe(1);
  expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('dear Ada');
});

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const one of running) one.kill('SIGKILL');
  rmSync(temporary, { recursive: true, force: true });
});

/** Starts `frontdesk …` in the empty folder, with nothing in the environment but what is given. */
function start(args: readonly string[], env: Record<string, string> = {}) {
  const bin = join(installed, readPackage(installed).bin.frontdesk);
  const { PATH = '', SYSTEMROOT = '' } = process.env;
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: home,
    env: { PATH, SYSTEMROOT, NODE_COMPILE_CACHE: join(temporary, 'compiled'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<number | null>((done) =>
    child.once('close', (code) => {
      running.delete(child);
      done(code);
    }),
  );
  return { child, ended };
}

async function run(...args: string[]) {
  const { child, ended } = start(args);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

/** Waits until a process has written something that matches. */
function said({ child, ended }: ReturnType<typeof start>, wanted: RegExp): Promise<RegExpExecArray> {
  return new Promise((done, fail) => {
    let output = '';
    const hear = (part: Buffer) => {
      output += part.toString();
      const found = wanted.exec(output);
      if (found) done(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((code) => fail(new Error(`It ended with ${code}, and had said:\n${output}`)));
  });
}

it(
  'has no TypeScript to run, and nothing that is not meant for others',
  () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('node_modules/'));
    expect(files.filter((path) => path.endsWith('.ts') && !path.startsWith('sandbox/web/app/'))).toEqual([]);
    expect(files.filter((path) => /^(test|bench|scripts|\.env$|data)/.test(path))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        '.env.example',
        'manifest.yml',
        'policy.yml',
        'README.md',
        'CHANGELOG.md',
        'LICENSE',
      ]),
    );
    const links = [...readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/\]\(([a-z][\w/.-]*)\)/gi)];
    expect(links.length).toBeGreaterThan(3);
    for (const [, path = ''] of links) expect.soft(files).toContain(path);
    const about = readPackage(installed);
    expect(about).toMatchObject({ name: 'frontdesk', version: readPackage('.').version });
    expect(about).not.toHaveProperty('private');
    expect(about).not.toHaveProperty('scripts');
  },
  PATIENCE,
);

it(
  'each command explains itself, under the name that it has here',
  async () => {
    const overview = await run('--help');
    expect(overview.code).toBe(0);
    const names = [...overview.stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name = '']) => name);
    expect(names).toEqual(
      expect.arrayContaining(['start', 'doctor', 'policy', 'audit', 'backup', 'licences', 'sandbox']),
    );
    const helps = await Promise.all(names.map((name) => run(name, '--help')));
    for (const [i, { code, stdout, stderr }] of helps.entries()) {
      expect.soft(stdout, names[i]).toContain(`frontdesk ${names[i]}`);
      expect.soft(stdout, names[i]).not.toMatch(/npm (run|start)/);
      expect.soft([code, stderr], names[i]).toEqual([0, '']);
    }
    const asWithNpm = await run('policy', '--', '--help');
    expect(asWithNpm.stdout).toContain('frontdesk policy');
    const wrong = await run('polcy');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('Did you mean “policy”?');
    expect((await run('--version')).stdout.trim()).toBe(readPackage('.').version);
  },
  PATIENCE,
);

it(
  'setup makes it ready from a file of answers; the bot starts, can be examined and copied while it runs, and stops',
  async () => {
    const [slack, zoom] = await Promise.all([startSlack({ port: 0 }), startZoom({ port: 0 })]);
    try {
      const { accountId, clientId, clientSecret } = zoom.credentials;
      const answers = {
        slack_app: 'create',
        slack_config_token: slack.configToken,
        slack_command: '/zoom',
        slack_bot_token: slack.botToken,
        slack_app_token: slack.appToken,
        zoom_account_id: accountId,
        zoom_client_id: clientId,
        zoom_client_secret: clientSecret,
        zoom_plan: 'business',
        policy_file: 'replace',
        create_channels: true,
        approval_channel: 'C0APPROVALS',
        notice_channel: '#zoom-notices',
        approvers: ['grace@example.com', 'linus@example.com'],
        admins: ['grace@example.com'],
        email_domains: ['example.com'],
      };
      writeFileSync(join(home, 'setup.yml'), stringify(answers));
      const addresses = {
        SLACK_API_URL: slack.apiUrl,
        ZOOM_API_URL: zoom.apiUrl,
        ZOOM_OAUTH_URL: zoom.oauthUrl,
        PORT: '0',
      };
      const setup = start(['setup', '--answers', 'setup.yml'], addresses);
      await said(setup, /type \/zoom whoami in Slack/);
      expect(await setup.ended).toBe(0);
      expect(readFileSync(join(home, 'policy.yml'), 'utf8')).toContain('- U0GRACE # Grace Hopper');
      const bot = start(['start'], { PORT: '0' });
      await said(bot, /"Frontdesk is running"/);
      const ada = slack.as('ada');
      await ada.command('/zoom whoami');
      await reply(ada, /ada@example\.com/, 60_000);
      const [policy, doctor, audit, backup, licences] = await Promise.all([
        run('policy'),
        run('doctor'),
        run('audit', 'verify'),
        run('backup', '--output', 'copy.db'),
        run('licences', '--refresh', '--json'),
      ]);
      expect.soft(policy.stdout).toContain('policy.yml is fine');
      expect.soft(doctor.stdout).toMatch(/✓ Slack token/);
      expect.soft(audit).toMatchObject({ code: 0, stdout: expect.stringMatching(/entries|intact/) });
      expect
        .soft(backup)
        .toMatchObject({ code: 0, stdout: expect.stringContaining('copy.db is a good copy') });
      expect.soft(licences.code, licences.stderr).toBe(0);
      expect.soft(JSON.parse(licences.stdout)).toMatchObject({ basis: 'host reports', bought: 20 });
      bot.child.kill('SIGTERM');
      // Windows knows no SIGTERM: there a process is ended by it at once.
      if (process.platform !== 'win32') expect(await bot.ended).toBe(0);
    } finally {
      await Promise.all([slack.close(), zoom.close()]);
      rmSync(join(home, '.env'), { force: true });
    }
  },
  PATIENCE,
);

it(
  'the sandbox serves its page, every module of it and the libraries',
  async () => {
    const sandbox = start(['sandbox'], { SANDBOX_PORT: '0' });
    const [, address = ''] = await said(sandbox, /Frontdesk is open: +(http:\S+)/);
    const got = async (path: string) => {
      const answer = await fetch(new URL(path, address));
      expect(answer.status, path).toBe(200);
      return answer.text();
    };
    const page = await got('/');
    const libraries = [...page.matchAll(/"(\/vendor\/[\w.-]+)"/g)].map(([, path = '']) => path);
    const styles = [...page.matchAll(/href="(\/style\/[\w.-]+)"/g)].map(([, path = '']) => path);
    expect(libraries.length).toBeGreaterThan(3);
    await Promise.all([...libraries, ...styles].map(got));
    const seen = new Set<string>();
    const follow = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const code = await got(path);
      const imports = [...code.matchAll(/from '(\.[^']+)'/g)].map(
        ([, to = '']) => new URL(to, new URL(path, address)),
      );
      await Promise.all(imports.map((url) => follow(url.pathname)));
    };
    await follow('/app/main.ts');
    expect(seen.size).toBeGreaterThan(10);
    sandbox.child.kill('SIGTERM');
    if (process.platform !== 'win32') expect(await sandbox.ended).toBe(0);
  },
  PATIENCE,
);
