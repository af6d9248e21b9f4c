import type { Guidance } from './guidance.ts';

/** The user type and the licences of the account. */
export const licences = {
  'paid-users-not-allowed': { who: 'admin' },
  'no-free-licence': { who: 'admin', remedy: 'retry' },
  'no-free-basic-seat': { who: 'admin', remedy: 'retry' },
  'no-free-no-meetings-seat': { who: 'admin', remedy: 'retry' },
  'subscription-full': { who: 'admin', remedy: 'edit', field: 'subscription' },
  'subscription-unknown': { who: 'you', remedy: 'edit', field: 'subscription' },
  'room-user': { who: 'admin' },
  'type-change-not-permitted': { who: 'admin' },
  'upcoming-events': { who: 'you', remedy: 'retry' },
  'one-licence-change-at-a-time': { who: 'you', remedy: 'edit' },
  'base-plan-licence': { who: 'admin' },
  'plan-invalid': { who: 'you', remedy: 'edit', field: 'plan' },
  'on-prem-not-allowed': { who: 'you', remedy: 'edit' },
} as const satisfies Record<string, Guidance>;
