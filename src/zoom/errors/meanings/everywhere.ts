import type { Guidance } from './guidance.ts';

/** The request, the bot's rights at Zoom, Zoom itself. */
export const everywhere = {
  'invalid-value': { who: 'you', remedy: 'edit' },
  'request-malformed': { who: 'admin' },
  'endpoint-unknown': { who: 'admin' },
  'api-denied': { who: 'admin' },
  'missing-scopes': { who: 'admin' },
  'missing-role-permission': { who: 'admin' },
  'token-refused': { who: 'admin', remedy: 'retry' },
  'credentials-refused': { who: 'admin' },
  'zoom-account-unknown': { who: 'admin' },
  'app-not-activated': { who: 'admin' },
  'app-type-disabled': { who: 'admin' },
  'zoom-busy': { who: 'you', remedy: 'retry' },
  'rate-limited-second': { who: 'you', remedy: 'retry' },
  'rate-limited-day': { who: 'you', remedy: 'retry' },
  'request-in-progress': { who: 'you', remedy: 'retry' },
  'zoom-unreachable': { who: 'you', remedy: 'retry' },
  'zoom-timeout': { who: 'you', remedy: 'retry' },
  'zoom-server-error': { who: 'zoom', remedy: 'retry' },
  'unreadable-answer': { who: 'zoom', remedy: 'retry' },
  cancelled: { who: 'you', remedy: 'retry' },
  unknown: { who: 'admin' },
} as const satisfies Record<string, Guidance>;
