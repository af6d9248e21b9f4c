import type { z } from 'zod';
import type { Label } from './limits/limits.ts';

/** Names of the `{parameters}` in a path. */
export type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;

/** One call of Zoom's API, as data. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path under the API's base, with `{parameters}`; see {@link buildPath}. */
  readonly path: string;
  /** Names of the query parameters that it takes. */
  readonly query?: readonly string[];
  /** HTTP status of success. */
  readonly success: 200 | 201 | 204;
  /** Granular scopes of a Server-to-Server app. */
  readonly scopes: readonly string[];
  /** Class of Zoom's rate limit. */
  readonly rate: Label;
  /** Calling it twice leaves what calling it once leaves: it may be repeated when the answer was lost. */
  readonly idempotent: boolean;
  /** JSON body, or the file of a multipart body where {@link filePart} names its part. */
  readonly request?: z.ZodType;
  /** The body goes as multipart/form-data, the file in the part of this name. */
  readonly filePart?: string;
  /** JSON answer; absent where Zoom answers with an empty body. */
  readonly response?: z.ZodType;
  /**
   * Not one of the User API's 23 operations: the bot can do without it. The app may lack its scope, so a refusal says
   * nothing about the token.
   */
  readonly optional?: true;
}

/** Fixes the literal types of an operation, so that a call knows its parameters, body and answer. */
export function define<const O extends Operation>(operation: O): O {
  return operation;
}
