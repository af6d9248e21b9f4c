import { App } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { everything } from '../../../sandbox/standalone.ts';
import { silent } from '../slack/start.ts';

export type Mode = 'HTTP' | 'Socket Mode';

/** A local Slack for an app that is not Frontdesk. */
export async function slackFor(options: SlackOptions = {}): Promise<SlackSandbox> {
  const slack = await startSlack({ command: '/lunch', app: everything, ...options });
  onTestFinished(() => slack.close());
  return slack;
}

/** What stands in the environment of an app. */
export interface SlackPlace {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly apiUrl: string;
}

/**
 * An app as Bolt's own guide makes one, nothing set beside the address of Slack's API and a quiet log. Gives the port where it
 * listens over HTTP, 0 in Socket Mode.
 */
export async function bareBolt(
  slack: SlackPlace,
  mode: Mode,
  listen: (app: App) => void,
  more: { readonly processBeforeResponse?: boolean; readonly port?: number } = {},
): Promise<number> {
  const { port = 0, ...rest } = more;
  const way =
    mode === 'HTTP'
      ? { signingSecret: slack.signingSecret }
      : { appToken: slack.appToken, socketMode: true as const };
  const app = new App({
    token: slack.botToken,
    ...way,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl },
    ...rest,
  });
  listen(app);
  const server = await app.start(port);
  onTestFinished(async () => {
    await app.stop();
  });
  const address = server && 'address' in server ? server.address() : null;
  return typeof address === 'object' && address ? address.port : 0;
}

/** The same, known to a local Slack of this process. */
export async function boltFor(
  slack: SlackSandbox,
  mode: Mode,
  listen: (app: App) => void,
  more: { readonly processBeforeResponse?: boolean } = {},
): Promise<void> {
  const port = await bareBolt(slack, mode, listen, more);
  if (mode === 'HTTP') slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
}
