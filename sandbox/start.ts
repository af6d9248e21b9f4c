import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { startSlack } from './slack/server.ts';
import { mountWeb } from './web/serve.ts';
import { startZoom } from './zoom/server.ts';
import { zoomPanel } from './zoom-panel.ts';

/**
 * `npm run sandbox`: the bot, a local Slack with its web page and a local Zoom, in one process. Nothing is kept: each
 * start is a fresh workspace.
 */
const port = Number(process.env.SANDBOX_PORT ?? 4000);
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'));
const zoom = await startZoom();
const slack = await startSlack({
  port,
  mount: (app) => {
    app.get('/sandbox/zoom', (context) => context.json(zoomPanel(zoom)));
    mountWeb(app);
  },
}).catch((error: NodeJS.ErrnoException) => {
  const reason =
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop the other program, or choose another port: SANDBOX_PORT=4100 npm run sandbox`
      : error.message;
  process.stderr.write(`${reason}\n`);
  process.exit(1);
});
zoom.onChange(() => slack.touch());

const config = loadConfig(
  {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
    ZOOM_CLIENT_ID: zoom.credentials.clientId,
    ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
    ZOOM_API_URL: zoom.apiUrl,
    ZOOM_OAUTH_URL: zoom.oauthUrl,
    DATABASE_URL: `file:${join(folder, 'frontdesk.db')}`,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    POLICY_FILE: new URL('./policy.yml', import.meta.url).pathname,
    PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
  folder,
);
const bot = await startBot(config, createLogger(config.logLevel));
slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);

process.stdout.write(`
  Frontdesk is open:  http://localhost:${port}

  Try it as Ada:      /zoom status
                      /zoom add-assistant @mia
                      /zoom change-email ada.king@example.com
  Then switch to Grace at the top left and approve the request.

  Press Ctrl+C to stop.
`);

const stop = async () => {
  await bot.stop();
  await Promise.all([slack.close(), zoom.close()]);
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
