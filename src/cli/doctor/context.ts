import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { environment, given, type Reading, readEnvironment } from '../../config.ts';
import { createLogger, type Logger } from '../../log.ts';
import { trustCertificates } from '../../network/certificates.ts';
import { proxiesOf, proxySecrets } from '../../network/proxies.ts';
import { reasonOf } from '../../network/reason.ts';
import { createWayOut, type WayOut } from '../../network/way-out.ts';
import { boltLogger } from '../../slack/bolt-logger.ts';
import { secretVariables } from '../../variables.ts';
import { type Granted, requestGrant } from '../../zoom/token/request-token.ts';

type Settings = z.output<typeof environment>;

/** What the checks look at. What several checks need is requested once. */
export interface DoctorContext {
  readonly folder: string;
  /** The valid variables. */
  readonly settings: Partial<Settings>;
  readonly reading: Reading;
  /** Slack's response to `auth.test`; `null` without a token. */
  readonly slack: () => Promise<SlackResponse | null>;
  /** What Zoom grants, or the error; `null` without credentials. */
  readonly zoom: () => Promise<Granted | Error | null>;
  /** Slack's response to `apps.connections.open`; `null` without an app token. */
  readonly connection: () => Promise<SlackResponse | null>;
  readonly wayOut: WayOut;
  /** Values that must not be shown. */
  readonly secrets: readonly string[];
  /** Whether a running Frontdesk answers on the port. */
  readonly running: () => Promise<boolean>;
}

/** For the modules that the checks use: the doctor reports what it finds itself. */
export const silent: Logger = createLogger('error', [], { write: () => undefined });

export function createContext(variables: NodeJS.ProcessEnv, folder: string): DoctorContext {
  const { values: env } = given(variables, folder);
  const values = Object.entries(environment.shape).flatMap(([name, schema]) => {
    const result = schema.safeParse(env[name]);
    return result.success ? [[name, result.data]] : [];
  });
  const settings = Object.fromEntries(values) as Partial<Settings>;
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackUrl } = settings;
  trustCertificates(settings.NODE_EXTRA_CA_CERTS ?? null);
  const proxies = proxiesOf(settings);
  const wayOut = createWayOut(proxies);
  const call = (method: string, token: string | undefined) =>
    once(async () => (token && slackUrl ? callSlack(slackUrl, method, token, wayOut) : null));
  return {
    folder,
    settings,
    reading: readEnvironment(variables, folder),
    wayOut,
    secrets: [
      ...secretVariables.filter((name) => !name.endsWith('_PROXY')).flatMap((name) => env[name] ?? []),
      ...proxySecrets(proxies),
    ],
    slack: call('auth.test', botToken),
    connection: call('apps.connections.open', appToken),
    zoom: once(() => requestZoomGrant(settings, wayOut)),
    running: once(async () => Boolean(settings.PORT) && isFrontdeskAt(Number(settings.PORT))),
  };
}

/** Slack's Web API with the bot token, one attempt a call. */
export function slackClient({ settings, wayOut }: DoctorContext): WebClient {
  return new WebClient(settings.SLACK_BOT_TOKEN, {
    slackApiUrl: settings.SLACK_API_URL ?? '',
    fetch: wayOut.fetch,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    logger: boltLogger(silent),
  });
}

async function requestZoomGrant(
  settings: Partial<Settings>,
  wayOut: WayOut,
): Promise<Granted | Error | null> {
  const { ZOOM_ACCOUNT_ID: accountId, ZOOM_CLIENT_ID: clientId, ZOOM_CLIENT_SECRET: clientSecret } = settings;
  const { ZOOM_API_URL: apiUrl, ZOOM_OAUTH_URL: oauthUrl } = settings;
  if (!accountId || !clientId || !clientSecret || !apiUrl || !oauthUrl) return null;
  return requestGrant({
    accountId,
    clientId,
    clientSecret,
    apiUrl,
    oauthUrl,
    logger: silent,
    timeoutMs: 10_000,
    wayOut,
  }).catch((error: Error) => error);
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= load();
    return result;
  };
}

const bodySchema = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  url: z.string().optional(),
});

interface SlackResponse {
  readonly ok: boolean;
  /** Slack's error code, or a short technical reason without a response; empty when the call succeeded. */
  readonly error: string;
  readonly team: string;
  /** The workspace's address, or that of a websocket. */
  readonly url: string;
  /** The scopes of the token; `null` when Slack did not report them. */
  readonly scopes: readonly string[] | null;
  readonly date: string | null;
}

/** Calls Slack's Web API without its client, which does not expose the response headers. It never throws. */
async function callSlack(
  apiUrl: string,
  method: string,
  token: string,
  wayOut: WayOut,
): Promise<SlackResponse> {
  try {
    const response = await wayOut.fetch(`${apiUrl}${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    const body = bodySchema.safeParse(await response.json().catch(() => undefined));
    const scopes = response.headers.get('x-oauth-scopes');
    return {
      ok: body.success && body.data.ok,
      error: body.success ? (body.data.error ?? '') : `HTTP ${response.status}, and not in Slack's words`,
      team: body.data?.team ?? '',
      url: body.data?.url ?? '',
      scopes: scopes === null ? null : scopes.split(',').map((scope) => scope.trim()),
      date: response.headers.get('date'),
    };
  } catch (error) {
    return { ok: false, error: reasonOf(error), team: '', url: '', scopes: null, date: null };
  }
}

/** Whether a Frontdesk answers on this port of this machine. */
async function isFrontdeskAt(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(5_000) });
    return response.ok && ((await response.json()) as { ok?: unknown }).ok === true;
  } catch {
    return false;
  }
}
