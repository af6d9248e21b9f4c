import type { Guidance } from './guidance.ts';

/** New accounts. */
export const creation = {
  'create-refused': { who: 'you', remedy: 'edit' },
  'adding-users-not-permitted': { who: 'zoom' },
  'email-has-zoom-account': { who: 'you', remedy: 'edit', field: 'email' },
  'email-domain-not-allowed': { who: 'you', remedy: 'edit', field: 'email' },
  'email-in-other-region': { who: 'zoom', field: 'email' },
  'sso-not-enabled': { who: 'zoom' },
  'sso-preprovisioning-off': { who: 'zoom' },
  'group-not-found': { who: 'you', remedy: 'edit', field: 'group' },
  'partner-account': { who: 'zoom' },
  'partner-account-owner': { who: 'you', remedy: 'edit', field: 'email' },
  'user-forbidden': { who: 'zoom', field: 'email' },
  'no-free-phone-licence': { who: 'admin' },
} as const satisfies Record<string, Guidance>;
