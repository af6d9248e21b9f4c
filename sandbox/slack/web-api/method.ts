import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import { type ChannelState, openIm } from '../workspace.ts';

/** One method of Slack's Web API. */
export interface Method {
  /** Which token it takes; `none`: it works without one. */
  readonly token: 'bot' | 'app' | 'config' | 'any' | 'none';
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

/** The scope that reading a conversation of this kind needs. */
export const readScopes = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

/** A conversation that the app may know of; a private channel without the app does not exist for it. */
export function findKnown(core: Core, id: unknown): ChannelState {
  const channel = core.workspace.channels.get(String(id));
  const hidden = channel && channel.kind !== 'public' && !channel.members.has(core.workspace.app.userId);
  if (!channel || hidden) throw new ApiError('channel_not_found');
  return channel;
}

/** A conversation that the app may write in: by channel id, `#name`, or a person's id for their direct message. */
export function findWritable(core: Core, id: unknown): ChannelState {
  const { workspace } = core;
  const key = String(id);
  const user = workspace.users.get(key);
  if (user) {
    if (user.kind === 'bot' || user.kind === 'app') throw new ApiError('cannot_dm_bot');
    if (user.kind === 'deactivated') throw new ApiError('user_disabled');
    return openIm(workspace, user.id);
  }
  const byName = [...workspace.channels.values()].find((one) => one.kind !== 'im' && `#${one.name}` === key);
  const channel = findKnown(core, byName?.id ?? key);
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.members.has(workspace.app.userId)) throw new ApiError('not_in_channel');
  return channel;
}

/** One page of a list with Slack's cursors; `invalid_limit` and `invalid_cursor` as Slack refuses them. */
export function pageOf<T>(items: readonly T[], args: Rec, defaultLimit = 100): { page: T[]; next: string } {
  const limit = args.limit === undefined ? defaultLimit : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 0 || limit > 1000) throw new ApiError('invalid_limit');
  const start = args.cursor ? decode(String(args.cursor)) : 0;
  const end = start + (limit || defaultLimit);
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { page: items.slice(start, end), next };
}

function decode(cursor: string): number {
  const [, digits] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (digits === undefined) throw new ApiError('invalid_cursor');
  return Number(digits);
}
