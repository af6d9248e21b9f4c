import type { ZoomAccount } from './account.ts';
import type { Reply } from './refusal.ts';

/** A call as a handler sees it: path and query decoded once, the body an object. */
export interface ZoomRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
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
  readonly handle: (request: ZoomRequest) => Reply;
}
