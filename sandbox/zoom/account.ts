import { people as fixturePeople, type SandboxPerson } from '../people.ts';
import type { ZoomAccountUser } from './account-user.ts';
import type { Subscription, Workplace } from './bundles.ts';
import { extraUsers } from './extra-users.ts';
import { giveHabits } from './hosting.ts';
import { type PasswordRules, usualRules } from './password.ts';
import { userOf } from './user.ts';

/** A group, or an IM group, that users can be put into. */
interface ZoomGroup {
  id: string;
  name: string;
}

/** The Zoom account of the sandbox, live: what is written here is what the next call meets. */
export interface ZoomAccount {
  id: string;
  /** Where Zoom keeps the account: users of another cluster can’t be taken over. */
  cluster: string;
  /** Paid accounts may have assistants and licensed users. */
  paid: boolean;
  /** Zoom bills the account itself: only then does it tell the usage of the plan. */
  billing: boolean;
  /** Plans that are answered beside or in place of the usual ones, by their names in Zoom's answer. */
  plans: Record<string, unknown>;
  /** Answers hold no more than Zoom's documents require. */
  sparse: boolean;
  /** Licences that were bought. */
  seats: number;
  /** Basic users that the account may have. */
  basicSeats: number;
  /** Webinar licences that were bought, by capacity. */
  webinarSeats: Record<number, number>;
  /** Large-meeting licences that were bought, by capacity. */
  largeMeetingSeats: Record<number, number>;
  /** Zoom Workplace, as the base plan or beside it. */
  workplace: Workplace;
  /** Where the account has several subscriptions of one plan. */
  subscriptions: Subscription[];
  groups: ZoomGroup[];
  imGroups: ZoomGroup[];
  /** Ids of groups and IM groups that each new user joins; one that is gone makes the creation fail. */
  newUserGroups: string[];
  newUserImGroups: string[];
  /** Domains that the account manages: an email address can only move to one of these. */
  managedDomains: string[];
  /** Managed domains that hold on to their people: those can be deleted, not unlinked. */
  claimedDomains: string[];
  /** Only addresses of these domains may join the account; empty: any address may. */
  limitedDomains: string[];
  /** Domains that Zoom takes from nobody. */
  blockedDomains: string[];
  /** Zoom's support team has stopped the creation of users. */
  creationStopped: boolean;
  /** The account may create users ahead of their first SSO sign-in. */
  ssoPreProvisioning: boolean;
  /** The account has an agreement that lets it create users who cannot sign in. */
  apiUsers: boolean;
  /** What the role of the app's user allows. `UserType:Edit`, giving licences, is a name of our own. */
  privileges: string[];
  passwordRules: PasswordRules;
  /** Settings, as `group.name`, that the account has locked: Zoom keeps them and says nothing. */
  lockedSettings: string[];
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
export function seedAccount(people: readonly SandboxPerson[] = fixturePeople): ZoomAccount {
  const users = people.flatMap((person) => userOf(person, accountId) ?? []);
  const account: ZoomAccount = {
    id: accountId,
    cluster: 'us06',
    paid: true,
    billing: true,
    plans: {},
    sparse: false,
    seats: 20,
    basicSeats: 50,
    webinarSeats: { 100: 2, 500: 2, 1000: 1, 3000: 1, 5000: 1, 10000: 1 },
    largeMeetingSeats: { 100: 2, 200: 1, 300: 1, 500: 2, 1000: 1 },
    workplace: { role: 'none', option: '0', seats: {} },
    subscriptions: [],
    groups: [{ id: 'SalesGroup000Zjk4NQw00', name: 'Sales' }],
    imGroups: [{ id: 'ChatGroup0000Zjk4NQw00', name: 'Chat' }],
    newUserGroups: [],
    newUserImGroups: [],
    managedDomains: ['example.com', 'example.org'],
    claimedDomains: [],
    limitedDomains: [],
    blockedDomains: ['blocked.example'],
    creationStopped: false,
    ssoPreProvisioning: true,
    apiUsers: true,
    privileges: ['User:Read', 'User:Edit', 'UserType:Edit', 'Billing:Read'],
    passwordRules: { ...usualRules },
    lockedSettings: [],
    plan: null,
    users: [...users, ...extraUsers(accountId, otherAccountId)],
  };
  giveHabits(account.users);
  const mia = users.find((user) => user.email === 'mia@example.com');
  for (const user of users) {
    if (mia && (user.role === 'owner' || user.email === 'grace@example.com')) user.assistants.push(mia.id);
  }
  return account;
}

/** The user with this id, or this email in whatever capitals, the account's own first; `me` is nobody. */
export function findUser(account: ZoomAccount, idOrEmail: string): ZoomAccountUser | undefined {
  const email = idOrEmail.toLowerCase();
  const found = account.users.filter((user) => user.id === idOrEmail || user.email.toLowerCase() === email);
  return found.find((user) => user.accountId === account.id) ?? found[0];
}

/** The domain of an email address, in small letters. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
