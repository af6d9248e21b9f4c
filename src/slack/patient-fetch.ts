import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchFunction } from '@slack/web-api';

/** Waits of up to so many seconds are sat out by the call itself. */
const SHORT = 3;
const TIMES = 2;

/**
 * Sits out a short 429 where it happens. Slack limits each method by itself, and messages by channel, but its client stops
 * every call of the bot at one 429; that is left to the long ones.
 */
export function patientFetch(fetch: FetchFunction): FetchFunction {
  return async (url, init) => {
    for (let time = 0; ; time++) {
      const response = await fetch(url, init);
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      const canWait = response.status === 429 && seconds <= SHORT && time < TIMES && isKept(init?.body);
      if (!canWait) return response;
      await response.arrayBuffer();
      await sleep(seconds * 1_000);
      init?.signal?.throwIfAborted();
    }
  };
}

/** A stream is gone once it was sent. */
const isKept = (body: unknown) => typeof body === 'string' || body instanceof URLSearchParams;
