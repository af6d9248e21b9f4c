import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import type { ChannelState } from '../workspace.ts';

/** One method of Slack's Web API. */
export interface Method {
  /** Which token it takes; `none`: it works without one. */
  readonly token: 'bot' | 'app' | 'any' | 'none';
  /** Every one of these scopes must be granted. */
  readonly scopes: readonly string[];
  /** The scope that a conversation of each kind takes; `run` asks for those that fit. */
  readonly scopesByKind?: Readonly<Record<ChannelState['kind'], string>>;
  /** Arguments that must be there, else `invalid_arguments`. */
  readonly required?: readonly string[];
  /** Calls allowed a minute when rate limits are enforced (Slack's tiers: 20, 50, 100). */
  readonly perMinute?: number;
  /** The answer's fields beside `ok`. Throws {@link ApiError}. */
  readonly run: (core: Core, args: Rec) => Rec;
}

/** `ok: false` with Slack's error word, and more fields where Slack gives some. */
export class ApiError extends Error {
  readonly code: string;
  readonly fields: Rec;

  constructor(code: string, fields: Rec = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

/** What Slack says about Block Kit: the same list as `errors` and, marked, in `response_metadata.messages`. */
export function blockError(code: string, messages: readonly string[] = []): ApiError {
  if (messages.length === 0) return new ApiError(code);
  const marked = messages.map((message) => `[ERROR] ${message}`);
  return new ApiError(code, { errors: messages, response_metadata: { messages: marked } });
}

/** Refuses a call whose token lacks a scope, as Slack words it: what is needed and what is there. */
export function needScope(core: Core, scope: string): void {
  if (core.workspace.scopes.has(scope)) return;
  throw missingScope(scope, core.workspace.scopes);
}

export function missingScope(needed: string, provided: ReadonlySet<string>): ApiError {
  return new ApiError('missing_scope', { needed, provided: [...provided].join(',') });
}

/** Slack takes truth as JSON, as a word or as a digit. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** What Slack says when a required argument is missing. */
export function missing(name: string): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });
}
