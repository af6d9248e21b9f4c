/** What the account asks of everybody who joins a meeting. */
const security = {
  auto_security: false,
  block_user_domain: false,
  block_user_domain_list: [],
  embed_password_in_join_link: true,
  encryption_type: 'enhanced_encryption',
  end_to_end_encrypted_meetings: false,
  meeting_password: false,
  meeting_password_requirement: {
    consecutive_characters_length: 0,
    have_letter: false,
    have_number: false,
    have_special_character: false,
    have_upper_and_lower_characters: false,
    length: 6,
    only_allow_numeric: false,
    weak_enhance_detection: false,
  },
  only_authenticated_can_join_from_webclient: false,
  phone_password: false,
  pmi_password: false,
  require_password_for_scheduled_meeting: false,
  require_password_for_scheduled_webinar: false,
  waiting_room: true,
  waiting_room_settings: {
    participants_to_place_in_waiting_room: 0,
    users_who_can_admit_participants_from_waiting_room: 0,
    whitelisted_domains_for_waiting_room: '',
  },
  webinar_password: false,
};

const authentication = (id: string, type: string) => [
  { id, name: 'Sign in to Zoom', type, default_option: true, visible: true, domains: '' },
];

/** The other shapes of a user's settings, by the query parameter `option`. */
export const optional: Readonly<Record<string, Record<string, unknown>>> = {
  meeting_authentication: {
    meeting_authentication: false,
    allow_authentication_exception: false,
    authentication_options: authentication('signIn_MeetingZjk4NQw0', 'enforce_login'),
  },
  recording_authentication: {
    recording_authentication: false,
    authentication_options: authentication('signIn_RecordingZjk4NQ', 'internally'),
  },
  meeting_security: { meeting_security: security },
};
