import type { FieldValue } from '../../../sandbox/slack/elements.ts';
import { type DocumentedError, documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';

/** What changes in the local Zoom. */
export type Change = (zoom: ZoomSandbox) => void;

/**
 * When the row's state comes about:
 * - `before`: before anybody asks
 * - `meanwhile`: while the bot works, right before Zoom gets the call, as the bot's look before would see it otherwise
 * - `played`: never; Zoom gives the answer all the same, as the bot itself never sends what would earn it here
 */
export type Moment =
  | { readonly kind: 'before' }
  | { readonly kind: 'meanwhile'; readonly skip?: number }
  | { readonly kind: 'played'; readonly why: string };

/** How a person comes upon one row of Zoom's faults. */
export interface Journey {
  readonly row: DocumentedError;
  /** What it means to people. */
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
  /** What is so in Zoom beforehand, beside the row's own state. */
  readonly given?: Change;
  readonly when: Moment;
  /** In place of the row's own change. */
  readonly set?: Change;
  /** Zoom's text, where the bot's call makes it name something else than the row's request does. */
  readonly says?: string;
}

const before: Moment = { kind: 'before' };

/** A journey, with the state before it unless `when` says otherwise. */
export function journey(
  operation: string,
  code: number,
  message: string,
  kind: ErrorKind,
  asks: Omit<Journey, 'row' | 'kind' | 'when'> & Partial<Pick<Journey, 'when'>>,
): Journey {
  return { when: before, ...asks, row: rowOf(operation, code, message), kind };
}

/** The row of the sandbox's table; `message` is its beginning. */
export function rowOf(operation: string, code: number, message: string): DocumentedError {
  const found = documentedErrors.filter(
    (row) => row.operation === operation && row.code === code && row.message.startsWith(message),
  );
  const exact = found.length > 1 ? found.filter((row) => row.message === message) : found;
  const [row, ...others] = exact;
  if (!row || others.length > 0) throw new Error(`${exact.length} rows are ${operation} ${code} ${message}`);
  return row;
}

/** Right before Zoom gets the call that the row is about, after `skip` others of its kind. */
export const meanwhile = (skip = 0): Moment => ({ kind: 'meanwhile', skip });

/** Zoom says it although the bot never sends what would earn it. */
export const played = (why: string): Moment => ({ kind: 'played', why });
