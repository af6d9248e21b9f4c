/**
 * Everything that can go wrong in a call to Zoom, as far as a person needs to tell it apart. Several codes
 * and wordings of Zoom share one meaning; `words/` says each of them in sentences.
 */
export const meanings = [
  // an account
  'user-not-found',
  'user-other-account',
  'invitation-missing',
  'pending-settings',
  // lists
  'page-token-expired',
  // lookups
  'email-required',
  'vanity-name-required',
  // assistants
  'account-not-paid',
  'subject-needs-licence',
  'assistant-needs-licence',
  'own-assistant',
  'assistant-not-found',
  'already-assistant',
  'assistant-other-account',
  'assistants-refused',
  // email address
  'pending-email',
  'owner-email',
  'other-admin-email',
  'user-force-locked',
  'user-locked-or-inactive',
  'email-domain-blocked',
  'email-domain-unmanaged',
  'email-taken',
  'email-change-refused',
  // licence and user type
  'paid-users-not-allowed',
  'no-free-licence',
  'no-free-basic-seat',
  'no-free-no-meetings-seat',
  'subscription-full',
  'subscription-unknown',
  'room-user',
  'type-change-not-permitted',
  'upcoming-events',
  'one-licence-change-at-a-time',
  'base-plan-licence',
  'plan-invalid',
  'on-prem-not-allowed',
  // profile
  'host-key-meeting-running',
  'host-key-same-as-audio-password',
  'host-key-needs-licence',
  'host-needs-licence',
  'vanity-name-taken',
  'pmi-needs-meetings-licence',
  'name-has-invalid-word',
  'about-me-invalid',
  'linkedin-invalid',
  'password-invalid',
  'admin-only-change',
  'update-refused',
  // the request, the app, the service
  'invalid-value',
  'request-malformed',
  'endpoint-unknown',
  'api-denied',
  'missing-scopes',
  'missing-role-permission',
  'token-refused',
  'credentials-refused',
  'zoom-account-unknown',
  'app-not-activated',
  'app-type-disabled',
  'rate-limited-second',
  'rate-limited-day',
  'request-in-progress',
  'zoom-unreachable',
  'zoom-timeout',
  'zoom-server-error',
  'unreadable-answer',
  'cancelled',
  'unknown',
] as const;

/** Id of one thing that can go wrong; see {@link meanings}. */
export type Meaning = (typeof meanings)[number];
