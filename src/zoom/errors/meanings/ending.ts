import type { Guidance } from './guidance.ts';

const heir = { who: 'you', remedy: 'edit', field: 'transferTo' } as const;

/** Accounts that end, pause or come back. */
export const ending = {
  'delete-refused': { who: 'you', remedy: 'edit' },
  'status-refused': { who: 'admin' },
  'room-user-permanent': { who: 'admin' },
  'room-or-admin-status': { who: 'admin' },
  'admin-user': { who: 'admin' },
  'api-user': { who: 'admin' },
  'managed-domain-user': { who: 'admin' },
  'phone-role-holder': { who: 'admin', remedy: 'retry' },
  'deactivated-user-stuck': { who: 'zoom' },
  'transfer-to-room': heir,
  'transfer-to-same-user': heir,
  'transfer-target-other-account': heir,
  'transfer-target-needs-licence': heir,
  'published-events': { who: 'admin', remedy: 'retry' },
  'published-events-need-target': heir,
  'upcoming-events-deactivation': { who: 'you', remedy: 'retry' },
} as const satisfies Record<string, Guidance>;
