import type { Arguments } from './arguments.ts';
import { everything } from './everything.ts';
import { readManifest } from './manifest.ts';
import { startSlack } from './slack/server.ts';
import { mountWeb } from './web/serve.ts';

/** Good for nothing anywhere else. */
const fixedSecrets = {
  botToken: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
  signingSecret: 'sandbox-signing-secret',
} as const;

/** A service that was started alone: what another program needs to use it, and the way to stop it. */
export interface Alone {
  readonly text: string;
  close(): Promise<void>;
}

/** `--only slack`: the local Slack with its page, for somebody else's bot. */
export async function onlySlack(wanted: Arguments): Promise<Alone> {
  const app = wanted.manifest === null ? everything : readManifest(wanted.manifest);
  const [command = '/app'] = app.commands === 'any' ? [] : (app.commands ?? []);
  const slack = await startSlack({
    ...{ port: wanted.port, app, command, mount: mountWeb },
    ...{ requestUrl: wanted.requestUrl, enforceRateLimits: wanted.rateLimits },
    ...(wanted.fixed ? { secrets: fixedSecrets } : {}),
  });
  const way = wanted.requestUrl
    ? `It sends commands, clicks and events to ${wanted.requestUrl}`
    : 'It sends commands, clicks and events to whoever connects by Socket Mode (SLACK_APP_TOKEN).';
  const text = `# A local Slack, with a page at ${slack.url}
# ${way}
SLACK_API_URL=${slack.apiUrl}
SLACK_BOT_TOKEN=${slack.botToken}
SLACK_APP_TOKEN=${slack.appToken}
SLACK_SIGNING_SECRET=${slack.signingSecret}
`;
  return { text, close: slack.close };
}
