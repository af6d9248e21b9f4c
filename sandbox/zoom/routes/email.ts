import { findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { changeable } from './find.ts';

const day = 24 * 60 * 60 * 1_000;

/** Changing the email address. */
export const emailRoutes: readonly Route[] = [
  {
    operation: 'changeEmail',
    method: 'PUT',
    path: '/users/:userId/email',
    scope: 'user:update:email:admin',
    rate: 'light',
    handle: changeEmail,
  },
];

function changeEmail({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const user = changeable(account, userId);
  const { email } = body;
  if (typeof email !== 'string' || email.length > 127 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw invalidFields('email');
  }
  refuseUser(user);
  refuseAddress(account, user, email);
  const lastDay = user.emailChanges.filter((at) => at > Date.now() - day);
  const [first] = lastDay;
  // Three changes in 24 hours are documented, the answer to the fourth is not: a guess at the daily limit's.
  if (first !== undefined && lastDay.length >= 3) return dailyLimit(first + day);

  changed(user.id, `email ${user.email} → ${email}`);
  user.email = email;
  user.emailChanges = [...lastDay, Date.now()];
  return { status: 204 };
}

function refuseUser(user: ZoomAccountUser): void {
  if (user.status === 'pending') throw new Refusal(400, 1000, 'Pending user can not change email.');
  if (user.role === 'owner') throw new Refusal(400, 1000, 'Can not change email of account owner.');
  if (user.forceLocked) {
    throw new Refusal(400, 1000, 'This user is force locked. Contact the Zoom Support Team for help');
  }
  if (user.status !== 'active') throw new Refusal(400, 1000, 'This user is locked or inactive.');
}

function refuseAddress(account: ZoomAccount, user: ZoomAccountUser, email: string): void {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (account.blockedDomains.includes(domain)) throw new Refusal(400, 1107, 'Email domain is blocked');
  if (!account.managedDomains.includes(domain)) {
    throw new Refusal(
      400,
      1116,
      "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
    );
  }
  const holder = findUser(account, email);
  // Documented for new users; that it is the answer here too is a guess.
  if (holder && holder !== user) throw new Refusal(409, 1005, `Email ${email} has already been used.`);
}

function dailyLimit(until: number): Reply {
  const message =
    'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
  return {
    status: 429,
    body: { code: 429, message },
    headers: {
      'Retry-After': new Date(until).toISOString(),
      'X-RateLimit-Category': 'Light',
      'X-RateLimit-Type': 'Daily-limit',
    },
  };
}
