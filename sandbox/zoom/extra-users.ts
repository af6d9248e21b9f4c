import type { ZoomAccountUser } from './account-user.ts';
import { habitOf } from './hosting.ts';
import { makeUser } from './user.ts';

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
        webinar: first === 'Rosa' ? 500 : 0,
        largeMeeting: first === 'Tom' ? 500 : 0,
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
      id: id('Carla'),
      accountId,
      email: 'carla@example.com',
      displayName: 'Carla Callqueue',
      phoneRole: 'call-queue-manager',
    }),
    makeUser({
      id: id('Arno'),
      accountId,
      email: 'arno@example.com',
      displayName: 'Arno Autoreceptionist',
      phoneRole: 'auto-receptionist-operator',
    }),
    makeUser({
      id: id('Uri'),
      accountId,
      email: 'uri@example.com',
      displayName: 'Uri Unassigned',
      type: 4,
      meetingCapacity: 0,
    }),
    ...elsewhere(otherAccountId),
  ];
}

/**
 * A crowd: `hire00000@example.com` and so on, to see how a large account is gone through. Push them one by one: a hundred
 * thousand are too many arguments for one `push`.
 *
 * @param licensed so many of them, the first ones, have a licence, and not all use it
 */
export function* crowd(accountId: string, count: number, licensed = 0): Generator<ZoomAccountUser> {
  for (let i = 0; i < count; i++) {
    const number = String(i).padStart(5, '0');
    const email = `hire${number}@example.com`;
    const habit = i < licensed ? { type: 2, ...habitOf(i) } : {};
    yield makeUser({ id: id(`Hire${number}`), accountId, email, displayName: `Hire ${number}`, ...habit });
  }
}

/** People of other accounts: they cannot simply be taken over. */
function elsewhere(accountId: string): ZoomAccountUser[] {
  return [
    makeUser({
      id: id('Zoe'),
      accountId,
      email: 'zoe@elsewhere.example',
      displayName: 'Zoe Elsewhere',
      type: 2,
      vanityName: 'zoe.elsewhere',
    }),
    makeUser({
      id: id('Paula'),
      accountId,
      email: 'paula@example.com',
      displayName: 'Paula Paidelsewhere',
      type: 2,
    }),
    makeUser({
      id: id('Fay'),
      accountId: 'FayFreeAccount0Zjk4NQw',
      email: 'fay@example.com',
      displayName: 'Fay Freeelsewhere',
    }),
    makeUser({
      id: id('Clara'),
      accountId,
      email: 'clara@example.com',
      displayName: 'Clara Cluster',
      cluster: 'eu01',
    }),
    makeUser({
      id: id('Quentin'),
      accountId,
      email: 'quentin@example.com',
      displayName: 'Quentin Queueelsewhere',
      phoneRole: 'call-queue-manager',
    }),
  ];
}
