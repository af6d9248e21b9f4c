import type { Row, Rows } from './row.ts';

/** Faults that any operation can meet. Sources: Zoom's pages on errors, rate limits and OAuth errors. */
export const everywhereRows: readonly Row[] = [
  { code: 124, message: 'Invalid access token.', meaning: 'token-refused' },
  { code: 124, message: 'Access token is expired.', meaning: 'token-refused' },
  { code: 124, message: 'Access token is expired. Invalid access token.', meaning: 'token-refused' },
  { code: 124, meaning: 'token-refused' },
  { code: 4700, meaning: 'token-refused' },
  { code: 4738, meaning: 'token-refused' },
  { code: 4741, meaning: 'token-refused' },
  { code: 4702, meaning: 'credentials-refused' },
  { code: 4704, meaning: 'credentials-refused' },
  { code: 4705, meaning: 'app-type-disabled' },
  { code: 4706, meaning: 'credentials-refused' },
  { code: 4717, meaning: 'app-not-activated' },
  // The text `does not contain scopes:[…]` is recognised under any code, see missing-scopes.ts.
  { code: 4711, meaning: 'missing-scopes' },
  { code: 104, meaning: 'missing-scopes' },
  {
    code: 200,
    message: 'Invalid access token. Does not contain permissions [{permission}].',
    meaning: 'missing-role-permission',
  },
  { code: 200, message: 'No permission.', meaning: 'missing-role-permission' },
  { code: 200, message: 'No privilege.', meaning: 'missing-role-permission' },
  {
    code: 429,
    message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
    meaning: 'rate-limited-second',
  },
  {
    code: 429,
    message:
      'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
    meaning: 'rate-limited-day',
  },
  {
    code: 429,
    message: 'Too many concurrent requests. A request to disassociate this user has already been made.',
    meaning: 'request-in-progress',
  },
  { code: 429, meaning: 'rate-limited-second' },
  { code: 300, message: 'Validation Failed.', meaning: 'invalid-value' },
  { code: 300, message: 'Request Body should be a valid JSON object.', meaning: 'request-malformed' },
  { code: 300, meaning: 'invalid-value' },
  {
    code: 403,
    message: 'Access to the Zoom REST API has been denied for this account.',
    meaning: 'api-denied',
  },
  { code: 403, meaning: 'api-denied' },
  { code: 2300, message: 'This API endpoint is not recognized.', meaning: 'endpoint-unknown' },
  { code: 2300, meaning: 'endpoint-unknown' },
  { code: 1001, meaning: 'user-not-found' },
  { code: 1010, message: 'User not belong to this account', meaning: 'user-other-account' },
  { code: 1010, message: 'User not found on this account', meaning: 'user-not-found' },
  { code: 1010, meaning: 'user-other-account' },
  { code: 1120, meaning: 'invitation-missing' },
];

/**
 * What the token endpoint says in `reason`. It has no number; `error` (RFC 6749) stands in for a code: see
 * {@link tokenErrorMeanings}.
 */
export const tokenRows: Rows = {
  token: [
    { code: 0, message: 'Invalid client_id or client_secret', meaning: 'credentials-refused' },
    { code: 0, message: 'Account does not exist', meaning: 'zoom-account-unknown' },
    { code: 0, message: 'Account does not enabled the OAuth app type', meaning: 'app-type-disabled' },
    { code: 0, message: 'unsupported grant type', meaning: 'app-type-disabled' },
    { code: 0, message: 'The app is not activated', meaning: 'app-not-activated' },
  ],
};

/** Meaning of the token endpoint's `error` when its `reason` is not known. */
export const tokenErrorMeanings: Readonly<Record<string, Row['meaning']>> = {
  invalid_client: 'credentials-refused',
  unauthorized_client: 'credentials-refused',
  unsupported_grant_type: 'app-type-disabled',
  invalid_request: 'credentials-refused',
};
