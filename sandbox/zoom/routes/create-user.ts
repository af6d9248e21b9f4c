import { randomBytes } from 'node:crypto';
import type { ZoomAccountUser } from '../account-user.ts';
import { typeNames } from '../licences.ts';
import { setPassword } from '../password.ts';
import { invalidFields, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { makeUser } from '../user.ts';
import type { CreateAction, NewUser } from './new-user.ts';
import { refuseNewUser } from './refuse-new-user.ts';

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
