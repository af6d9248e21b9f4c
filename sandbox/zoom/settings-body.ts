import type { ZoomAccountUser } from './user.ts';

/** Settings as `GET /users/{userId}/settings` answers them: the groups, with some of each. */
export function settingsBody(user: ZoomAccountUser): Record<string, unknown> {
  const licensed = user.type === 2;
  return {
    feature: {
      cn_meeting: false,
      in_meeting: false,
      meeting_capacity: 100,
      large_meeting: false,
      webinar: false,
      zoom_events: false,
      zoom_phone: false,
      zoom_whiteboard: licensed,
      concurrent_meeting: licensed ? 'Basic' : 'None',
    },
    schedule_meeting: {
      host_video: true,
      participants_video: true,
      join_before_host: false,
      audio_type: 'both',
      personal_meeting: true,
      use_pmi_for_scheduled_meetings: user.usePmi,
      use_pmi_for_instant_meetings: user.usePmi,
    },
    in_meeting: { chat: true, private_chat: true, co_host: licensed, polling: licensed, waiting_room: true },
    email_notification: { jbh_reminder: true, cancel_meeting_reminder: true, schedule_for_reminder: true },
    recording: { local_recording: true, cloud_recording: licensed, auto_recording: 'none' },
    telephony: { third_party_audio: false, show_international_numbers_link: true },
    whiteboard: { in_meeting_advanced_whiteboard: { enable: true, locked: false } },
  };
}
