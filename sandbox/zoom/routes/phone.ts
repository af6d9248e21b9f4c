import type { ZoomAccountUser } from '../account-user.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { memberOf } from './find.ts';

/** Zoom Phone, as far as one may ask who has which numbers. */
export const phoneRoutes: readonly Route[] = [
  {
    operation: 'getPhoneUser',
    method: 'GET',
    path: '/phone/users/:userId',
    scope: 'phone:read:user:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' } }) => {
      const { id, email, phone } = memberOf(account, userId);
      // The words are a guess.
      if (!phone) throw new Refusal(404, 404, `User does not have Zoom Phone: ${userId}`);
      return {
        status: 200,
        body: {
          id,
          email,
          phone_user_id: `phone${id}`.slice(0, 22),
          extension_number: 100,
          status: 'activate',
          phone_numbers: phone.numbers.map((number) => ({ id: `number${number.slice(-6)}`, number })),
          calling_plans: [{ name: phone.plan, type: 200 }],
        },
      };
    },
  },
];

/** Documented: `false` unassigns the numbers for good; `true` gives the licence without a number. */
export function setPhone(user: ZoomAccountUser, wanted: unknown): string[] {
  if (typeof wanted !== 'boolean' || wanted === (user.phone !== null)) return [];
  user.phone = wanted ? { numbers: [], plan: 'US/CA Unlimited' } : null;
  return [wanted ? 'phone on' : 'phone off'];
}
