import type { Text } from '../languages/text.ts';
import type { ErrorKind } from './errors/error-kinds.ts';
import type { OperationName } from './operations.ts';
import { hideSecrets } from './secrets.ts';

/** The user whose account an error is about. */
export interface ErrorSubject {
  readonly name: Text | string;
  /** It is the requester's own account. */
  readonly isAsker: boolean;
}

/** What is known of a failed call; see {@link ZoomError} for each part. */
export interface ZoomFault {
  readonly operation: OperationName | 'token';
  readonly kind: ErrorKind;
  readonly effect: 'none' | 'unknown';
  readonly status?: number | undefined;
  readonly code?: number | undefined;
  readonly zoomMessage?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly retryAt?: Date | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Short technical reason such as `ECONNRESET`; never a URL, a header or a body. */
  readonly reason?: string | undefined;
  readonly subject?: ErrorSubject | undefined;
}

/**
 * The one error that a call to Zoom ends in. It holds no request, no header and no token: it can be logged
 * and serialised as it is.
 */
export class ZoomError extends Error {
  override readonly name = 'ZoomError';
  // `declare`: unknown properties are absent, not undefined.
  /** The call that failed; `token` when no access token could be obtained. */
  readonly operation: OperationName | 'token';
  /** HTTP status, when Zoom answered at all. */
  declare readonly status?: number;
  /** Zoom's own number, when its answer had one. */
  declare readonly code?: number;
  /** Zoom's own text, for the log; people are shown the message of {@link kind}. */
  declare readonly zoomMessage?: string;
  readonly kind: ErrorKind;
  /** What Zoom's text named (an email, a limit …), raw and unescaped. */
  readonly values: Readonly<Record<string, string>>;
  /** `none`: certainly not executed. `unknown`: it may have been; read to find out. */
  readonly effect: 'none' | 'unknown';
  /** When Zoom will accept the call again, where it said so. */
  declare readonly retryAt?: Date;
  /** The scopes that the app lacks, for `missing-scopes`. */
  declare readonly scopes?: readonly string[];
  /** Short technical reason such as `ECONNRESET`. */
  declare readonly reason?: string;
  /** Whose account it is about, where that is not the one to be changed. */
  declare readonly subject?: ErrorSubject;

  constructor(fault: ZoomFault) {
    super(summary(fault));
    this.operation = fault.operation;
    this.kind = fault.kind;
    this.effect = fault.effect;
    this.values = fault.values ?? {};
    if (fault.status !== undefined) this.status = fault.status;
    if (fault.code !== undefined) this.code = fault.code;
    if (fault.zoomMessage !== undefined) this.zoomMessage = fault.zoomMessage;
    if (fault.retryAt !== undefined) this.retryAt = fault.retryAt;
    if (fault.scopes !== undefined) this.scopes = fault.scopes;
    if (fault.reason !== undefined) this.reason = fault.reason;
    if (fault.subject !== undefined) this.subject = fault.subject;
  }

  /** The same error with the effect in doubt: an earlier attempt of the call may have been executed. */
  inDoubt(): ZoomError {
    return new ZoomError({ ...this, effect: 'unknown' });
  }

  /** The same error with its subject; an earlier subject stays. */
  withSubject(subject: ErrorSubject): ZoomError {
    return this.subject ? this : new ZoomError({ ...this, subject });
  }

  /** The same error without these secrets, which Zoom may have echoed. */
  without(secrets: readonly string[]): ZoomError {
    if (secrets.length === 0) return this;
    const values = Object.entries(this.values).map(([name, value]) => [name, hideSecrets(value, secrets)]);
    return new ZoomError({
      ...this,
      zoomMessage: this.zoomMessage === undefined ? undefined : hideSecrets(this.zoomMessage, secrets),
      values: Object.fromEntries(values),
    });
  }
}

function summary({ operation, kind, status, code, reason }: ZoomFault): string {
  const details = [
    status === undefined ? '' : `HTTP ${status}`,
    code === undefined ? '' : `code ${code}`,
    reason ?? '',
  ].filter((detail) => detail !== '');
  return `Zoom ${operation}: ${kind}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}
