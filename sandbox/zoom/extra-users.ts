import { makeUser, type ZoomAccountUser } from './user.ts';

const id = (name: string) => `${name}0qL7mVb2RkWx9TnE4sYcPd`.slice(0, 22);

/** Colleagues who are in Zoom but not in the sandbox's Slack: they take licences and make the rarer faults. */
export function extraUsers(accountId: string, otherAccountId: string): ZoomAccountUser[] {
  const colleagues = ['Rosa Diaz', 'Tom Brandt', 'Yuki Sato', 'Amir Cohen', 'Sofia Rossi', 'Kwame Mensah'];
  return [
    ...colleagues.map((displayName) => {
      const first = displayName.split(' ')[0] ?? '';
      return makeUser({
        id: id(first),
        accountId,
        displayName,
        email: `${first.toLowerCase()}@example.com`,
        type: 2,
        vanityName: displayName.toLowerCase().replace(' ', '.'),
      });
    }),
    makeUser({
      id: id('Sam'),
      accountId,
      email: 'sam@example.com',
      displayName: 'Sam Single-Signon',
      type: 2,
      login: 'sso',
    }),
    makeUser({
      id: id('Room'),
      accountId,
      email: 'room-turing@example.com',
      displayName: 'Room Turing',
      type: 2,
      room: true,
    }),
    makeUser({
      id: id('Flora'),
      accountId,
      email: 'flora@example.com',
      displayName: 'Flora Forcelocked',
      status: 'locked',
      forceLocked: true,
    }),
    makeUser({
      id: id('Nils'),
      accountId,
      email: 'nils@example.com',
      displayName: 'Nils Neverjoined',
      status: 'pending',
      invitationExpired: true,
    }),
    makeUser({
      id: id('Zoe'),
      accountId: otherAccountId,
      email: 'zoe@elsewhere.example',
      displayName: 'Zoe Elsewhere',
      type: 2,
      vanityName: 'zoe.elsewhere',
    }),
  ];
}
