import { setTimeout as sleep } from 'node:timers/promises';
import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { reasonOf } from '../network/reason.ts';
import type { WayOut } from '../network/way-out.ts';
import { boltLogger } from './bolt-logger.ts';
import type { HttpServer } from './http-server.ts';

/** Milliseconds without a pong after which a connection counts as lost. Slow lines take one or two seconds. */
const PING_TIMEOUT = 5_000;
/** A connection that lived this long was a good one, so that the next is made at once. */
const GOOD_AFTER = 30_000;
const LONGEST_PAUSE = 30_000;
/**
 * Milliseconds for a connection to be made, up to Slack's hello, for which Slack's client would wait for ever. More than two
 * attempts to ask for its address take.
 */
const HELLO_TIMEOUT = 30_000;

interface SocketReceiverDeps {
  readonly appToken: string;
  readonly config: Pick<Config, 'slack' | 'port'>;
  readonly server: HttpServer;
  readonly logger: Logger;
  readonly wayOut: WayOut;
  readonly helloTimeout?: number;
}

/**
 * Socket Mode for Slack's payloads, beside the HTTP server for health checks and metrics.
 *
 * It reconnects by itself: Slack's client waits for its ping time-out before it does, so that at every refresh, about once
 * an hour, nobody would be answered for that long, and a failure during its reconnect would end the process.
 */
export function createSocketReceiver({
  appToken,
  config,
  server,
  logger,
  wayOut,
  helloTimeout = HELLO_TIMEOUT,
}: SocketReceiverDeps): Receiver {
  const { dispatcher } = wayOut;
  const socket = new SocketModeReceiver({
    appToken,
    clientPingTimeout: PING_TIMEOUT,
    autoReconnectEnabled: false,
    logger: boltLogger(logger),
    // Options of its own, because Bolt's Socket Mode client modifies the object.
    installerOptions: {
      clientOptions: {
        slackApiUrl: config.slack.apiUrl,
        fetch: wayOut.fetch,
        timeout: 10_000,
        retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 1_000 },
      },
    },
    ...(dispatcher ? { dispatcher } : {}),
  });
  const stopped = new AbortController();
  let connectedAt = 0;
  let reconnecting = false;

  /** @throws when Slack refuses, cannot be reached, or says no hello in time */
  const connect = async () => {
    const greeted = socket.client.start();
    const waiting = new AbortController();
    const tooLate = sleep(helloTimeout, 'too late' as const, { signal: waiting.signal });
    tooLate.catch(() => undefined);
    try {
      if ((await Promise.race([greeted, tooLate])) !== 'too late') return;
    } finally {
      waiting.abort();
    }
    // It rejects when what hangs is closed, and nobody waits for it any more.
    greeted.catch(() => undefined);
    await socket.client.disconnect();
    throw new Error('Slack did not say hello in time');
  };

  const reconnect = async () => {
    if (reconnecting) return;
    reconnecting = true;
    const wasGood = performance.now() - connectedAt > GOOD_AFTER;
    for (let failures = wasGood ? 0 : 1; !stopped.signal.aborted; failures++) {
      const pause = failures === 0 ? 0 : Math.min(LONGEST_PAUSE, 250 * 2 ** failures);
      await sleep(pause, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted) break;
      try {
        await connect();
        break;
      } catch (error) {
        logger.warn({ reason: reasonOf(error), failures }, 'Slack could not be connected; trying again');
      }
    }
    reconnecting = false;
  };

  return {
    init: (app) => socket.init(app),
    async start() {
      const port = await server.start(config.port);
      await connect().catch((error: unknown) => {
        throw startProblem(error);
      });
      connectedAt = performance.now();
      socket.client.on('connected', () => {
        connectedAt = performance.now();
      });
      socket.client.on('disconnected', () => void reconnect());
      return port;
    },
    async stop() {
      stopped.abort();
      await socket.stop();
      await server.stop();
    },
  };
}

/** Why there is no connection at the start, as a sentence for the operator. */
function startProblem(error: unknown): Error {
  const word = (error as { data?: { error?: string } }).data?.error;
  return new Error(
    word
      ? `Slack opens no Socket Mode connection with SLACK_APP_TOKEN (${word}). The token needs connections:write, and the app Socket Mode switched on.`
      : `Slack’s Socket Mode cannot be reached (${reasonOf(error)}). Check the network and the proxy; npm run doctor tries the way.`,
  );
}
