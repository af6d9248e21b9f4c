import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import serialize from '@xterm/addon-serialize';
import xterm from '@xterm/headless';
import type { Browser } from 'playwright-core';
import { startSlack } from '../../sandbox/slack/server.ts';
import { startZoom } from '../../sandbox/zoom/server.ts';
import { atTerminal } from '../../src/cli/setup/at-terminal.ts';
import { setUp } from '../../src/cli/setup/set-up.ts';

const size = { cols: 104, rows: 34 };
/** The picture ends with this. */
const last = 'Slack opens a connection for the app.';
const look = `body { margin: 0 }
  pre { margin: 0; padding: 16px; width: max-content; background: #10151c; font-size: 15px; line-height: 1.35 }
  pre > div { background: none !important; color: #dfe4ea !important }`;
const enter = '\r';
const down = '\u001b[B';

// Colours, though this is no terminal.
process.env.FORCE_COLOR = '1';

/** `npm run setup` at a terminal, up to Slack's tokens: one of the wrong kind, and the right ones. */
export async function takeSetup(browser: Browser, path: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-setup-'));
  const [slack, zoom] = await Promise.all([startSlack(), startZoom()]);
  const screen = new xterm.Terminal({ ...size, allowProposedApi: true });
  const picture = new serialize.SerializeAddon();
  screen.loadAddon(picture);
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: size.cols, rows: size.rows, isTTY: true });
  let shown = '';
  let isOver = false;
  output.on('data', (part: Buffer) => {
    const text = part.toString();
    shown += stripVTControlCharacters(text);
    const end = text.indexOf(last);
    if (!isOver) screen.write((end < 0 ? text : text.slice(0, end + last.length)).replaceAll('\n', '\r\n'));
    isOver ||= end >= 0;
  });
  const variables = { SLACK_API_URL: slack.apiUrl, ZOOM_API_URL: zoom.apiUrl, ZOOM_OAUTH_URL: zoom.oauthUrl };
  const done = setUp(atTerminal(input, output), home, variables);

  const waitFor = async (words: string) => {
    while (!shown.includes(words)) await once(output, 'data');
    shown = shown.slice(shown.indexOf(words) + words.length);
  };
  const answer = async (words: string, ...typed: readonly string[]) => {
    await waitFor(words);
    for (const part of typed) {
      input.write(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await answer('How shall the Slack app be made?', down, enter);
  await answer('What is the command to be called?', enter);
  await answer('May setup create two channels', enter);
  await answer('App configuration token', slack.configToken, enter);
  await answer('Bot token', slack.appToken, enter);
  await waitFor('That is an app-level token');
  await answer('Bot token', slack.botToken, enter);
  await answer('App-level token', slack.appToken, enter);
  await waitFor(last);
  await waitFor('Account ID');

  await new Promise<void>((resolve) => screen.write('', resolve));
  const page = await browser.newPage({ deviceScaleFactor: 1.25, colorScheme: 'dark' });
  await page.setContent(picture.serializeAsHTML({ scrollback: 0 }));
  await page.addStyleTag({ content: look });
  await page.locator('pre').screenshot({ path });
  await page.close();

  input.write('\u0003');
  await done.catch(() => undefined);
  await Promise.all([slack.close(), zoom.close()]);
  rmSync(home, { recursive: true, force: true });
}
