import { type RowRequest, row } from './documented-error.ts';
import { account, all, at, expired, gone, moved, user } from './state.ts';

const get = (handle: string): RowRequest => ({ method: 'GET', path: at(handle, '/settings') });
const feature = (handle: string, values: Record<string, unknown>): RowRequest => ({
  method: 'PATCH',
  path: at(handle, '/settings'),
  body: { feature: values },
});
const chat = (handle: string): RowRequest => ({
  method: 'PATCH',
  path: at(handle, '/settings'),
  body: { in_meeting: { chat: false } },
});

/** The account has one webinar licence of this size, and somebody else has it. */
const noWebinar = (size: number) =>
  row('updateSettings', 200, `You can add max {maxNumber} Webinar ${size} users.`, webinar('ada', size), {
    set: all(account({ webinarSeats: { [size]: 1 } }), user('mia', { webinar: size })),
    values: { maxNumber: '1' },
  });
const webinar = (handle: string, size: number) => feature(handle, { webinar: true, webinar_capacity: size });

/** The account has one large-meeting licence of this size, and somebody else has it. */
const noLargeMeeting = (size: number) =>
  row(
    'updateSettings',
    200,
    `You can add max {maxNumber} Large ${size} users.`,
    feature('ada', { large_meeting: true, large_meeting_capacity: size }),
    {
      set: all(account({ largeMeetingSeats: { [size]: 1 } }), user('mia', { largeMeeting: size })),
      values: { maxNumber: '1' },
    },
  );

/** Faults of reading and of changing settings. */
export const settingsRows = [
  row('getSettings', 1001, 'User not exist or not belong to this account.', get('ada'), {
    set: gone('ada'),
  }),
  row('getSettings', 1010, 'User not belong to this account', get('ada'), { set: moved('ada') }),
  row('getSettings', 1120, 'Invite not exist', get('noor'), { set: expired }),
  row('getSettings', 1000, 'Can not access pending user settings.', get('noor')),

  row(
    'updateSettings',
    200,
    'You can add max {maxNumber} free users.',
    feature('ben', { meeting_capacity: 100 }),
    {
      set: all(account({ basicSeats: 3 }), user('ben', { type: 4, meetingCapacity: 0 })),
      values: { maxNumber: '3' },
    },
  ),
  ...[100, 500, 1000, 3000, 5000, 10000].map(noWebinar),
  ...[200, 100, 300, 500, 1000].map(noLargeMeeting),
  row('updateSettings', 200, "You can't add paid users.", feature('ben', { meeting_capacity: 300 }), {
    set: account({ paid: false }),
  }),
  row('updateSettings', 200, 'You can add max {0} paid users.', feature('ben', { meeting_capacity: 300 }), {
    set: account({ seats: 3 }),
    values: { 0: '3' },
  }),
  row('updateSettings', 1010, 'User not exist or not belong to this account', chat('ada'), {
    set: gone('ada'),
  }),
  row('updateSettings', 1120, 'Invite not exist', chat('noor'), { set: expired }),
  row('updateSettings', 1122, 'Only Pro or Corp user can enable Webinar feature.', webinar('ben', 500)),
];
