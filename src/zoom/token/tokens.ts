import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Keyv } from 'keyv';
import { z } from 'zod';
import type { SharedState } from '../../store/shared-state.ts';
import type { Logger, ZoomOptions } from '../options.ts';
import { requestToken, type Token, tokenSchema } from './request-token.ts';

/** Where calls get their access token. */
export interface Tokens {
  /** The token that this process has, if it should be valid. */
  current(): Token | undefined;
  /** A token that should be valid. */
  get(): Promise<Token>;
  /** A token other than the one that Zoom just refused; callers with the same refused token share one renewal. */
  renew(refused: Token): Promise<Token>;
  /** Asks for a new token next time, unless this one is new: it may lack scopes that the app has by now. */
  outgrow(token: Token): void;
}

/** A token younger than this has all the scopes that the app has. */
const newFor = 60_000;
/** How often to check whether another process has stored a token by now, in milliseconds. */
const pollInterval = 40;

/**
 * Holds one token: in memory, behind it the shared cache, behind that Zoom. However many callers wait, in however many
 * processes, one request is under way at a time. Several tokens may be valid at once, so a process that waited in vain
 * may ask for one itself.
 *
 * @throws {ZoomError} with operation `token`, from `get` and `renew`.
 */
export function createTokens(options: ZoomOptions & { timeoutMs: number }): Tokens {
  const key = `zoom-token:${options.accountId}:${options.clientId}`;
  const cache = createTokenCache(options.cache, key, options.logger);
  const lease = createLease(options.sharedState, key, options.logger);
  let current: Token | undefined;
  let refusedToken: string | undefined;
  let underWay: Promise<Token> | undefined;

  const isValid = (token: Token | undefined): token is Token =>
    token !== undefined && token.value !== refusedToken && token.expiresAt > Date.now();

  async function obtain(): Promise<Token> {
    const deadline = performance.now() + options.timeoutMs;
    for (;;) {
      const cached = await cache.get();
      if (isValid(cached)) return cached;
      if (performance.now() > deadline) return request();
      if (await lease.take(options.timeoutMs)) break;
      await sleep(pollInterval);
    }
    try {
      // The process that had the lease before may have stored a token.
      const cached = await cache.get();
      return isValid(cached) ? cached : await request();
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

  async function get(): Promise<Token> {
    if (isValid(current)) return current;
    underWay ??= obtain().finally(() => {
      underWay = undefined;
    });
    current = await underWay;
    return current;
  }

  return {
    current: () => (isValid(current) ? current : undefined),
    get,
    renew(refused) {
      // A late answer about an earlier token must not invalidate the one that replaced it.
      if (!current || current.value === refused.value) refusedToken = refused.value;
      return get();
    },
    outgrow(token) {
      const isOld = Date.now() - token.issuedAt > newFor;
      if (current?.value === token.value && isOld) refusedToken = token.value;
    },
  };
}

/** A cache whose failures count as misses. */
interface TokenCache {
  get(): Promise<Token | undefined>;
  set(token: Token): Promise<void>;
}

const longestWait = 1_000;

/**
 * Keeps the token in a Keyv. Keyv 6 emits store errors, and an emit without a listener throws out of `get`; a
 * store may also never answer. Both count as "not there": the token can always be asked for again.
 */
function createTokenCache(cache: Keyv, key: string, logger: Logger): TokenCache {
  async function guarded<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), longestWait);
    });
    try {
      return await Promise.race([work(), tooLate]);
    } catch (error) {
      // Only the kind of error: a store's message may quote what it was given.
      logger.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        `Zoom token cache: ${what} failed`,
      );
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async get() {
      const found = tokenSchema.safeParse(await guarded('read', () => cache.get(key)));
      return found.success ? found.data : undefined;
    },
    async set(token) {
      const lifetime = token.expiresAt - Date.now();
      // Keyv reads 0 and less as "no expiry".
      if (lifetime > 0) await guarded('write', () => cache.set(key, token, lifetime));
    },
  };
}

const holderSchema = z.object({ owner: z.string(), until: z.number() });

/** The right of one process to do something that the others wait for. */
interface Lease {
  /** Whether this process has it now; it ends after `ms`. True when the store cannot be reached. */
  take(ms: number): Promise<boolean>;
  release(): Promise<void>;
}

/** Without a shared state every process has the lease. */
function createLease(sharedState: SharedState | undefined, key: string, logger: Logger): Lease {
  const owner = randomUUID();
  const change = async (step: (holder: string | undefined, now: number) => unknown) => {
    await sharedState?.change(key, (value, now) => {
      const { data } = holderSchema.safeParse(value);
      return step(data && data.until > now ? data.owner : undefined, now);
    });
  };
  const ignore = (error: unknown) =>
    logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'Zoom token: no lease');

  return {
    async take(ms) {
      let mine = true;
      await change((holder, now) => {
        mine = holder === undefined || holder === owner;
        return mine ? { owner, until: now + ms } : undefined;
      }).catch(ignore);
      return mine;
    },
    async release() {
      await change((holder) => (holder === owner ? { owner, until: 0 } : undefined)).catch(ignore);
    },
  };
}
