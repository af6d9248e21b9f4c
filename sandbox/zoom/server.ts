import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { SandboxPerson } from '../people.ts';
import { seedAccount, type ZoomAccount } from './account.ts';
import { createApp } from './app.ts';
import { createFaults, type Faults } from './faults.ts';
import {
  createJournal,
  type ZoomCall,
  type ZoomChange,
  type ZoomEvent,
  type ZoomExchange,
} from './journal.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { createTokens, credentials, type Tokens } from './token.ts';

/** A running local Zoom. */
export interface ZoomSandbox {
  readonly url: string;
  /** What `ZOOM_API_URL` is to be. */
  readonly apiUrl: string;
  /** What `ZOOM_OAUTH_URL` is to be. */
  readonly oauthUrl: string;
  readonly credentials: typeof credentials;
  /** Live: what is written here is what the next call meets. */
  readonly account: ZoomAccount;
  /** The calls that came in, newest last, at most a thousand. */
  readonly calls: readonly ZoomCall[];
  /** The changes that were really made, newest last. */
  readonly changes: readonly ZoomChange[];
  readonly tokens: Pick<Tokens, 'issued' | 'lifetime' | 'apiUrl' | 'expireAll' | 'scopes'>;
  readonly faults: Pick<Faults, 'add' | 'meanwhile' | 'inject' | 'clear'>;
  /** Calls taken today, by label: write here what the day has seen already. Counted while the account has a plan. */
  readonly today: RateLimit['today'];
  /** Hears of each call, change and reset; returns the way to stop listening. */
  onChange(listener: (event: ZoomEvent) => void): () => void;
  /** Sees the bodies of each call from now on, where no fault strikes; a reset does not end it. */
  watch(watcher: (exchange: ZoomExchange) => void): void;
  /** Everything as it was at the start; the tokens given out are dead. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a Zoom that keeps its state in memory and answers as Zoom does: faults arise from the state.
 *
 * @param options `port` 0, the default, takes a free one; `plan` keeps the rate limits of that plan.
 * @example
 * ```ts
 * const zoom = await startZoom({ plan: 'pro' });
 * zoom.account.seats = 12; // the next call meets it
 * zoom.faults.add({ operation: 'getUser', times: 1, kind: 'status', status: 503 });
 * // … a client at zoom.apiUrl and zoom.oauthUrl with zoom.credentials makes its calls
 * console.log(zoom.calls.map(({ operation, status }) => `${operation} ${status}`), zoom.changes);
 * await zoom.close();
 * ```
 */
export async function startZoom(
  options: {
    port?: number;
    host?: string;
    people?: readonly SandboxPerson[];
    plan?: ZoomAccount['plan'];
  } = {},
): Promise<ZoomSandbox> {
  const { port = 0, host = '127.0.0.1', people, plan = null } = options;
  const seed = (): ZoomAccount => ({ ...seedAccount(people), plan });
  const account = seed();
  const tokens = createTokens();
  const faults = createFaults();
  const journal = createJournal();
  const rateLimit = createRateLimit();
  const reset = () => {
    Object.assign(account, seed());
    tokens.reset();
    faults.clear();
    journal.reset();
    rateLimit.reset();
  };
  const app = createApp({ account, tokens, faults, journal, reset, rateLimit });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;

  return {
    url,
    apiUrl: `${url}/v2`,
    oauthUrl: `${url}/oauth/token`,
    credentials,
    account,
    calls: journal.calls,
    changes: journal.changes,
    tokens,
    faults,
    today: rateLimit.today,
    onChange: journal.onChange,
    watch(watcher) {
      journal.watch = watcher;
    },
    reset,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      // Calls that hang on purpose would keep it open.
      server.closeAllConnections();
      await closed;
    },
  };
}
