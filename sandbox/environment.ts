import { randomBytes } from 'node:crypto';

/** What the bot needs to know of a local Slack: `SlackSandbox` has it. */
interface SlackAddress {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken?: string;
  readonly apiUrl: string;
}

/** What the bot needs to know of a local Zoom: `ZoomSandbox` has it. */
interface ZoomAddress {
  readonly credentials: {
    readonly accountId: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly apiUrl: string;
  readonly oauthUrl: string;
}

export interface EnvironmentOptions {
  readonly slack: SlackAddress;
  readonly zoom: ZoomAddress;
  /** The value of `DATABASE_URL`. */
  readonly database: string;
  /** Path of the policy; the bot reads `policy.yml` in its folder when left out. */
  readonly policyFile?: string;
  /** How Slack delivers; `http` when left out. */
  readonly mode?: 'http' | 'socket';
  readonly logLevel?: string;
}

/**
 * The bot's environment for a local Slack and a local Zoom, on a free port. The sandbox, the tests and the bench all
 * start the bot with it.
 *
 * @returns variables as `loadConfig` reads them, with a fresh `ENCRYPTION_KEY`
 */
export function botEnvironment(options: EnvironmentOptions): Record<string, string> {
  const { slack, zoom, database, policyFile, mode = 'http', logLevel = 'debug' } = options;
  const env: Record<string, string> = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
    ZOOM_CLIENT_ID: zoom.credentials.clientId,
    ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
    ZOOM_API_URL: zoom.apiUrl,
    ZOOM_OAUTH_URL: zoom.oauthUrl,
    DATABASE_URL: database,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PORT: '0',
    LOG_LEVEL: logLevel,
  };
  if (mode === 'http') env.SLACK_SIGNING_SECRET = slack.signingSecret;
  else if (slack.appToken) env.SLACK_APP_TOKEN = slack.appToken;
  if (policyFile) env.POLICY_FILE = policyFile;
  return env;
}
