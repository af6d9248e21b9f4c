import { type Body, isRecord, readFailure, retryAt } from '../answer.ts';
import type { HttpAnswer, HttpFault } from '../http.ts';
import type { OperationName } from '../operations.ts';
import { ZoomError } from '../zoom-error.ts';
import { tokenErrorKinds } from './catalogue/common.ts';
import type { ErrorKind } from './error-kinds.ts';
import { match } from './match.ts';

/** The call whose answer is classified. */
export interface CallInfo {
  readonly operation: OperationName | 'token';
  /** The call changes something, so an unclear answer leaves its effect in doubt. */
  readonly changes: boolean;
  readonly userId?: string | undefined;
}

/**
 * The error that an answer stands for, or undefined when it is a success. Zoom's own code decides where there
 * is one, then the HTTP status.
 */
export function classify(call: CallInfo, answer: HttpAnswer, body: Body): ZoomError | undefined {
  const { status } = answer;
  const failure = body.kind === 'json' ? readFailure(body.value) : undefined;
  const well = status >= 200 && status < 300;
  if (well && !failure && body.kind !== 'unreadable') return undefined;

  const text = failure ? failure.message : statusText(body);
  // What a 5xx says comes from a gateway: it knows nothing of users, scopes or licences.
  const refusal = status < 500 ? failure : undefined;
  const scopes = refusal ? missingScopes(text) : undefined;
  const found = refusal
    ? match({ ...call, code: refusal.code, message: text })
    : matchText(call, status, text);
  const kind = scopes ? 'missing-scopes' : chooseKind(answer, text, body, found?.kind);
  const field = refusal?.fields[0];
  return new ZoomError({
    operation: call.operation,
    kind,
    status,
    code: failure?.code,
    zoomMessage: text || undefined,
    effect: call.changes && isInDoubt(status, failure !== undefined) ? 'unknown' : 'none',
    values: {
      ...found?.values,
      ...(field ? { field: field.field, detail: field.message } : {}),
      ...(scopes && scopes.length > 0 ? { scopes: scopes.join(', ') } : {}),
    },
    scopes,
    retryAt: status === 429 || status === 503 ? retryAt(answer.headers, Date.now()) : undefined,
  });
}

/**
 * The error of a token endpoint's answer, `{"reason": …, "error": …}` without a number. Recorded under HTTP 400
 * and 401.
 */
export function classifyToken(answer: HttpAnswer, body: Body): ZoomError {
  const call: CallInfo = { operation: 'token', changes: false };
  const value = body.kind === 'json' && isRecord(body.value) ? body.value : {};
  if (typeof value.error !== 'string' || answer.status >= 500 || answer.status === 429) {
    const error = classify(call, answer, body);
    return (
      error ?? new ZoomError({ ...call, kind: 'unreadable-answer', status: answer.status, effect: 'none' })
    );
  }
  const reason = typeof value.reason === 'string' ? value.reason : '';
  const found = match({ operation: 'token', code: 0, message: reason });
  return new ZoomError({
    operation: 'token',
    kind: found.kind === 'unknown' ? (tokenErrorKinds[value.error] ?? 'unknown') : found.kind,
    status: answer.status,
    zoomMessage: reason || value.error,
    effect: 'none',
  });
}

/** A text without a code, as `{"message": …}` from a gateway. */
function statusText(body: Body): string {
  if (body.kind !== 'json' || !isRecord(body.value)) return '';
  const text = body.value.message ?? body.value.error_message;
  return typeof text === 'string' ? text : '';
}

/** What a text without a code says, where it is one that Zoom sends with the status as its code. */
function matchText(call: CallInfo, status: number, text: string): ReturnType<typeof match> | undefined {
  if (text === '' || status >= 500) return undefined;
  const found = match({ ...call, code: status, message: text });
  return found.kind === 'unknown' ? undefined : found;
}

function chooseKind(
  { status, headers }: HttpAnswer,
  text: string,
  body: Body,
  found: ErrorKind | undefined,
): ErrorKind {
  if (status >= 500) return 'zoom-server-error';
  if (status === 429) {
    if (found === 'request-in-progress') return found;
    return isDailyLimit(headers, text) ? 'rate-limited-day' : 'rate-limited-second';
  }
  if (found && found !== 'unknown') return found;
  if (found) return status === 401 ? 'token-refused' : found;
  if (body.kind === 'unreadable' || status < 400) return 'unreadable-answer';
  if (status === 401) return 'token-refused';
  if (status === 403) return 'api-denied';
  return 'unknown';
}

/** Zoom tells a daily limit by a header, or in several wordings; either may be missing. */
function isDailyLimit(headers: HttpAnswer['headers'], text: string): boolean {
  return /daily/i.test(headers['x-ratelimit-type'] ?? '') || /\b(daily|per[ -]day|24 hours)\b/i.test(text);
}

/**
 * A 4xx and a described failure under 200 are refusals. A 5xx, a redirect and a success that cannot be read may
 * come after the change was made.
 */
function isInDoubt(status: number, described: boolean): boolean {
  return status >= 500 || (status < 400 && !described);
}

/**
 * The scopes that a refusal names as missing, or undefined when it is about something else. Zoom has sent this
 * text under the codes 4711, 4700 and 104, so the text decides; the scopes may be quoted.
 */
export function missingScopes(message: string): string[] | undefined {
  const found = /does not contain scopes?(?:\s*:?\s*\[([^\]]*)\])?/i.exec(message);
  if (!found) return undefined;
  return (found[1] ?? '').split(/[\s,"']+/).filter((scope) => scope !== '');
}

/** The error of a call that got no whole answer: unreachable, cut off, too large, timed out or cancelled. */
export function lost(
  call: CallInfo,
  fault: HttpFault,
  deadline: AbortSignal,
  caller?: AbortSignal,
): ZoomError {
  return new ZoomError({
    operation: call.operation,
    kind: kindOf(fault, deadline, caller),
    effect: call.changes && fault.kind !== 'before-sending' ? 'unknown' : 'none',
    reason: fault.code,
  });
}

function kindOf(fault: HttpFault, deadline: AbortSignal, caller?: AbortSignal): ErrorKind {
  if (caller?.aborted) return 'cancelled';
  if (deadline.aborted) return 'zoom-timeout';
  return fault.kind === 'too-large' ? 'unreadable-answer' : 'zoom-unreachable';
}
