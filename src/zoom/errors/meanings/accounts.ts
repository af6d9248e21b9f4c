import type { Guidance } from './guidance.ts';

/** An account, its invitation, its assistants. */
export const accounts = {
  'user-not-found': { who: 'admin' },
  'user-other-account': { who: 'admin' },
  'invitation-missing': { who: 'admin' },
  'pending-settings': { who: 'you', remedy: 'retry' },
  'page-token-expired': { who: 'you', remedy: 'retry' },
  'email-required': { who: 'you', remedy: 'edit', field: 'email' },
  'vanity-name-required': { who: 'you', remedy: 'edit', field: 'vanityName' },
  'account-not-paid': { who: 'admin' },
  'subject-needs-licence': { who: 'you', remedy: 'request-license' },
  'assistant-needs-licence': { who: 'you', remedy: 'edit', field: 'assistant' },
  'own-assistant': { who: 'you', remedy: 'edit', field: 'assistant' },
  'assistant-not-found': { who: 'you', remedy: 'edit', field: 'assistant' },
  'already-assistant': { who: 'you', remedy: 'edit', field: 'assistant' },
  'assistant-other-account': { who: 'you', remedy: 'edit', field: 'assistant' },
  'assistants-refused': { who: 'you', remedy: 'edit' },
} as const satisfies Record<string, Guidance>;
