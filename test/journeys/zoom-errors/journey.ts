import type { FieldValue } from '../../../sandbox/slack/elements.ts';
import { type DocumentedError, documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';

/** What changes in the local Zoom. */
export type Change = (zoom: ZoomSandbox) => void;

/**
 * When the state that leads to the error comes about:
 * - `before`: before anybody asks
 * - `meanwhile`: right before Zoom gets the call, as the bot would see it before otherwise
 * - `played`: never; the answer is injected, as the bot itself never sends what would cause it
 */
export type Moment =
  | { readonly kind: 'before' }
  | { readonly kind: 'meanwhile'; readonly skip?: number }
  | { readonly kind: 'played'; readonly why: string };

/** How a person meets one of Zoom's documented errors. */
export interface Journey {
  readonly documented: DocumentedError;
  /** What the bot makes of it. */
  readonly kind: ErrorKind;
  /** Handle of the one who asks. */
  readonly who: string;
  /** What they type after `/zoom`. */
  readonly line: string;
  /** What they fill in, where the command opens its form. */
  readonly form?: Readonly<Record<string, FieldValue>>;
  /** Handle of the one whose account it is; themself unless told. */
  readonly about?: string;
  /** Handle of the one who approves it. */
  readonly approver?: string;
  /** Zoom's state beforehand, in addition to the documented one. */
  readonly given?: Change;
  readonly when: Moment;
  /** In place of the documented error's own change. */
  readonly set?: Change;
  /** Instead of reading of the error, they wait in line, as no licence was free when Zoom was asked. */
  readonly waits?: true;
  /** Zoom's text, where the bot's call makes it name something else than the documented request does. */
  readonly says?: string;
}

const before: Moment = { kind: 'before' };

/** A journey, with the state before it unless `when` says otherwise. */
export function journey(
  operation: string,
  code: number,
  message: string,
  kind: ErrorKind,
  asks: Omit<Journey, 'documented' | 'kind' | 'when'> & Partial<Pick<Journey, 'when'>>,
): Journey {
  return { when: before, ...asks, documented: documentedError(operation, code, message), kind };
}

/** The error in the sandbox's table; `message` is its beginning. */
export function documentedError(operation: string, code: number, message: string): DocumentedError {
  const found = documentedErrors.filter(
    (documented) =>
      documented.operation === operation &&
      documented.code === code &&
      documented.message.startsWith(message),
  );
  const exact = found.length > 1 ? found.filter((documented) => documented.message === message) : found;
  const [documented, ...others] = exact;
  if (!documented || others.length > 0)
    throw new Error(`${exact.length} documented errors are ${operation} ${code} ${message}`);
  return documented;
}

/** Right before Zoom gets the call that the error is about, after `skip` others of its kind. */
export const meanwhile = (skip = 0): Moment => ({ kind: 'meanwhile', skip });

/** Zoom's answer is injected: the bot never sends what would cause it. */
export const played = (why: string): Moment => ({ kind: 'played', why });
