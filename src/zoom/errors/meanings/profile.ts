import type { Guidance } from './guidance.ts';

/** Profile, host key, personal link. */
export const profile = {
  'host-key-meeting-running': { who: 'you', remedy: 'retry', field: 'hostKey' },
  'host-key-same-as-audio-password': { who: 'you', remedy: 'edit', field: 'hostKey' },
  'host-key-needs-licence': { who: 'you', remedy: 'request-license', field: 'hostKey' },
  'host-needs-licence': { who: 'you', remedy: 'request-license' },
  'vanity-name-taken': { who: 'you', remedy: 'edit', field: 'vanityName' },
  'pmi-needs-meetings-licence': { who: 'you', remedy: 'request-license', field: 'pmi' },
  'name-has-invalid-word': { who: 'you', remedy: 'edit', field: 'name' },
  'about-me-invalid': { who: 'you', remedy: 'edit', field: 'aboutMe' },
  'linkedin-invalid': { who: 'you', remedy: 'edit', field: 'linkedin' },
  'admin-only-change': { who: 'admin' },
  'update-refused': { who: 'you', remedy: 'edit' },
} as const satisfies Record<string, Guidance>;
