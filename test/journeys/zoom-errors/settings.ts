import { user } from '../../../sandbox/zoom/documented-errors/state.ts';
import { type Journey, journey, meanwhile, played } from './journey.ts';

const chat = (who: string) => ({ who, line: 'settings chat off' });
const addOn = (about: string, what: string) => ({
  who: 'grace',
  about,
  line: `add-ons @${about} ${what}`,
  approver: 'linus',
});
const noMeetingSize = played('no command changes how many people a meeting may have');

/** People change their settings, and an admin gives add-ons with another one's word. */
export const settings: readonly Journey[] = [
  journey('getSettings', 1001, 'User not exist', 'user-not-found', { ...chat('ada'), when: meanwhile() }),
  journey('getSettings', 1010, 'User not belong', 'user-other-account', {
    ...chat('ada'),
    when: meanwhile(),
  }),
  journey('getSettings', 1120, 'Invite not exist', 'invitation-missing', {
    ...chat('noor'),
    when: meanwhile(),
  }),
  journey('getSettings', 1000, 'Can not access pending user', 'pending-settings', chat('noor')),

  journey('updateSettings', 200, 'You can add max {maxNumber} free users.', 'no-free-basic-seat', {
    ...addOn('ada', 'webinar 500'),
    when: noMeetingSize,
  }),
  ...[100, 500, 1000, 3000, 5000, 10000].map((size) =>
    journey(
      'updateSettings',
      200,
      `You can add max {maxNumber} Webinar ${size} users.`,
      'no-free-webinar-licence',
      addOn('ada', `webinar ${size}`),
    ),
  ),
  ...[200, 100, 300, 500, 1000].map((size) =>
    journey(
      'updateSettings',
      200,
      `You can add max {maxNumber} Large ${size} users.`,
      'no-free-large-meeting-licence',
      addOn('ada', `meeting ${size}`),
    ),
  ),
  journey('updateSettings', 200, "You can't add paid users.", 'paid-users-not-allowed', {
    ...addOn('ada', 'webinar 500'),
    when: noMeetingSize,
  }),
  journey('updateSettings', 200, 'You can add max {0} paid users.', 'no-free-licence', {
    ...addOn('ada', 'webinar 500'),
    when: noMeetingSize,
  }),
  journey('updateSettings', 1010, 'User not exist or not belong', 'user-not-found', {
    ...chat('ada'),
    when: meanwhile(),
  }),
  // Nobody but the invited has an invitation, and their settings cannot be read: Noor loses her account in between.
  journey('updateSettings', 1120, 'Invite not exist', 'invitation-missing', {
    ...chat('noor'),
    given: user('noor', { status: 'active' }),
    when: meanwhile(),
    set: user('noor', { status: 'pending', invitationExpired: true }),
  }),
  // The bot looks first for a licence; Ben loses it in between.
  journey('updateSettings', 1122, 'Only Pro or Corp user', 'webinar-needs-licence', {
    ...addOn('ben', 'webinar 500'),
    given: user('ben', { type: 2 }),
    when: meanwhile(),
    set: user('ben', { type: 1 }),
  }),
];
