import { setTimeout as sleep } from 'node:timers/promises';
import type { ZoomOptions } from '../options.ts';
import { createLease } from './lease.ts';
import { requestToken } from './request-token.ts';
import { createTokenCache, type Token } from './token-cache.ts';

/** Where calls get their access token. */
export interface Tokens {
  /** A token that is believed to live. */
  get(): Promise<string>;
  /** A token other than the one that Zoom just refused; callers with the same dead token share one renewal. */
  renew(dead: string): Promise<string>;
  /** Asks for a new token next time, when this one is not brand-new: it may lack scopes that the app has by now. */
  outgrow(token: string): void;
}

/** A token younger than this has all the scopes that the app has. */
const brandNew = 60_000;
/** How often it is looked whether another process has a token by now, in milliseconds. */
const look = 40;

/**
 * Holds one token: in memory, behind it the shared cache, behind that Zoom. However many callers wait, in however many
 * processes, one request is under way at a time. Several tokens may be valid at once, so a process that waited in vain
 * asks for one itself and disturbs nobody.
 *
 * @throws {ZoomError} with operation `token`, from `get` and `renew`.
 */
export function createTokens(options: ZoomOptions & { timeoutMs: number }): Tokens {
  const key = `zoom-token:${options.accountId}:${options.clientId}`;
  const cache = createTokenCache(options.cache, key, options.logger);
  const lease = createLease(options.sharedState, key, options.logger);
  let current: Token | undefined;
  let dead: string | undefined;
  let underWay: Promise<Token> | undefined;

  const lives = (token: Token | undefined): token is Token =>
    token !== undefined && token.value !== dead && token.expiresAt > Date.now();

  async function obtain(): Promise<Token> {
    const patience = performance.now() + options.timeoutMs;
    for (;;) {
      const cached = await cache.get();
      if (lives(cached)) return cached;
      if (performance.now() > patience) return request();
      if (await lease.take(options.timeoutMs)) break;
      await sleep(look);
    }
    try {
      // Whoever had the lease before may have left a token.
      const cached = await cache.get();
      return lives(cached) ? cached : await request();
    } finally {
      await lease.release();
    }
  }

  async function request(): Promise<Token> {
    const fresh = await requestToken(options);
    options.logger.info({ zoom: 'token' }, 'Zoom: new access token');
    await cache.set(fresh);
    return fresh;
  }

  async function get(): Promise<string> {
    if (lives(current)) return current.value;
    underWay ??= obtain().finally(() => {
      underWay = undefined;
    });
    current = await underWay;
    return current.value;
  }

  return {
    get,
    renew(refused) {
      // A late answer about an earlier token must not kill the one that replaced it.
      if (!current || current.value === refused) dead = refused;
      return get();
    },
    outgrow(token) {
      if (current?.value === token && Date.now() - current.issuedAt > brandNew) dead = token;
    },
  };
}
