import type { Text } from '../languages/text.ts';
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
    if (!(error instanceof ZoomError) || !isUntold(error)) throw error;
    return { scopes: operations[operation].scopes };
  }
}

/** Whether Zoom does not tell it to this app or account, or not so that it can be read. */
export function isUntold({ operation, status = 0, kind, code }: ZoomError): boolean {
  if (operation === 'token' || ['token-refused', 'cancelled'].includes(kind) || status === 429) return false;
  return (
    kind === 'unreadable-answer' || (status >= 400 && status < 500) || (status === 200 && code !== undefined)
  );
}

/** Something that is not known, and the scopes that it may take to know it. */
export interface Unknown {
  readonly what: Text;
  readonly scopes: string[];
}

/** Asks for several things like {@link ifKnown}, and collects what is not known; of that the answer is `null`. */
export function createQuestions() {
  const unknown: Unknown[] = [];
  return {
    unknown,
    async ask<T>(operation: OperationName, what: Text, asking: Promise<T>): Promise<T | null> {
      const answer = await ifKnown(operation, asking);
      if ('value' in answer) return answer.value;
      unknown.push({ what, scopes: [...answer.scopes] });
      return null;
    },
  };
}
