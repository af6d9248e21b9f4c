import type { ErrorKind } from './errors/error-kinds.ts';
import type { OperationName } from './operations.ts';
import { hideSecrets } from './secrets.ts';

/** Whose account a call was about, as far as it was put to somebody in words. */
export interface ErrorSubject {
  readonly name: string;
  /** It is the account of the person who asked. */
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
  // `declare`: what is not known is absent, not undefined.
  /** The call that failed; `token` when it was the access token that could not be had. */
  readonly operation: OperationName | 'token';
  /** HTTP status, when Zoom answered at all. */
  declare readonly status?: number;
  /** Zoom's own number, when its answer had one. */
  declare readonly code?: number;
  /** Zoom's own text, for the log; people are shown the words of {@link kind}. */
  declare readonly zoomMessage?: string;
  readonly kind: ErrorKind;
  /** What Zoom's text named (an email, a limit …), raw and unescaped. */
  readonly values: Readonly<Record<string, string>>;
  /** `none`: surely not executed. `unknown`: it may have been, a read has to tell. */
  readonly effect: 'none' | 'unknown';
  /** When Zoom will take the call again, where it said so. */
  declare readonly retryAt?: Date;
  /** The scopes that the app lacks, for `missing-scopes`. */
  declare readonly scopes?: readonly string[];
  /** Short technical reason such as `ECONNRESET`. */
  declare readonly reason?: string;
  /** Whose account it was about, where that is not the one that was to be changed. */
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

  /** The same error with whose account it was about; who is nearer to the call knows better. */
  withSubject(subject: ErrorSubject): ZoomError {
    return this.subject ? this : new ZoomError({ ...this, subject });
  }

  /** The same error without these texts, which Zoom may have echoed. */
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
