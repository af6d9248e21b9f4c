import type { Guidance } from './guidance.ts';

const edit = { who: 'you', remedy: 'edit', field: 'password' } as const;

/** Passwords: what they must be like, and who may not change one. */
export const password = {
  'password-too-short': edit,
  'password-too-long': edit,
  'password-needs-letter': edit,
  'password-needs-number': edit,
  'password-needs-special': edit,
  'password-needs-both-cases': edit,
  'password-one-character': edit,
  'password-sequence': edit,
  'password-too-easy': edit,
  'password-same-as-old': edit,
  'password-reused': edit,
  'password-invalid': edit,
  'password-changed-too-often': { who: 'you' },
  'password-not-work-email': { who: 'you' },
  'admin-password': { who: 'admin' },
} as const satisfies Record<string, Guidance>;
