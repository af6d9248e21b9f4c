import { gone } from '../../../sandbox/zoom/documented-errors/state.ts';
import { type Journey, journey, meanwhile } from './journey.ts';

const licence = { who: 'ben', line: 'request-license customer workshops' };
const hostKey = (key: string) => ({ line: 'profile', form: { hostKey: key } });

/** Reading and changing users: licences, profiles, host keys. */
export const update: readonly Journey[] = [
  // Noor is found when it is asked and when it is approved; she is gone at the last look before the change.
  journey('getUser', 1001, 'User not exist', 'user-not-found', {
    who: 'grace',
    line: 'delete-user @noor disassociate',
    about: 'noor',
    approver: 'linus',
    when: meanwhile(7),
    set: gone('noor'),
  }),
  journey('getUser', 1120, 'Invite not exist', 'invitation-missing', { who: 'noor', line: 'whoami' }),

  journey('updateUser', 200, "You can't add paid users.", 'paid-users-not-allowed', licence),
  // The bot counts the free licences first; the last one goes to somebody else in between.
  journey('updateUser', 200, 'You can add max {maxNumber} paid users.', 'no-free-licence', {
    ...licence,
    when: meanwhile(),
    waits: true,
  }),
  journey('updateUser', 200, 'Cannot update Room user to free', 'room-user', {
    who: 'grace',
    line: 'set-license @ada basic',
    about: 'ada',
    approver: 'linus',
  }),
  journey('updateUser', 300, 'User cannot update host key.', 'host-key-meeting-running', {
    who: 'ada',
    ...hostKey('123456'),
  }),
  journey('updateUser', 300, 'Host key cannot be same', 'host-key-same-as-audio-password', {
    who: 'ada',
    ...hostKey('864209'),
  }),
  journey('updateUser', 1010, 'User not exist or not belong', 'user-not-found', {
    ...licence,
    when: meanwhile(),
  }),
  journey('updateUser', 1108, 'User type permission check failed', 'type-change-not-permitted', licence),
  // The form shows a host key to the licensed only; the licence goes while Ada types.
  journey('updateUser', 1108, 'Only paid user can own host key.', 'host-key-needs-licence', {
    who: 'ada',
    ...hostKey('123456'),
    when: meanwhile(),
    set: ({ account }) => {
      for (const user of account.users) if (user.email === 'ada@example.com') user.type = 1;
    },
  }),
  journey('updateUser', 1109, 'Host is not Paid user.', 'host-needs-licence', {
    who: 'ben',
    line: 'profile link-name ben.okafor',
  }),
  // An expired invitation is not found at all when the bot looks for the person.
  journey('updateUser', 1120, 'Invite not exist', 'invitation-missing', {
    who: 'noor',
    line: 'profile job-title Analyst',
    when: meanwhile(),
  }),
  journey('updateUser', 4100, 'User is already taken by', 'vanity-name-taken', {
    who: 'ada',
    line: 'profile link-name grace.hopper',
  }),
  journey('updateUser', 4100, 'User is already taken. ', 'vanity-name-taken', {
    who: 'ada',
    line: 'profile link-name zoe.elsewhere',
  }),
];
