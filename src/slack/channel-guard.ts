import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { SharedChannelError } from '../notifications/shared-channel.ts';
import { isShared } from '../policy/check-in-slack.ts';

/** How long an answer holds, in milliseconds: a channel gets one message a second, and Slack allows 50 calls a minute. */
const FRESH = 2_000;
/** How long it holds while Slack refuses to be asked that often. */
const FRESH_WHILE_LIMITED = 60_000;

/**
 * Makes sure before a message is posted that no other organisation reads the channel.
 *
 * @returns a function that rejects with SharedChannelError, or with Slack's error when Slack cannot tell
 */
export function createChannelGuard(slack: WebClient, clock: Clock): (channel: string) => Promise<void> {
  const answers = new Map<string, { readonly at: number; readonly shared: boolean }>();

  const ask = async (channel: string): Promise<boolean> => {
    const known = answers.get(channel);
    const age = known ? clock.now() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < FRESH) return known.shared;
    try {
      const shared = isShared((await slack.conversations.info({ channel })).channel);
      answers.set(channel, { at: clock.now(), shared });
      return shared;
    } catch (error) {
      if (known && age < FRESH_WHILE_LIMITED && error instanceof WebAPIRateLimitedError) return known.shared;
      throw error;
    }
  };

  return async (channel) => {
    if (await ask(channel)) throw new SharedChannelError(channel);
  };
}
