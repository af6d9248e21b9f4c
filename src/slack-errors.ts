import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { reasonOf } from './network/reason.ts';

/**
 * Slack's own code for an error, such as `channel_not_found`; undefined where Slack gave none, such as where a page of a
 * proxy came in place of an answer.
 */
export function slackCode(error: unknown): string | undefined {
  const code = (error as { data?: { error?: unknown } } | null)?.data?.error;
  return typeof code === 'string' && /^\w+$/.test(code) ? code : undefined;
}

/** A trigger is good for three seconds and for one form. */
const LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);
/** Slack's words for its own trouble. */
const SLACKS_OWN = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);

/** Why Slack is away ({@link isSlackAway}), for an operator. */
export function whyAway(error: unknown): string {
  if (error instanceof WebAPIHTTPError) return `it answered ${error.statusCode}`;
  if (error instanceof WebAPIRateLimitedError) return `it asks to wait ${error.retryAfter} seconds`;
  if (error instanceof WebAPIPlatformError)
    return slackCode(error) ?? 'a page came in place of its answer, as from a proxy';
  return reasonOf(error);
}

/** Whether the trigger of a command or a click was too old, or used up, when Slack was asked to open a form. */
export function isLate(error: unknown): boolean {
  if (!(error instanceof WebAPIPlatformError)) return false;
  const { data } = error;
  if (LATE.has(data.error)) return true;
  // Slack writes it in two ways.
  return data.error === 'invalid_arguments' && JSON.stringify(data).includes('/trigger_id');
}

/** Whether the form was closed before it could be filled. */
export function isClosedForm(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === 'not_found';
}

/** Whether Slack cannot be reached, or has trouble of its own, or something on the way answered in its place. */
export function isSlackAway(error: unknown): boolean {
  const code = slackCode(error);
  if (error instanceof WebAPIPlatformError) return code === undefined || SLACKS_OWN.has(code);
  return (
    error instanceof WebAPIRequestError ||
    error instanceof WebAPIHTTPError ||
    error instanceof WebAPIRateLimitedError
  );
}

/** Slack's code for an error, or a technical reason where Slack gave none. */
export function slackErrorOf(error: unknown): string {
  return slackCode(error) ?? (error as Error).message;
}
