import { z } from 'zod';
import { define } from '../operation.ts';
import { flag, number } from '../values.ts';

const group = z.looseObject({}).optional();

/** A user's settings; groups are open, the features that the bot shows are typed. */
export const settingsSchema = z.looseObject({
  feature: z
    .looseObject({
      meeting_capacity: number.optional(),
      large_meeting: flag.optional(),
      large_meeting_capacity: number.optional(),
      webinar: flag.optional(),
      webinar_capacity: number.optional(),
      zoom_phone: flag.optional(),
    })
    .optional(),
  schedule_meeting: group,
  in_meeting: group,
  email_notification: group,
  recording: group,
  telephony: group,
});

/** Add-on licences and capacities. */
const feature = z
  .looseObject({
    concurrent_meeting: z.enum(['Basic', 'Plus', 'None']),
    large_meeting: z.boolean(),
    large_meeting_capacity: z.number().int(),
    meeting_capacity: z.number().int(),
    webinar: z.boolean(),
    webinar_capacity: z.number().int(),
    zoom_events: z.boolean(),
    zoom_events_capacity: z.number().int(),
    zoom_whiteboard: z.boolean(),
    zoom_whiteboard_plus: z.boolean(),
    zoom_scheduler: z.boolean(),
    zoom_clips_plus: z.boolean(),
    zoom_translated_captions: z.boolean(),
  })
  .partial();

const scheduleMeeting = z
  .looseObject({
    audio_type: z.enum(['both', 'telephony', 'voip', 'thirdParty']),
    host_video: z.boolean(),
    participants_video: z.boolean(),
    join_before_host: z.boolean(),
    personal_meeting: z.boolean(),
    use_pmi_for_instant_meetings: z.boolean(),
    use_pmi_for_scheduled_meetings: z.boolean(),
    require_password_for_instant_meetings: z.boolean(),
    require_password_for_pmi_meetings: z.enum(['jbh_only', 'all', 'none']),
    require_password_for_scheduled_meetings: z.boolean(),
    embed_password_in_join_link: z.boolean(),
    pstn_password_protected: z.boolean(),
  })
  .partial();

const inMeeting = z
  .looseObject({
    waiting_room: z.boolean(),
    chat: z.boolean(),
    private_chat: z.boolean(),
    auto_saving_chat: z.boolean(),
    screen_sharing: z.boolean(),
    who_can_share_screen: z.enum(['host', 'all']),
    co_host: z.boolean(),
    polling: z.boolean(),
    breakout_room: z.boolean(),
    annotation: z.boolean(),
    whiteboard: z.boolean(),
    meeting_reactions: z.boolean(),
    virtual_background: z.boolean(),
    closed_caption: z.boolean(),
    file_transfer: z.boolean(),
    remote_control: z.boolean(),
    entry_exit_chime: z.enum(['host', 'all', 'none']),
    e2e_encryption: z.boolean(),
  })
  .partial();

const emailNotification = z
  .looseObject({
    alternative_host_reminder: z.boolean(),
    cancel_meeting_reminder: z.boolean(),
    cloud_recording_available_reminder: z.boolean(),
    jbh_reminder: z.boolean(),
    schedule_for_reminder: z.boolean(),
  })
  .partial();

const recording = z
  .looseObject({
    auto_recording: z.enum(['local', 'cloud', 'none']),
    local_recording: z.boolean(),
    cloud_recording: z.boolean(),
    record_speaker_view: z.boolean(),
    record_gallery_view: z.boolean(),
    record_audio_file: z.boolean(),
    recording_audio_transcript: z.boolean(),
    save_chat_text: z.boolean(),
    show_timestamp: z.boolean(),
    auto_delete_cmr: z.boolean(),
    auto_delete_cmr_days: z.number().int(),
  })
  .partial();

/**
 * Body of updateSettings: the settings that people change are typed, all others pass as they are. `option` chooses
 * another body, such as `{meeting_security: …}`.
 */
export const settingsChangesSchema = z.looseObject({
  feature: feature.optional(),
  schedule_meeting: scheduleMeeting.optional(),
  in_meeting: inMeeting.optional(),
  email_notification: emailNotification.optional(),
  recording: recording.optional(),
});

/** A user's settings, add-on licences among them. */
export const settingsOperations = {
  getSettings: define({
    method: 'GET',
    path: '/users/{userId}/settings',
    query: ['option', 'custom_query_fields'],
    success: 200,
    scopes: ['user:read:settings:admin'],
    rate: 'medium',
    idempotent: true,
    response: settingsSchema,
  }),
  updateSettings: define({
    method: 'PATCH',
    path: '/users/{userId}/settings',
    query: ['option'],
    success: 204,
    scopes: ['user:update:settings:admin'],
    rate: 'medium',
    // It sets values: the same values twice leave the same settings.
    idempotent: true,
    request: settingsChangesSchema,
  }),
};
