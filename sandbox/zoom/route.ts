import type { ZoomAccount } from './account.ts';
import type { Reply } from './refusal.ts';

/** A call as a handler sees it: path and query decoded once, the body an object. */
export interface ZoomRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The form of a route that takes one; absent where something else was sent. */
  readonly form?: FormData;
  /** Scheme, host and port that the call came to. */
  readonly origin: string;
  readonly account: ZoomAccount;
  /** Notes a change that was really made. */
  changed(userId: string, what: string): void;
}

/** One operation of the sandbox's Zoom. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Hono's pattern, below `/v2`. */
  readonly path: string;
  readonly scope: string;
  readonly rate: 'light' | 'medium' | 'heavy';
  /** The body is `multipart/form-data`. */
  readonly multipart?: true;
  /** What the role of the app's user must allow; by default to read users with GET, else to edit them. */
  readonly privilege?: string;
  /** Zoom's words where that is not allowed, for a route that has words of its own. */
  readonly noPrivilege?: string;
  readonly handle: (request: ZoomRequest) => Reply | Promise<Reply>;
}
