import type { Context } from 'hono';
import type { Core } from '../core.ts';
import { isRec, parseJson, type Rec } from '../json.ts';
import { ApiError, type Method, missingScope } from './method.ts';

/** What the app sent: its arguments, its token, and whether JSON came without a charset (Slack warns then). */
export interface Received {
  readonly args: Rec;
  readonly token: string | undefined;
  readonly charsetMissing: boolean;
}

/**
 * Reads a call: a form, JSON, or the query; `undefined` when the body is neither. JSON inside a form field is
 * left as text, since only some fields take it.
 */
export async function readArguments(c: Context): Promise<Received | undefined> {
  const type = c.req.header('content-type') ?? '';
  const body = await c.req.text();
  const query = c.req.query();
  const bearer = /^Bearer\s+(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (type.startsWith('application/json')) {
    const args = parseJson(body || '{}');
    if (!isRec(args)) return undefined;
    return { args: { ...query, ...args }, token: bearer, charsetMissing: !type.includes('charset') };
  }
  const form: Rec = type.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(body))
    : {};
  const { token, ...args } = { ...query, ...form };
  return { args, token: bearer ?? (typeof token === 'string' ? token : undefined), charsetMissing: false };
}

/** Checks the token's kind and its scopes. Returns the granted scopes. Throws {@link ApiError}. */
export function authorize(core: Core, method: Method, token: string | undefined): ReadonlySet<string> {
  const { scopes, appScopes } = core.workspace;
  if (method.token === 'none') return new Set();
  if (!token) throw new ApiError('not_authed');
  const kind = kindOf(core, token);
  if (!kind) throw new ApiError('invalid_auth');
  if (method.token !== 'any' && method.token !== kind) throw new ApiError('not_allowed_token_type');
  const granted = { bot: scopes, app: appScopes, config: new Set<string>() }[kind];
  const lacking = method.scopes.find((scope) => !granted.has(scope));
  if (lacking) throw missingScope(lacking, granted);
  return granted;
}

function kindOf(
  { botToken, appToken, configToken }: Core,
  token: string,
): 'bot' | 'app' | 'config' | undefined {
  if (token === botToken) return 'bot';
  if (token === appToken) return 'app';
  return token === configToken ? 'config' : undefined;
}

/** The arguments that each method's page lists; `api.test` takes whatever comes. */
const known: Readonly<Record<string, string>> = {
  'apps.connections.open': '',
  'apps.manifest.create': 'manifest team_id',
  'auth.test': '',
  'bots.info': 'bot team_id',
  'chat.delete': 'as_user channel ts',
  'chat.getPermalink': 'channel message_ts',
  'chat.postEphemeral':
    'as_user attachments blocks channel icon_emoji icon_url link_names markdown_text parse text thread_ts user username',
  'chat.postMessage':
    'as_user attachments blocks channel current_draft_last_updated_ts icon_emoji icon_url link_names markdown_text metadata mrkdwn parse reply_broadcast text thread_ts unfurl_links unfurl_media username',
  'chat.update':
    'as_user attachments blocks channel file_ids link_names markdown_text metadata parse reply_broadcast text ts unfurled_attachments',
  'conversations.create': 'is_private name team_id',
  'conversations.history': 'channel cursor include_all_metadata inclusive latest limit oldest',
  'conversations.info': 'channel include_locale include_num_members',
  'conversations.invite': 'channel force users',
  'conversations.join': 'channel',
  'conversations.leave': 'channel',
  'conversations.list': 'cursor exclude_archived limit team_id types',
  'conversations.members': 'channel cursor limit',
  'conversations.open': 'channel prevent_creation return_im users',
  'conversations.replies': 'channel cursor include_all_metadata inclusive latest limit oldest ts',
  'files.completeUploadExternal': 'blocks channel_id channels files initial_comment thread_ts',
  'files.getUploadURLExternal': 'alt_txt filename length snippet_type',
  'files.info': 'count cursor file limit page',
  'reactions.add': 'channel name timestamp',
  'reactions.remove': 'channel file file_comment name timestamp',
  'team.info': 'domain team',
  'team.profile.get': 'visibility',
  'usergroups.list': 'include_count include_disabled include_users team_id',
  'usergroups.users.list': 'include_disabled team_id usergroup',
  'users.info': 'include_locale user',
  'users.list': 'cursor include_locale limit team_id',
  'users.lookupByEmail': 'email',
  'users.profile.get': 'include_labels user',
  'views.open': 'interactivity_pointer trigger_id view',
  'views.publish': 'hash user_id view',
  'views.push': 'interactivity_pointer trigger_id view',
  'views.update': 'external_id hash view view_id',
};

/** Slack's client sends these with any call. */
const everywhere = ['token', 'team_id'];

/** Names of arguments that the method's page does not know: Slack ignores them silently. */
export function ignoredArguments(method: string, args: Rec): readonly string[] {
  const list = Object.hasOwn(known, method) ? known[method] : undefined;
  if (list === undefined) return [];
  const names = [...everywhere, ...list.split(' ')];
  return Object.keys(args).filter((name) => !names.includes(name));
}

/** Counts calls against Slack's tiers, a sliding minute each. */
interface RateLimits {
  /** Seconds to wait when the call is one too many. */
  exceeded(name: string, method: Method, args: Rec): number | undefined;
}

/** Messages: about one a second and channel, bursts of five let through (Slack's docs on rate limits). */
const burst = { calls: 5, windowMs: 5000 };

export function createRateLimits(): RateLimits {
  const calls = new Map<string, number[]>();
  const count = (key: string, most: number, windowMs: number): number | undefined => {
    const now = performance.now();
    const recent = (calls.get(key) ?? []).filter((at) => now - at < windowMs);
    calls.set(key, recent);
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined) return Math.ceil((windowMs - (now - oldest)) / 1000);
    recent.push(now);
    return undefined;
  };
  return {
    exceeded(name, method, args) {
      if (name === 'chat.postMessage')
        return count(`${name} ${String(args.channel)}`, burst.calls, burst.windowMs);
      return method.perMinute === undefined ? undefined : count(name, method.perMinute, 60_000);
    },
  };
}
