import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import type { Everyday } from './use-workplace.ts';

/** An option of 57 bits: a number of JavaScript's would print other digits. */
export const LONG_OPTION = '72057594037927936';
const SUBSCRIPTION = 'sub-workplace-1';

/** What anybody can read of an account in Zoom, the rights on both sides of it included. */
export function readable(day: Everyday, handle: string) {
  const user = day.user(handle);
  const { type, status, webinar, largeMeeting, meetingCapacity, phone, vanityName, profile, settings } = user;
  const others = day.place.zoom.account.users;
  return JSON.parse(
    JSON.stringify(
      {
        type,
        status,
        webinar,
        largeMeeting,
        meetingCapacity,
        phone: phone?.numbers ?? null,
        webinars: user.webinars,
        vanityName,
        features: settings.feature ?? {},
        groups: user.groups.toSorted(),
        assistants: rights(user),
        schedulesFor: others
          .flatMap((one) =>
            rights(one).flatMap((right) => (right.startsWith(user.id) ? [`${right} for ${one.email}`] : [])),
          )
          .toSorted(),
        bundle: [
          profile.zoom_one_type ?? 0n,
          profile.plan_united_type ?? 'none',
          profile.license_info_list ?? [],
        ],
      },
      (_, value) => (typeof value === 'bigint' ? String(value) : value),
    ),
  );
}

const rights = (user: ZoomAccountUser) =>
  user.assistants.map((id) => (user.privateEvents.includes(id) ? `${id} private` : id)).toSorted();

/** Mia has everything that somebody can have, in an account whose base plan is Zoom Workplace. */
export function giveEverything(day: Everyday): void {
  const { account } = day.place.zoom;
  account.workplace = { role: 'base', option: '16', seats: { '16': 20, [LONG_OPTION]: 5 } };
  const [group] = account.groups;
  Object.assign(day.user('mia'), {
    webinar: 500,
    largeMeeting: 500,
    meetingCapacity: 300,
    phone: { numbers: ['+493055501234'], plan: 'US/CA Unlimited' },
    webinars: [{ topic: 'Launch', startsAt: '2026-12-03T09:00:00Z' }],
    vanityName: 'mia.chen',
    groups: group ? [group.id] : [],
    settings: { feature: { zoom_clips_plus: true, zoom_events: true, zoom_events_capacity: 1000 } },
    assistants: [day.idOf('ada')],
    privateEvents: [day.idOf('ada')],
    profile: { zoom_one_type: BigInt(LONG_OPTION) },
  });
  day.user('grace').privateEvents = [day.idOf('mia')];
}

/** Mia's bundle comes from one of several subscriptions of the account. */
export function giveFromSubscription(day: Everyday): void {
  const { account } = day.place.zoom;
  account.workplace = { role: 'add-on', option: '0', seats: {} };
  account.subscriptions = [
    { id: SUBSCRIPTION, type: 'ZOOM_WORKPLACE_BUNDLE', option: LONG_OPTION, seats: 3 },
    { id: 'sub-meeting-1', type: 'MEETING', option: '2', seats: 3 },
  ];
  day.user('mia').profile = {
    license_info_list: [
      {
        license_type: 'ZOOM_WORKPLACE_BUNDLE',
        license_option: BigInt(LONG_OPTION),
        subscription_id: SUBSCRIPTION,
      },
    ],
  };
}
