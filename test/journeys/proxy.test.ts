import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { botEnvironment } from '../../sandbox/environment.ts';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { type BotProcess, startProcess } from '../simulation/bot-process.ts';
import { defaultPolicy } from '../simulation/people.ts';
import { type CompanyProxy, companyCa, openProxy } from '../support/company-network.ts';
import { reply } from '../support/workplace.ts';
import { startCollector } from '../telemetry/collector.ts';
import { buttonsIn } from './support.ts';

const SLACK = 'slack.inside.test';
const ZOOM = 'zoom.inside.test';
const COLLECTOR = 'collector.inside.test';
const PASSWORD = 'pa:ss@wörd';
const login = `desk:${PASSWORD}`;
const encoded = encodeURIComponent(PASSWORD);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

/** Slack, Zoom and the collector have names that no DNS knows: only the proxy leads there. */
describe('where only a proxy with a password leads out, and the company has a CA of its own', {
  timeout: 120_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-proxy-'));
  let slack: SlackSandbox;
  let zoom: ZoomSandbox;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let proxy: CompanyProxy;
  let bot: BotProcess | undefined;
  let env: Record<string, string>;

  beforeAll(async () => {
    [slack, zoom, collector] = await Promise.all([
      startSlack({ publicUrl: `https://${SLACK}` }),
      startZoom(),
      startCollector(),
    ]);
    const portOf = (url: string) => Number(new URL(url).port);
    const hosts = {
      [SLACK]: portOf(slack.url),
      [ZOOM]: portOf(zoom.apiUrl),
      [COLLECTOR]: portOf(collector.url),
    };
    proxy = await openProxy(hosts, login);
    const policyFile = join(folder, 'policy.yml');
    writeFileSync(policyFile, defaultPolicy);
    const outside = (url: string) => `https://${ZOOM}${new URL(url).pathname}`;
    const database = `file:${join(folder, 'desk.db')}`;
    env = {
      ...botEnvironment({ slack, zoom, database, policyFile, mode: 'socket' }),
      ZOOM_API_URL: outside(zoom.apiUrl),
      ZOOM_OAUTH_URL: outside(zoom.oauthUrl),
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://${COLLECTOR}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      HTTPS_PROXY: `http://desk:${encoded}@${proxy.host}`,
      NODE_EXTRA_CA_CERTS: companyCa,
    };
  });
  afterAll(async () => {
    await bot?.end('SIGKILL');
    await Promise.all([slack.close(), zoom.close(), collector.close(), proxy.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('a wrong password is said at the start', async () => {
    const wrong = startProcess({ ...env, HTTPS_PROXY: `http://desk:something@${proxy.host}` });
    await expect(wrong.open).rejects.toThrow(/Slack cannot be reached \(the proxy answered 407\)/);
    expect(wrong.output.join('\n')).not.toContain('something');
  });

  it('the bot starts, and everything goes through the proxy', async () => {
    bot = startProcess(env);
    await bot.open;
    const ada = slack.as('ada');

    // The websocket brings the command, a response_url takes the answer, and Zoom is asked in between.
    expect(await ada.command('/zoom whoami')).toMatchObject({ ok: true });
    await reply(ada, /ada@example\.com/);

    // A file comes from Slack and goes to Zoom.
    await ada.command('/zoom picture');
    await ada.waitFor((seen) => seen.views.find((one) => one.view.callback_id === 'form:picture'));
    const file = { name: 'ada.png', mimetype: 'image/png', content: PNG.toString('base64') };
    expect(await ada.submit('top', { picture: [file] })).toMatchObject({ ok: true });
    const question = await ada.waitFor(() =>
      ada
        .ephemerals()
        .find(({ blocks }) => buttonsIn(blocks).some(({ action_id: id }) => id === 'confirm:run')),
    );
    await ada.click(question, 'confirm:run');
    const account = zoom.account.users.find((one) => one.email === 'ada@example.com');
    await expect.poll(() => account?.picture?.bytes.length, { timeout: 20_000 }).toBe(PNG.length);

    // A file goes to Slack, and traces to the collector.
    const grace = slack.as('grace');
    await grace.command('/zoom list-users csv');
    await expect.poll(() => slack.workspace.files.size, { timeout: 20_000 }).toBeGreaterThan(1);
    await expect.poll(() => collector.spans.length, { timeout: 20_000 }).toBeGreaterThan(0);

    expect(new Set(proxy.tunnels)).toEqual(new Set([SLACK, ZOOM, COLLECTOR]));
    expect(proxy.refused.filter((one) => !one.startsWith('407'))).toEqual([]);
    const written = bot.output.join('\n');
    for (const secret of [PASSWORD, encoded, Buffer.from(login).toString('base64')]) {
      expect(written).not.toContain(secret);
    }
  });

  /** As `npm run doctor` does, with everything in an env file. */
  async function doctor(name: string, settings: Readonly<Record<string, string>>): Promise<string> {
    const file = join(folder, name);
    const lines = Object.entries(settings).map(([variable, value]) => `${variable}=${value}`);
    writeFileSync(file, lines.join('\n'));
    const child = spawn(process.execPath, [`--env-file=${file}`, resolve('src/cli/doctor.ts')], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        text += String(part);
      });
    }
    await new Promise((done) => child.once('close', done));
    return text;
  }

  it('the doctor names the way out and tries it, with an env file in small letters', async () => {
    const { HTTPS_PROXY: address = '', ...rest } = env;
    const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = rest;
    const [open, closed, untrusted] = await Promise.all([
      doctor('open.env', { ...rest, https_proxy: address }),
      doctor('closed.env', { ...rest, https_proxy: `http://${proxy.host}`, no_proxy: ZOOM }),
      doctor('untrusted.env', { ...untrusting, https_proxy: address }),
    ]);

    const hosts = `${SLACK}, ${ZOOM}, ${COLLECTOR}`;
    expect(open).toContain(`✓ way out: Through the proxy http://${proxy.host} to ${hosts}: the way is open.`);
    expect(open).toContain('✓ Slack token');
    expect(open).toContain('✓ Zoom app');
    expect(open).not.toContain(encoded);

    expect(closed).toMatch(/✗ way out: .*slack\.inside\.test: no way \(the proxy answered 407\)/);
    expect(closed).toContain('The proxy wants a name and a password');
    expect(closed).toMatch(/✗ way out: Directly to zoom\.inside\.test: no way \((ENOTFOUND|EAI_AGAIN)\)/);

    expect(untrusted).toContain('name it in NODE_EXTRA_CA_CERTS');
  });
});
