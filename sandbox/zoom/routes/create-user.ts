import { randomBytes } from 'node:crypto';
import { domainOf, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { refuseBasicSeat, refusePaidSeat, typeNames } from '../licences.ts';
import { fitsRules, setPassword } from '../password.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { makeUser } from '../user.ts';

/** How each action leaves the user: only `create` waits for somebody to accept. */
const outcomes = {
  create: { login: 'email', status: 'pending' },
  autoCreate: { login: 'email', status: 'active' },
  custCreate: { login: 'api', status: 'active' },
  ssoCreate: { login: 'sso', status: 'active' },
} as const;

/** `POST /users`. */
export function createUser({ account, body, changed }: ZoomRequest): Reply {
  const asked = readNewUser(body);
  const wanted = {
    ...asked,
    groups: [...account.newUserGroups, ...asked.groups],
    imGroups: [...account.newUserImGroups, ...asked.imGroups],
  };
  refuseNewUser(account, wanted);
  const user = add(wanted, account.id, account.cluster);
  account.users.push(user);
  changed(user.id, `${wanted.action}: ${user.email}, ${typeNames[user.type]}, ${user.status}`);
  if (account.sparse) return { status: 201 };
  const { id, email, type, firstName, lastName } = user;
  return { status: 201, body: { id, email, first_name: firstName, last_name: lastName, type } };
}

function add(wanted: NewUser, accountId: string, cluster: string): ZoomAccountUser {
  const { action, email, type, firstName, lastName, displayName, password } = wanted;
  const user = makeUser({
    ...outcomes[action],
    id: randomBytes(16).toString('base64url'),
    accountId,
    cluster,
    email,
    type,
    firstName,
    lastName,
    displayName: displayName || `${firstName} ${lastName}`.trim(),
    dept: '',
    meetingCapacity: type === 4 || type === 99 ? 0 : 100,
    groups: [...wanted.groups],
    imGroups: [...wanted.imGroups],
    passwords: [],
    createdAt: `${new Date().toISOString().slice(0, 19)}Z`,
  });
  if (action === 'autoCreate' && typeof password === 'string') setPassword(user, password);
  return user;
}

const emailLike = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function readNewUser(body: Readonly<Record<string, unknown>>): NewUser {
  const { action, user_info: info } = body;
  if (typeof action !== 'string' || !Object.hasOwn(outcomes, action)) throw invalidFields('action');
  if (typeof info !== 'object' || info === null || Array.isArray(info)) throw invalidFields('user_info');
  const given = info as Record<string, unknown>;
  const { email, type, password } = given;
  const texts = ['first_name', 'last_name', 'display_name'] as const;
  const wrong = [
    ...(typeof email === 'string' && email.length <= 128 && emailLike.test(email) ? [] : ['email']),
    ...(typeof type === 'number' && type in typeNames ? [] : ['type']),
    ...texts.filter((name) => !isText(given[name], name === 'display_name' ? 128 : 64)),
  ];
  if (wrong.length > 0) throw invalidFields(...wrong.map((name) => `user_info.${name}`));
  return {
    action: action as CreateAction,
    email: email as string,
    type: type as number,
    firstName: (given.first_name as string | undefined) ?? '',
    lastName: (given.last_name as string | undefined) ?? '',
    displayName: (given.display_name as string | undefined) ?? '',
    password,
    groups: ids(given.group_id, given.group_ids),
    imGroups: ids(given.im_group_id, given.im_group_ids),
  };
}

const isText = (value: unknown, longest: number) =>
  value === undefined || (typeof value === 'string' && value.length <= longest);

/**
 * Zoom's document lists the faults of groups and no field for them. The guess: one id and a list are both taken,
 * and the account has groups of its own for new users.
 */
const ids = (one: unknown, list: unknown): string[] =>
  [one, ...(Array.isArray(list) ? (list as unknown[]) : [])].filter((id) => typeof id === 'string');

/** Refuses a new user as Zoom does; which fault goes first is a guess. */
function refuseNewUser(account: ZoomAccount, wanted: NewUser): void {
  const { action, email, type } = wanted;
  refuseAction(account, action, email);
  refuseDomain(account, email);
  refuseKnown(account, email);
  for (const id of wanted.groups) {
    if (!account.groups.some((group) => group.id === id)) {
      throw new Refusal(404, 4130, `Group not exist: ${id}`);
    }
  }
  for (const id of wanted.imGroups) {
    if (!account.imGroups.some((group) => group.id === id)) {
      throw new Refusal(404, 4130, `IM Group not exist: ${id}`);
    }
  }
  const password = typeof wanted.password === 'string' ? wanted.password : '';
  if (action === 'autoCreate' && !fitsRules(account.passwordRules, password)) {
    throw new Refusal(400, 300, 'Invalid parameter: password');
  }
  refuseType(account, action, type);
}

function refuseAction(account: ZoomAccount, action: CreateAction, email: string): void {
  // Guesses: Zoom gives this text without a cause. autoCreate is documented for managed domains only.
  const notFor =
    (action === 'custCreate' && !account.apiUsers) ||
    (action === 'autoCreate' && !account.managedDomains.includes(domainOf(email)));
  if (account.creationStopped || notFor) {
    throw new Refusal(400, 200, 'No permission, please contact Zoom customer support.');
  }
  if (action === 'ssoCreate' && !account.ssoPreProvisioning) {
    throw new Refusal(400, 2002, 'Only available for Enabled Pre-provisioning SSO Partners');
  }
}

function refuseDomain(account: ZoomAccount, email: string): void {
  const domain = domainOf(email);
  if (account.blockedDomains.includes(domain)) throw new Refusal(400, 1107, 'Email domain is blocked');
  const limited = account.limitedDomains;
  if (limited.length > 0 && !limited.includes(domain)) {
    const domains = limited.join(', ');
    throw new Refusal(400, 1116, `Email address ${email} doesn't match limited domains: ${domains}`);
  }
}

function refuseKnown(account: ZoomAccount, email: string): void {
  const holders = account.users.filter((user) => user.email.toLowerCase() === email.toLowerCase());
  if (holders.some((user) => user.accountId === account.id)) {
    throw new Refusal(409, 1005, `Email ${email} has already been used.`);
  }
  const elsewhere = holders[0];
  if (!elsewhere) return;
  if (elsewhere.cluster !== account.cluster) {
    throw new Refusal(
      400,
      1135,
      `New User already exists in another cluster, current don't support add another cluster user, email: ${email}`,
    );
  }
  if (elsewhere.phoneRole !== 'none') {
    throw new Refusal(
      400,
      1000,
      'The user cannot be changed because s/he is a Call-queue manager or Auto-receptionist operator.',
    );
  }
  // A Basic account of one's own can be given up for this one, a paid one cannot: a guess at the usual case.
  if (elsewhere.type === 2 && elsewhere.status === 'active') {
    throw new Refusal(400, 1009, `The user ${email} already holds an active account.`);
  }
}

function refuseType(account: ZoomAccount, action: CreateAction, type: number): void {
  // Documented: 99 is for ssoCreate only. That giving licences needs a privilege of its own is a guess.
  const notAllowed = type === 2 && !account.privileges.includes('UserType:Edit');
  if (notAllowed || (type === 99 && action !== 'ssoCreate')) {
    throw new Refusal(400, 1108, 'User type permission check failed.');
  }
  if (type === 2) refusePaidSeat(account);
  if (type === 1) refuseBasicSeat(account);
}

/** How a user comes to be. */
type CreateAction = 'create' | 'autoCreate' | 'custCreate' | 'ssoCreate';

/** A body of createUser that fits. */
interface NewUser {
  readonly action: CreateAction;
  readonly email: string;
  readonly type: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly password: unknown;
  readonly groups: readonly string[];
  readonly imGroups: readonly string[];
}
