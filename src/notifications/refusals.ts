import { WebAPIRateLimitedError } from '@slack/web-api';

/** What Slack will say again however often it is asked. */
const PERMANENT = new Set([
  'user_disabled',
  'user_not_found',
  'cannot_dm_bot',
  'is_archived',
  'invalid_blocks',
]);

export function isHopeless(error: Error): boolean {
  return PERMANENT.has((error as { data?: { error?: string } }).data?.error ?? '');
}

/** Milliseconds after which Slack wants to be asked again; `null`: it did not say. */
export function retryAfter(error: Error): number | null {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : null;
}
