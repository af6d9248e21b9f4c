import type { AppSettings } from './slack/create-workspace.ts';
import { methods } from './slack/web-api/routes.ts';

const scopes = Object.values(methods).flatMap((one) =>
  one.token === 'bot' ? [...one.scopes, ...Object.values(one.scopesByKind ?? {})] : [],
);

/** An app that may do everything the local Slack offers, for those who give no manifest. */
export const everything: AppSettings = {
  name: 'Your app',
  commands: 'any',
  offers: [],
  scopes: [...new Set([...scopes, 'commands', 'app_mentions:read'])],
  events: ['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im'],
};
