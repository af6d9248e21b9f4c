import type { AppSettings } from './slack/create-workspace.ts';
import { methods } from './slack/web-api/routes.ts';

const messages = ['channels:history', 'groups:history', 'im:history', 'app_mentions:read'];
const reading = ['channels:read', 'groups:read', 'im:read', 'im:write', 'commands'];

/** An app that may do everything the local Slack offers, for those who give no manifest. */
export const everything: AppSettings = {
  name: 'Your app',
  commands: 'any',
  scopes: [
    ...new Set([
      ...Object.values(methods).flatMap((one) => (one.token === 'bot' ? one.scopes : [])),
      ...reading,
      ...messages,
    ]),
  ],
  events: ['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im'],
};
