import type { Keyv } from 'keyv';
import { z } from 'zod';
import type { Logger } from '../logger.ts';

const tokenSchema = z.object({ value: z.string().min(1), issuedAt: z.number(), expiresAt: z.number() });

/** An access token; times in milliseconds since the epoch, `expiresAt` a minute before Zoom's own. */
export type Token = z.output<typeof tokenSchema>;

/** A cache that may be slow, broken or filled with something else, without a call having to know. */
export interface TokenCache {
  get(): Promise<Token | undefined>;
  set(token: Token): Promise<void>;
}

const longestWait = 1_000;

/**
 * Keeps the token in a Keyv. Keyv 6 emits store errors, and an emit without a listener throws out of `get`; a
 * store may also never answer. Both count as "not there": the token can always be asked for again.
 */
export function createTokenCache(cache: Keyv, key: string, logger: Logger): TokenCache {
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
      // Keyv takes 0 and less for "for ever".
      if (lifetime > 0) await guarded('write', () => cache.set(key, token, lifetime));
    },
  };
}
