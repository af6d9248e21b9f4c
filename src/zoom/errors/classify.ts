import { type Body, isRecord, readFailure } from '../answer.ts';
import type { HttpAnswer } from '../http.ts';
import type { OperationName } from '../operations.ts';
import { retryAt } from '../retry-at.ts';
import { ZoomError } from '../zoom-error.ts';
import { tokenErrorMeanings } from './catalogue/everywhere.ts';
import { match } from './match.ts';
import type { ErrorKind } from './meanings.ts';
import { missingScopes } from './missing-scopes.ts';

/** The call whose answer is judged. */
export interface Asked {
  readonly operation: OperationName | 'token';
  /** The call changes something, so an unclear answer leaves its effect in doubt. */
  readonly changes: boolean;
  readonly userId?: string;
}

/**
 * The error that an answer stands for, or undefined when it is a success. Zoom's own code decides where there
 * is one, then the HTTP status.
 */
export function classify(asked: Asked, answer: HttpAnswer, body: Body): ZoomError | undefined {
  const { status } = answer;
  const failure = body.kind === 'json' ? readFailure(body.value) : undefined;
  const well = status >= 200 && status < 300;
  if (well && !failure && body.kind !== 'unreadable') return undefined;

  const text = failure ? failure.message : statusText(body);
  const scopes = missingScopes(text);
  const found = failure ? match({ ...asked, code: failure.code, message: text }) : undefined;
  const kind = scopes ? 'missing-scopes' : judge(status, body, found?.kind);
  const field = failure?.fields[0];
  return new ZoomError({
    operation: asked.operation,
    kind,
    status,
    code: failure?.code,
    zoomMessage: text || undefined,
    effect: asked.changes && isInDoubt(status, failure !== undefined) ? 'unknown' : 'none',
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
  const asked: Asked = { operation: 'token', changes: false };
  const value = body.kind === 'json' && isRecord(body.value) ? body.value : {};
  if (typeof value.error !== 'string' || answer.status >= 500 || answer.status === 429) {
    const error = classify(asked, answer, body);
    return (
      error ?? new ZoomError({ ...asked, kind: 'unreadable-answer', status: answer.status, effect: 'none' })
    );
  }
  const reason = typeof value.reason === 'string' ? value.reason : '';
  const found = match({ operation: 'token', code: 0, message: reason });
  return new ZoomError({
    operation: 'token',
    kind: found.kind === 'unknown' ? (tokenErrorMeanings[value.error] ?? 'unknown') : found.kind,
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

function judge(status: number, body: Body, found: ErrorKind | undefined): ErrorKind {
  if (found && found !== 'unknown') return found;
  if (status === 429) return 'rate-limited-second';
  if (status >= 500) return 'zoom-server-error';
  if (found) return status === 401 ? 'token-refused' : found;
  if (body.kind === 'unreadable' || status < 400) return 'unreadable-answer';
  if (status === 401) return 'token-refused';
  if (status === 403) return 'api-denied';
  return 'unknown';
}

/**
 * A 4xx and a described failure under 200 are refusals. A 5xx, a redirect and a success that cannot be read may
 * come after the change was made.
 */
function isInDoubt(status: number, described: boolean): boolean {
  return status >= 500 || (status < 400 && !described);
}
