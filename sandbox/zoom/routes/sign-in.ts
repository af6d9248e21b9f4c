import { randomBytes } from 'node:crypto';
import { findUser } from '../account.ts';
import { refuseByRules, refuseUsedPassword, setPassword } from '../password.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { changeable, memberOf } from './find.ts';

/** Setting a password. */
export const passwordRoutes: readonly Route[] = [
  {
    operation: 'updatePassword',
    method: 'PUT',
    path: '/users/:userId/password',
    scope: 'user:update:password:admin',
    rate: 'medium',
    handle: updatePassword,
  },
];

function updatePassword({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const { password } = body;
  if (typeof password !== 'string') throw invalidFields('password');
  const user = changeable(account, userId);
  if (user.role !== 'member') throw new Refusal(400, 1117, "Can not update Admin's password");
  if (user.login !== 'email' || user.status === 'pending') {
    throw new Refusal(400, 1123, 'Can only update password of Zoom work email account');
  }
  refuseByRules(account.passwordRules, password);
  refuseUsedPassword(user, account.passwordRules, password);
  setPassword(user, password);
  changed(user.id, 'password changed');
  return { status: 204 };
}

const year = 365 * 24 * 60 * 60;

/** A user's tokens: giving one out, and ending an SSO session. */
export const userTokenRoutes: readonly Route[] = [
  {
    operation: 'getToken',
    method: 'GET',
    path: '/users/:userId/token',
    scope: 'user:read:token:admin',
    rate: 'light',
    handle: getToken,
  },
  {
    operation: 'revokeSsoToken',
    method: 'DELETE',
    path: '/users/:userId/token',
    scope: 'user:delete:token:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' }, changed }) => {
      const user = findUser(account, userId);
      if (user?.accountId !== account.id || !user) {
        throw new Refusal(404, 1001, `User does not exist: ${userId}.`);
      }
      if (user.signedIn) changed(user.id, 'SSO session ended');
      user.signedIn = false;
      return { status: 204 };
    },
  },
];

function getToken({ account, params: { userId = '' }, query }: ZoomRequest): Reply {
  const type = query.get('type') ?? 'token';
  if (type !== 'token' && type !== 'zak' && type !== 'onbehalf') throw invalidFields('type');
  const ttl = query.get('ttl') ?? '7200';
  if (!/^\d{1,8}$/.test(ttl) || Number(ttl) > year) throw invalidFields('ttl');
  const user = memberOf(account, userId);
  // Documented as an answer of 200; that the text stands where the token would is a guess.
  if (type === 'token') {
    return { status: 200, body: { token: 'Token is no longer supported. Please use ZAK token instead.' } };
  }
  return { status: 200, body: { token: jwt({ uid: user.id, zty: type, exp: now() + Number(ttl) }) } };
}

const now = () => Math.floor(Date.now() / 1_000);

/** It looks like Zoom's, a signed token of three parts, and opens nothing. */
function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}
