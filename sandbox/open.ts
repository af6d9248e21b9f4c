import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bot, startBot } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { type ConditionsSwitch, createConditions, mountControls } from './controls.ts';
import { botEnvironment } from './environment.ts';
import { rememberPastLicences } from './past-licences.ts';
import { type SlackSandbox, startSlack } from './slack/server.ts';
import { readManifest } from './standalone.ts';
import { mountWeb } from './web/serve.ts';
import { startZoom, type ZoomSandbox } from './zoom/server.ts';

/** The whole sandbox, running. */
export interface Sandbox {
  readonly url: string;
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  readonly conditions: ConditionsSwitch;
  /** Back to the initial state: a fresh workspace and Zoom account, and a bot with an empty store. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the bot, a local Slack with its web page and a local Zoom, in one process. Nothing is kept: each start is a
 * fresh workspace.
 *
 * @param options `port` 0 takes a free one; `logLevel` is the bot's; `language` that of the channels, such as `de`.
 * @throws what the server throws when the port is taken (`EADDRINUSE`)
 * @example
 * ```ts
 * const { url, slack, zoom, close } = await openSandbox({ port: 4000 });
 * await slack.as('ada').command('/zoom add-assistant @mia');
 * await slack.as('ada').waitFor(() => zoom.changes.length === 1);
 * await close();
 * ```
 */
export async function openSandbox(
  options: { port?: number; logLevel?: string; language?: string } = {},
): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  const zoom = await startZoom();
  const { offers: _, ...app } = readManifest(fileURLToPath(new URL('../manifest.yml', import.meta.url)));
  const slack = await startSlack({
    port: options.port ?? 0,
    app,
    mount: (app) => {
      mountControls(app, {
        zoom,
        conditions: () => conditions,
        reset: () => reset(),
      });
      mountWeb(app);
    },
  });
  zoom.onChange(() => slack.touch());
  const conditions = createConditions(slack, zoom);

  const policyFile = join(folder, 'policy.yml');
  writeFileSync(policyFile, `${policyFor(Date.now())}\nlanguage: ${options.language ?? 'en'}\n`);

  let starts = 0;
  const start = async (): Promise<Bot> => {
    starts += 1;
    const config = loadConfig(
      botEnvironment({
        slack,
        zoom,
        database: `file:${join(folder, `frontdesk-${starts}.db`)}`,
        policyFile,
        logLevel: options.logLevel ?? 'warn',
      }),
      folder,
    );
    const logger = createLogger(config.logLevel);
    await rememberPastLicences(config, logger, zoom);
    const started = await startBot(config, logger);
    slack.setRequestUrl(`http://127.0.0.1:${started.port}/slack/events`);
    return started;
  };
  let bot = await start();

  const startAfresh = async () => {
    slack.setRequestUrl(null);
    // Calls that hang in a simulated outage would keep the bot from stopping.
    conditions.set({ zoom: 'fine', slack: 'fine' });
    await bot.stop();
    zoom.reset();
    slack.reset();
    bot = await start();
  };
  let last: Promise<void> = Promise.resolve();
  // Two resets in a row run one after the other.
  const reset = () => {
    last = last.then(startAfresh, startAfresh);
    return last;
  };

  return {
    url: slack.url,
    slack,
    zoom,
    conditions,
    reset,
    async close() {
      await last.catch(() => {});
      await bot.stop();
      await Promise.all([slack.close(), zoom.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rules of the sandbox, with a contract that is renewed in a hundred days: a date in the file would be over one day. */
function policyFor(now: number): string {
  const renewal = new Date(now + 100 * 86_400_000).toISOString().slice(0, 10);
  const file = readFileSync(new URL('./policy.yml', import.meta.url), 'utf8');
  return file.replace(/renewal: [\d-]+/, `renewal: ${renewal}`);
}
