/** How a user's meetings are scheduled, reached and announced until somebody changes it. */
export const scheduling = {
  audio_conferencing: {
    participant_phone_masking: { enable: false, masking_type: 'mask_default' },
    global_dial_in_countries: { selected_countries: [], include_toll_free: false },
  },
  email_notification: {
    alternative_host_reminder: true,
    cancel_meeting_reminder: true,
    cloud_recording_available_reminder: true,
    jbh_reminder: true,
    recording_available_reminder_alternative_hosts: false,
    recording_available_reminder_schedulers: false,
    schedule_for_reminder: true,
  },
  profile: { recording_storage_location: { allowed_values: [], value: '' } },
  schedule_meeting: {
    audio_type: 'both',
    default_password_for_scheduled_meetings: '',
    embed_password_in_join_link: true,
    force_pmi_jbh_password: false,
    host_video: true,
    join_before_host: false,
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
    participants_video: true,
    personal_meeting: true,
    pmi_password: '',
    pstn_password_protected: false,
    require_password_for_instant_meetings: true,
    require_password_for_pmi_meetings: 'all',
    require_password_for_scheduled_meetings: true,
    require_password_for_scheduling_new_meetings: false,
    use_pmi_for_instant_meetings: false,
    use_pmi_for_scheduled_meetings: false,
  },
  telephony: {
    audio_conference_info: '',
    show_international_numbers_link: true,
    telephony_regions: { selection_values: '' },
    third_party_audio: false,
  },
  tsp: {
    call_out: false,
    call_out_countries: [],
    show_international_numbers_link: true,
    global_dial_in_countries: { selected_countries: [] },
  },
};

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
