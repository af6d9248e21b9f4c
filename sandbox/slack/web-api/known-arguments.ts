import type { Rec } from '../json.ts';

/** The arguments that each method's page lists; `api.test` takes whatever comes. */
const known: Readonly<Record<string, string>> = {
  'apps.connections.open': '',
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

/** Names of arguments that the method's page does not know: Slack passes over them without a word. */
export function ignoredArguments(method: string, args: Rec): readonly string[] {
  const list = Object.hasOwn(known, method) ? known[method] : undefined;
  if (list === undefined) return [];
  const names = [...everywhere, ...list.split(' ')];
  return Object.keys(args).filter((name) => !names.includes(name));
}
