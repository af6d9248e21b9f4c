type Values = Record<string, unknown>;

/** What a change of settings comes to. */
interface Merge {
  /** Paths of values that do not fit. */
  readonly wrong: string[];
  /** Path and new value of everything that fits and differs. */
  readonly changes: { path: string; value: unknown }[];
}

export const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares what is wanted with what is: a value must be of the kind that stands there now, and among the
 * documented choices. What is not a setting is ignored, as Zoom ignores it.
 */
export function compare(current: Values, wanted: Values, at = ''): Merge {
  const merge: Merge = { wrong: [], changes: [] };
  for (const [name, value] of Object.entries(wanted)) {
    const path = at ? `${at}.${name}` : name;
    if (!Object.hasOwn(current, name)) continue;
    const now = current[name];
    if (isRecord(now) && isRecord(value)) {
      const inner = compare(now, value, path);
      merge.wrong.push(...inner.wrong);
      merge.changes.push(...inner.changes);
    } else if (!fits(path, now, value)) merge.wrong.push(path);
    else if (JSON.stringify(now) !== JSON.stringify(value)) merge.changes.push({ path, value });
  }
  return merge;
}

function fits(path: string, now: unknown, value: unknown): boolean {
  if (typeof value !== typeof now || Array.isArray(value) !== Array.isArray(now) || isRecord(value))
    return false;
  if (typeof value === 'number' && !Number.isInteger(value)) return false;
  const known = choices[path];
  return !known || known.includes(value as string | number);
}

/** Writes a value at a path, making the groups on the way. */
export function write(settings: Values, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let group = settings;
  for (const name of names) {
    const inner = group[name];
    const next = isRecord(inner) ? inner : {};
    group[name] = next;
    group = next;
  }
  group[last] = value;
}

/** The usual settings with what was written over them. */
export function overlay(usual: Values, written: Values): Values {
  const merged: Values = { ...usual };
  for (const [name, value] of Object.entries(written)) {
    const below = merged[name];
    merged[name] = isRecord(below) && isRecord(value) ? overlay(below, value) : value;
  }
  return merged;
}

/** Values that a setting may have, by Zoom's document; a setting that is not here takes any of its kind. */
const choices: Readonly<Record<string, readonly (string | number)[]>> = {
  'audio_conferencing.participant_phone_masking.masking_type': [
    'mask_default',
    'mask_first_5',
    'mask_except_last_4',
  ],
  'feature.concurrent_meeting': ['Basic', 'Plus', 'None'],
  'feature.webinar_capacity': [100, 500, 501, 1000, 1001, 3000, 5000, 10000],
  'feature.zoom_events_capacity': [500, 1000, 3000, 5000, 10000, 20000, 30000, 50000],
  'in_meeting.allow_participants_chat_with': [1, 2, 3, 4],
  'in_meeting.allow_users_save_chats': [1, 2, 3],
  'in_meeting.entry_exit_chime': ['host', 'all', 'none'],
  'in_meeting.meeting_reactions_emojis': ['all', 'selected'],
  'in_meeting.webinar_chat.allow_attendees_chat_with': [1, 2, 3],
  'in_meeting.webinar_chat.allow_panelists_chat_with': [1, 2],
  'in_meeting.webinar_chat.allow_users_save_chats': [0, 1, 2],
  'in_meeting.webinar_chat.default_attendees_chat_with': [1, 2],
  'in_meeting.who_can_share_screen': ['host', 'all'],
  'in_meeting.who_can_share_screen_when_someone_is_sharing': ['host', 'all'],
  'in_meeting.participants_share_simultaneously': ['multiple', 'one'],
  'recording.auto_delete_cmr_days': [30, 60, 90, 120],
  'recording.auto_recording': ['local', 'cloud', 'none'],
  'recording.recording_notification_for_zoom_client.disclaimer_to_participants': [
    'All participants',
    'Guest only',
  ],
  'recording.recording_notification_for_zoom_client.play_voice_prompt': [
    'All participants',
    'Guest only',
    'No one',
  ],
  'recording.cloud_recording_permanently_deleted.email_reminder_type': [
    '7 days before deletion',
    'Weekly digest on Monday',
  ],
  'recording.authenticated_view_cloud_recoding.default_authenticate_content': [
    'Signed-in users in my account',
    'Sign in to Zoom',
    'Sign in to Zoom with specified domains',
    'Sign in to external Single Sign-On (SSO)',
    'Only people with access',
  ],
  'schedule_meeting.audio_type': ['both', 'telephony', 'voip', 'thirdParty'],
  'schedule_meeting.meeting_password_requirement.consecutive_characters_length': [0, 4, 5, 6, 7, 8],
  'schedule_meeting.require_password_for_pmi_meetings': ['jbh_only', 'all', 'none'],
  'meeting_security.encryption_type': ['enhanced_encryption', 'e2ee'],
  'meeting_security.meeting_password_requirement.consecutive_characters_length': [0, 4, 5, 6, 7, 8],
  'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room': [0, 1, 2],
  'meeting_security.waiting_room_settings.users_who_can_admit_participants_from_waiting_room': [0, 1],
};
