import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** Slack's code for an error, such as `channel_not_found`; `undefined`: the error is not Slack's. */
export function slackCode(error: unknown): string | undefined {
  return (error as { data?: { error?: string } }).data?.error;
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

/** Whether Slack cannot be reached or has trouble of its own. */
export function isSlackAway(error: unknown): boolean {
  if (error instanceof WebAPIPlatformError) return SLACKS_OWN.has(error.data.error);
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
