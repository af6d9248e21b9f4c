import { type OperationName, operations } from './operations.ts';
import { ZoomError } from './zoom-error.ts';

/** What an operation told, or the scopes that it may take to know it. */
export type Known<T> = { readonly value: T } | { readonly scopes: readonly string[] };

/**
 * Asks for what the bot can do without: where this app or account may not ask, or the answer cannot be read, that is said
 * instead.
 *
 * @throws ZoomError when Zoom cannot be reached or is busy: then it may well be known a little later
 */
export async function ifKnown<T>(operation: OperationName, asking: Promise<T>): Promise<Known<T>> {
  try {
    return { value: await asking };
  } catch (error) {
    if (!(error instanceof ZoomError) || !isRefused(error)) throw error;
    return { scopes: operations[operation].scopes };
  }
}

function isRefused({ operation, status = 0, kind, code }: ZoomError): boolean {
  if (operation === 'token' || ['token-refused', 'cancelled'].includes(kind) || status === 429) return false;
  return (
    kind === 'unreadable-answer' || (status >= 400 && status < 500) || (status === 200 && code !== undefined)
  );
}
