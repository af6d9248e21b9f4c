import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';
import { silent } from './start.ts';

type Listeners = (app: App) => void;

/** A small real Bolt app over HTTP, known to the local Slack as its request URL. */
export async function boltOverHttp(slack: SlackSandbox, listen: Listeners): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silent, port: 0 });
  const app = await makeApp(slack, receiver, listen);
  const server = await receiver.start(0);
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The app listens on no port');
  slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  onTestFinished(async () => {
    await receiver.stop();
  });
  return app;
}

/** The same app over Socket Mode. */
export async function boltOverSocket(slack: SlackSandbox, listen: Listeners): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: silent,
    clientPingTimeout: 1000,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = await makeApp(slack, receiver, listen);
  await receiver.start();
  onTestFinished(async () => {
    await receiver.stop();
  });
  return app;
}

async function makeApp(slack: SlackSandbox, receiver: Receiver, listen: Listeners): Promise<App> {
  const app = new App({
    token: slack.botToken,
    receiver,
    logger: silent,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, timeout: 3000 },
  });
  listen(app);
  await app.init();
  return app;
}
