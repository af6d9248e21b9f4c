import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { fileProblem } from '../src/file-problem.ts';
import { ArgumentError, type Arguments } from './arguments.ts';
import type { AppSettings } from './slack/create-workspace.ts';
import { manifestSchema, settingsOf } from './slack/manifest.ts';
import { startSlack } from './slack/server.ts';
import { methods } from './slack/web-api/routes.ts';
import { mountWeb } from './web/serve.ts';
import { startZoom } from './zoom/server.ts';

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
    port: wanted.port,
    app,
    command,
    mount: mountWeb,
    requestUrl: wanted.requestUrl,
    enforceRateLimits: wanted.rateLimits,
    grid: wanted.grid,
    ...(wanted.fixed ? { secrets: fixedSecrets } : {}),
  });
  const way = wanted.requestUrl
    ? `It sends commands, clicks and events to ${wanted.requestUrl}`
    : 'It sends commands, clicks and events to whoever connects by Socket Mode (SLACK_APP_TOKEN).';
  const text = `# A local Slack, with a page at ${slack.url}
# ${way}
# An app configuration token, for npm run setup: ${slack.configToken}
SLACK_API_URL=${slack.apiUrl}
SLACK_BOT_TOKEN=${slack.botToken}
SLACK_APP_TOKEN=${slack.appToken}
SLACK_SIGNING_SECRET=${slack.signingSecret}
`;
  return { text, close: slack.close };
}

/** `--only zoom`: the local Zoom, for somebody else's client. */
export async function onlyZoom(wanted: Arguments): Promise<Alone> {
  const zoom = await startZoom({ port: wanted.port, plan: wanted.plan });
  const { accountId, clientId, clientSecret } = zoom.credentials;
  const limits = wanted.plan ? `the rate limits of the plan "${wanted.plan}"` : 'no rate limits';
  const text = `# A local Zoom with ${limits}
ZOOM_API_URL=${zoom.apiUrl}
ZOOM_OAUTH_URL=${zoom.oauthUrl}
ZOOM_ACCOUNT_ID=${accountId}
ZOOM_CLIENT_ID=${clientId}
ZOOM_CLIENT_SECRET=${clientSecret}
`;
  return { text, close: zoom.close };
}

const scopes = Object.values(methods).flatMap((one) =>
  one.token === 'bot' ? [...one.scopes, ...Object.values(one.scopesByKind ?? {})] : [],
);

/** An app that may do everything the local Slack offers, for those who give no manifest. */
export const everything: AppSettings = {
  name: 'Your app',
  commands: 'any',
  usage: [],
  offers: [],
  scopes: [...new Set([...scopes, 'commands', 'app_mentions:read'])],
  events: [
    'app_home_opened',
    'app_mention',
    'user_change',
    'message.channels',
    'message.groups',
    'message.im',
  ],
};

/**
 * Reads a Slack app's manifest, YAML or JSON, as far as the local Slack keeps to it. `app_home_opened` comes to an
 * app that subscribed to it, a command to one that declares it, and a method needs the scopes that stand there.
 *
 * @throws {@link ArgumentError} when the file cannot be read or is no manifest
 */
export function readManifest(file: string): Required<AppSettings> {
  const read = manifestSchema.safeParse(parseFile(file));
  if (!read.success) {
    throw new ArgumentError(`${file} is no Slack manifest:\n${z.prettifyError(read.error)}`);
  }
  return settingsOf(read.data);
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ArgumentError(`${file} cannot be read: ${fileProblem(error)}`);
  }
}
