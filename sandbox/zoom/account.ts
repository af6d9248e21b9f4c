import { people as cast, type SandboxPerson } from '../people.ts';
import { extraUsers } from './extra-users.ts';
import { userOf, type ZoomAccountUser } from './user.ts';

/** The Zoom account of the sandbox, live: what is written here is what the next call meets. */
export interface ZoomAccount {
  id: string;
  /** Paid accounts may have assistants and licensed users. */
  paid: boolean;
  /** Licences that were bought. */
  seats: number;
  /** Domains that the account manages: an email address can only move to one of these. */
  managedDomains: string[];
  /** Domains that Zoom takes from nobody. */
  blockedDomains: string[];
  /** Enforce the rate limits of this plan; null enforces none. */
  plan: 'free' | 'pro' | 'business' | null;
  /** Everybody Zoom knows, those of other accounts too. */
  users: ZoomAccountUser[];
}

/** Id of the sandbox's account. */
export const accountId = 'SandboxAccount0Zjk4NQw';
/** Id of somebody else's account. */
export const otherAccountId = 'OtherAccount00Zjk4NQw0';

/** The account as it is at the start: 20 licences, a few of them free. */
export function seedAccount(people: readonly SandboxPerson[] = cast): ZoomAccount {
  const users = people.flatMap((person) => userOf(person, accountId) ?? []);
  const account: ZoomAccount = {
    id: accountId,
    paid: true,
    seats: 20,
    managedDomains: ['example.com', 'example.org'],
    blockedDomains: ['blocked.example'],
    plan: null,
    users: [...users, ...extraUsers(accountId, otherAccountId)],
  };
  const mia = users.find((user) => user.email === 'mia@example.com');
  for (const user of users) {
    if (mia && (user.role === 'owner' || user.email === 'grace@example.com')) user.assistants.push(mia.id);
  }
  return account;
}

/** The user with this id, or this email in whatever capitals; `me` is nobody. */
export function findUser(account: ZoomAccount, idOrEmail: string): ZoomAccountUser | undefined {
  const email = idOrEmail.toLowerCase();
  return account.users.find((user) => user.id === idOrEmail || user.email.toLowerCase() === email);
}

/** Licences in use. */
export function seatsTaken(account: ZoomAccount): number {
  return account.users.filter((user) => user.accountId === account.id && user.type === 2).length;
}
