import type { ZoomAccountUser } from '../account-user.ts';

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
  zoom_phone: false,
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
export function featureOf(user: ZoomAccountUser): Record<string, unknown> {
  const licensed = user.type === 2;
  return {
    ...addOns,
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
