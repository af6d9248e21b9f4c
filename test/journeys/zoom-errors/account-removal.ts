import { type Journey, journey, meanwhile } from './journey.ts';

const admin = { who: 'grace', about: 'ada', approver: 'linus' };
const leave = { ...admin, line: 'delete-user @ada disassociate' };
const hand = { ...admin, line: 'delete-user @ada delete @mia meetings' };
const stop = { ...admin, line: 'deactivate @ada' };

/** An admin removes, deactivates or activates accounts, and another one approves. */
export const accountRemoval: readonly Journey[] = [
  journey('deleteUser', 200, 'Cannot delete a user out of', 'user-other-account', {
    ...leave,
    when: meanwhile(),
  }),
  journey('deleteUser', 200, 'Cannot delete a Zoom Rooms user.', 'room-user-permanent', leave),
  journey('deleteUser', 200, 'Can not transfer to a Zoom Rooms', 'transfer-to-room', hand),
  // The bot refuses a transfer to the account itself; Mia's address is given to Ada in between.
  journey('deleteUser', 300, 'The transfer-to email address', 'transfer-to-same-user', {
    ...hand,
    when: meanwhile(),
    set: ({ account }) => {
      for (const user of account.users) {
        if (user.email === 'mia@example.com') user.email = 'mia.chen@example.com';
        if (user.email === 'ada@example.com') user.email = 'mia@example.com';
      }
    },
  }),
  journey('deleteUser', 1000, 'The user cannot be deleted', 'phone-role-holder', leave),
  journey('deleteUser', 1001, 'Destination user is not', 'transfer-target-other-account', {
    ...hand,
    when: meanwhile(),
  }),
  journey('deleteUser', 1010, 'User not exist or not belong', 'user-not-found', {
    ...leave,
    when: meanwhile(),
  }),
  journey('deleteUser', 1107, 'Can not disassociate the user', 'managed-domain-user', leave),
  journey('deleteUser', 1117, 'Can not disassociate Admin user', 'admin-user', {
    ...leave,
    when: meanwhile(),
  }),
  journey('deleteUser', 1120, 'Invite not exist', 'invitation-missing', {
    ...leave,
    about: 'noor',
    line: 'delete-user @noor disassociate',
    when: meanwhile(),
  }),

  journey('updateStatus', 200, 'Zoom Room and Admin users', 'room-or-admin-status', {
    ...stop,
    when: meanwhile(),
  }),
  journey('updateStatus', 1000, 'This user is force locked.', 'user-force-locked', {
    ...admin,
    about: 'lea',
    line: 'activate @lea',
  }),
  journey('updateStatus', 1010, 'User not exist or not belong', 'user-not-found', {
    ...stop,
    when: meanwhile(),
  }),
];
