import type { Guidance } from './guidance.ts';

/** Changing the email address. */
export const email = {
  'pending-email': { who: 'you', remedy: 'retry' },
  'owner-email': { who: 'admin' },
  'other-admin-email': { who: 'admin' },
  'user-force-locked': { who: 'zoom' },
  'user-locked-or-inactive': { who: 'admin' },
  'email-domain-blocked': { who: 'you', remedy: 'edit', field: 'email' },
  'email-domain-unmanaged': { who: 'you', remedy: 'edit', field: 'email' },
  'email-taken': { who: 'you', remedy: 'edit', field: 'email' },
  'email-change-refused': { who: 'admin' },
} as const satisfies Record<string, Guidance>;
