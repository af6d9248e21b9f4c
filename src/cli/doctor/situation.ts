import type { z } from 'zod';
import { environment, given, type Reading, readEnvironment } from '../../config.ts';
import { createLogger, type Logger } from '../../log.ts';
import { type Granted, requestGrant } from '../../zoom/token/request-token.ts';
import { askSlack, type SlackAnswer } from './ask-slack.ts';
import { isFrontdeskAt } from './running.ts';

type Settings = z.output<typeof environment>;

/** What the checks look at. What several of them need is asked for once. */
export interface Situation {
  readonly folder: string;
  /** The variables that can be used, whatever is wrong with the others. */
  readonly set: Partial<Settings>;
  readonly reading: Reading;
  /** Slack's answer to `auth.test`; `null` without a token to ask with. */
  readonly slack: () => Promise<SlackAnswer | null>;
  /** What Zoom grants, or the error; `null` without credentials to ask with. */
  readonly zoom: () => Promise<Granted | Error | null>;
  /** Whether a Frontdesk answers on the port. */
  readonly running: () => Promise<boolean>;
}

/** The doctor says what it found by itself; the rooms that it asks need not. */
export const silent: Logger = createLogger('error', [], { write: () => undefined });

export function situationOf(variables: NodeJS.ProcessEnv, folder: string): Situation {
  const env = given(variables);
  const values = Object.entries(environment.shape).flatMap(([name, schema]) => {
    const result = schema.safeParse(env[name]);
    return result.success ? [[name, result.data]] : [];
  });
  const set = Object.fromEntries(values) as Partial<Settings>;
  return {
    ...{ folder, set, reading: readEnvironment(variables, folder) },
    slack: once(async () => {
      const { SLACK_BOT_TOKEN: token, SLACK_API_URL: url } = set;
      return token && url ? askSlack(url, 'auth.test', token) : null;
    }),
    zoom: once(() => askZoom(set)),
    running: once(async () => Boolean(set.PORT) && isFrontdeskAt(Number(set.PORT))),
  };
}

async function askZoom(set: Partial<Settings>): Promise<Granted | Error | null> {
  const { ZOOM_ACCOUNT_ID: accountId, ZOOM_CLIENT_ID: clientId, ZOOM_CLIENT_SECRET: clientSecret } = set;
  const { ZOOM_API_URL: apiUrl, ZOOM_OAUTH_URL: oauthUrl } = set;
  if (!accountId || !clientId || !clientSecret || !apiUrl || !oauthUrl) return null;
  const options = { accountId, clientId, clientSecret, apiUrl, oauthUrl, logger: silent, timeoutMs: 10_000 };
  return requestGrant(options).catch((error: Error) => error);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
