import type { SandboxPerson } from '../../../sandbox/people.ts';
import { people as cast } from '../../../sandbox/people.ts';
import type { ZoomAccountUser } from '../../../sandbox/zoom/account-user.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';

/** Two people whom nobody else's request touches: what happens to their accounts is this request's doing. */
export interface Pair {
  readonly number: number;
  readonly me: SandboxPerson;
  readonly other: SandboxPerson;
}

export const pairOf = (number: number): Pair => ({
  number,
  me: worker(`k${number}`, `Kim Kill${number}`),
  other: worker(`o${number}`, `Oda Other${number}`),
});

function worker(handle: string, name: string): SandboxPerson {
  return {
    ...{ slackId: `U0${handle.toUpperCase()}`, handle, name, email: `${handle}@example.com` },
    title: 'Colleague',
    slack: { kind: 'member' },
    zoom: {
      id: `${handle}x0zJKyaiAyTNCMWjiWC18KQ`.slice(0, 22),
      type: 'licensed',
      status: 'active',
      role: 'member',
    },
  };
}

/** The cast, who approve, and so many pairs. */
export const everybody = (pairs: readonly Pair[]): SandboxPerson[] => [
  ...cast,
  ...pairs.flatMap(({ me, other }) => [me, other]),
];

/** Licences for everybody: running out of them is another test's matter. */
export function makeRoom({ account }: ZoomSandbox): void {
  const plenty = Object.fromEntries([100, 500, 1000].map((size) => [size, 10_000]));
  Object.assign(account, {
    seats: 10_000,
    basicSeats: 10_000,
    webinarSeats: plenty,
    largeMeetingSeats: plenty,
  });
}

/** Somebody's account in the local Zoom. */
export function accountOf({ account }: ZoomSandbox, { zoom, name }: SandboxPerson): ZoomAccountUser {
  const found = account.users.find((one) => one.id === zoom?.id);
  if (!found) throw new Error(`${name} has no Zoom account`);
  return found;
}
