import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App } from '@slack/bolt';
import { report } from './report.ts';

/** A Bolt app that acknowledges and does nothing else. */
const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
  deferInitialization: true,
});
await app.init();
app.command(/.*/, async ({ ack }) => ack());
const server = (await app.start(0)) as Server;
report((server.address() as AddressInfo).port);
