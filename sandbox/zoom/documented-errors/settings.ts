import { documentedError, type ErrorRequest } from './documented-error.ts';
import { account, all, at, expired, gone, moved, user } from './state.ts';

const get = (handle: string): ErrorRequest => ({ method: 'GET', path: at(handle, '/settings') });
const feature = (handle: string, values: Record<string, unknown>): ErrorRequest => ({
  method: 'PATCH',
  path: at(handle, '/settings'),
  body: { feature: values },
});
const chat = (handle: string): ErrorRequest => ({
  method: 'PATCH',
  path: at(handle, '/settings'),
  body: { in_meeting: { chat: false } },
});

/** The account has one webinar licence of this size, and somebody else has it. */
const noWebinar = (size: number) =>
  documentedError(
    'updateSettings',
    200,
    `You can add max {maxNumber} Webinar ${size} users.`,
    webinar('ada', size),
    {
      set: all(account({ webinarSeats: { [size]: 1 } }), user('mia', { webinar: size })),
      values: { maxNumber: '1' },
    },
  );
const webinar = (handle: string, size: number) => feature(handle, { webinar: true, webinar_capacity: size });

/** The account has one large-meeting licence of this size, and somebody else has it. */
const noLargeMeeting = (size: number) =>
  documentedError(
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
export const settingsErrors = [
  documentedError('getSettings', 1001, 'User not exist or not belong to this account.', get('ada'), {
    set: gone('ada'),
  }),
  documentedError('getSettings', 1010, 'User not belong to this account', get('ada'), { set: moved('ada') }),
  documentedError('getSettings', 1120, 'Invite not exist', get('noor'), { set: expired }),
  documentedError('getSettings', 1000, 'Can not access pending user settings.', get('noor')),

  documentedError(
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
  documentedError(
    'updateSettings',
    200,
    "You can't add paid users.",
    feature('ben', { meeting_capacity: 300 }),
    {
      set: account({ paid: false }),
    },
  ),
  documentedError(
    'updateSettings',
    200,
    'You can add max {0} paid users.',
    feature('ben', { meeting_capacity: 300 }),
    {
      set: account({ seats: 3 }),
      values: { 0: '3' },
    },
  ),
  documentedError('updateSettings', 1010, 'User not exist or not belong to this account', chat('ada'), {
    set: gone('ada'),
  }),
  documentedError('updateSettings', 1120, 'Invite not exist', chat('noor'), { set: expired }),
  documentedError(
    'updateSettings',
    1122,
    'Only Pro or Corp user can enable Webinar feature.',
    webinar('ben', 500),
  ),
];
