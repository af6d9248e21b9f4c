import type { App, Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Home } from '../identity/directory.ts';
import type { Logger } from '../log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { boltLogger } from './bolt-logger.ts';
import { createHttpReceiver } from './http-receiver.ts';
import type { HttpServer } from './http-server.ts';
import { loadApp, loadSocketModeReceiver } from './load-bolt.ts';
import { observeReceiver } from './observe.ts';
import { observedFetch } from './observed-fetch.ts';
import { patientFetch } from './patient-fetch.ts';
import { ignoreRepeated } from './repeated.ts';

const BoltApp = loadApp();

/** The Web API without Bolt's patience: bounded time and few retries, so that nobody waits half an hour. */
function clientOptions(config: Config, telemetry: Telemetry): WebClientOptions {
  return {
    slackApiUrl: config.slack.apiUrl,
    fetch: observedFetch(config.slack.apiUrl, telemetry),
    timeout: 10_000,
    retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2_000, factor: 2 },
  };
}

/**
 * The Web API for messages that are kept and tried again later: each call is made once, within the time that a process
 * may hold a notice, and a 429 is told at once. The usual client would stop every call of the bot until Slack's
 * Retry-After is over.
 */
export function createImpatientClient(config: Config, logger: Logger, telemetry: Telemetry): WebClient {
  return new WebClient(config.slack.botToken, {
    ...clientOptions(config, telemetry),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(logger),
  });
}

export function createSlackClient(config: Config, logger: Logger, telemetry: Telemetry): WebClient {
  const options = clientOptions(config, telemetry);
  const fetch = patientFetch(observedFetch(config.slack.apiUrl, telemetry));
  return new WebClient(config.slack.botToken, { ...options, fetch, logger: boltLogger(logger) });
}

/** The bot as Slack knows it. */
export interface Ourselves {
  readonly home: Home;
  readonly bot: { readonly botId?: string; readonly botUserId?: string };
}

/**
 * Who we are, asked from Slack.
 *
 * @throws Error with a sentence when the token is not good
 */
export async function findOurselves(slack: WebClient): Promise<Ourselves> {
  try {
    const answer = await slack.auth.test();
    const { team_id: teamId, enterprise_id: enterpriseId, bot_id: botId, user_id: botUserId } = answer;
    if (!teamId) throw new Error('no team');
    return {
      home: { teamId, enterpriseId: enterpriseId ?? null },
      bot: { ...(botId && { botId }), ...(botUserId && { botUserId }) },
    };
  } catch (error) {
    const word = (error as { data?: { error?: string } }).data?.error ?? (error as Error).message;
    throw new Error(
      `Slack does not accept the bot token (${word}). Check SLACK_BOT_TOKEN and SLACK_API_URL.`,
    );
  }
}

/**
 * Bolt's App, over Socket Mode when there is an app token and over signed HTTP otherwise.
 *
 * Initialisation is deferred, because a bad token would otherwise end in an unhandled rejection; there is no
 * conversation store, because Bolt's default throws an Error for every request.
 *
 * @param bot what Slack answered when the token was tried: Bolt need not ask the same again
 */
export async function createApp(
  config: Config,
  server: HttpServer,
  logger: Logger,
  telemetry: Telemetry,
  bot: Ourselves['bot'] = {},
): Promise<App> {
  const receiver = config.slack.appToken
    ? socketReceiver(config.slack.appToken, config, server, logger)
    : createHttpReceiver({
        server,
        signingSecret: config.slack.signingSecret ?? '',
        port: config.port,
        logger,
      });
  const app = new BoltApp({
    token: config.slack.botToken,
    receiver: ignoreRepeated(observeReceiver(receiver, telemetry)),
    clientOptions: clientOptions(config, telemetry),
    logger: boltLogger(logger),
    convoStore: false,
    // It listens to no message, so it never hears itself.
    ignoreSelf: false,
    ...bot,
    tokenVerificationEnabled: !(bot.botId && bot.botUserId),
    deferInitialization: true,
    extendedErrorHandler: true,
  });
  await app.init();
  return app;
}

/** Socket Mode gets an options object of its own: it writes into what it is given. */
function socketReceiver(appToken: string, config: Config, server: HttpServer, logger: Logger): Receiver {
  const SocketModeReceiver = loadSocketModeReceiver();
  const socket = new SocketModeReceiver({
    appToken,
    clientPingTimeout: 1_000,
    logger: boltLogger(logger),
    installerOptions: { clientOptions: { slackApiUrl: config.slack.apiUrl } },
  });
  return {
    init: (app) => socket.init(app),
    async start() {
      const port = await server.start(config.port);
      await socket.start();
      return port;
    },
    async stop() {
      await socket.stop();
      await server.stop();
    },
  };
}
