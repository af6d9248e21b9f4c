import type { ZoomAccountUser } from '../account-user.ts';
import { inMeeting } from './in-meeting.ts';
import { isRecord, overlay } from './merge.ts';
import { recording } from './recording.ts';
import { optional, scheduling } from './scheduling-and-security.ts';

type Values = Record<string, unknown>;

/** The query parameter `option` picks another shape of the settings. */
export const options: readonly string[] = Object.keys(optional);

/** Settings that can be written: the usual ones with what was written over them. */
export function writableSettings(user: ZoomAccountUser, option: string | null): Values {
  const shape = option === null ? undefined : optional[option];
  const usual: Values = shape ?? {
    feature: featureOf(user),
    ...scheduling,
    schedule_meeting: {
      ...scheduling.schedule_meeting,
      use_pmi_for_scheduled_meetings: user.usePmi,
      use_pmi_for_instant_meetings: user.usePmi,
    },
    in_meeting: { ...inMeeting, co_host: user.type === 2, polling: user.type === 2 },
    recording: { ...recording, cloud_recording: user.type === 2 },
  };
  const written = Object.entries(user.settings).filter(([group]) => Object.hasOwn(usual, group));
  return overlay(usual, Object.fromEntries(written));
}

/** Settings as `GET /users/{userId}/settings` answers them. */
export function settingsOf(user: ZoomAccountUser, query: URLSearchParams): Values {
  const option = query.get('option');
  const settings = writableSettings(user, option);
  if (option === null) {
    const out = { enable: user.type === 2, locked: false };
    settings.whiteboard = { out_meeting_advanced_whiteboard: out, in_meeting_advanced_whiteboard: out };
    settings.general_setting = { auto_zoom_room_proximity_connect: false };
  }
  const fields = (query.get('custom_query_fields') ?? '').split(',').filter((name) => name !== '');
  return fields.length > 0 ? only(settings, fields) : settings;
}

/** The named fields of each group, and groups that are named themselves. */
function only(settings: Values, fields: readonly string[]): Values {
  const groups = Object.entries(settings).map(([group, values]) => {
    if (fields.includes(group) || !isRecord(values)) return [group, values];
    return [group, Object.fromEntries(Object.entries(values).filter(([name]) => fields.includes(name)))];
  });
  return Object.fromEntries(
    groups.filter(
      ([group, values]) =>
        fields.includes(group as string) || (isRecord(values) && Object.keys(values).length > 0),
    ),
  );
}

/** Products that nobody has until somebody turns them on. */
const addOns = {
  zoom_events: false,
  zoom_events_capacity: 500,
  zoom_events_unlimited: false,
  zoom_events_unlimited_capacities: [],
  zoom_sessions_unlimited: false,
  zoom_sessions_unlimited_capacities: [],
  zoom_webinars_plus_unlimited: false,
  zoom_webinars_plus_unlimited_capacities: [],
  zoom_events_pay_per_attendee: false,
  zoom_sessions_pay_per_attendee: false,
  zoom_iq_for_sales: false,
  zoom_revenue_accelerator: false,
  zoom_whiteboard_plus: false,
  zoom_translated_captions: false,
  zoom_customer_managed_key: false,
  zoom_huddles: false,
  zoom_quality_management: false,
  zoom_workforce_management: false,
  zoom_scheduler: false,
  zoom_clips_plus: false,
  zoom_mail_calendar: false,
  zoom_compliance_management: false,
  zoom_docs: false,
  zoom_canvas: false,
  license_info_list: [],
};

/** What a user's licences give them. */
function featureOf(user: ZoomAccountUser): Record<string, unknown> {
  const licensed = user.type === 2;
  return {
    ...addOns,
    zoom_phone: user.phone !== null,
    cn_meeting: false,
    in_meeting: false,
    meeting_capacity: user.meetingCapacity,
    large_meeting: user.largeMeeting > 0,
    large_meeting_capacity: user.largeMeeting,
    webinar: user.webinar > 0,
    webinar_capacity: user.webinar,
    zoom_whiteboard: licensed,
    concurrent_meeting: licensed ? 'Basic' : 'None',
  };
}
