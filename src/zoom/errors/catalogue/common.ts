import type { OperationName } from '../../operations.ts';
import type { ErrorKind } from '../error-kinds.ts';

/** One error as Zoom words it. */
export interface Row {
  readonly code: number;
  /**
   * Zoom's text, values as `{placeholder}`. Without it the row is what the code means when Zoom changed its
   * wording or left the text out.
   */
  readonly message?: string;
  readonly kind: ErrorKind;
}

/** The errors that Zoom documents, by operation. */
export type Rows = Partial<Record<OperationName | 'token', readonly Row[]>>;

/** Zoom's current text for an unknown user, the same on every operation with a user in its path. */
export const noSuchUser: Row = {
  code: 1001,
  message: 'User does not exist: {userId}.',
  kind: 'user-not-found',
};

/** Zoom's texts for an invitation that was not accepted. */
export const invitation: readonly Row[] = [
  { code: 1120, message: 'Invite not exist', kind: 'invitation-missing' },
  {
    code: 1120,
    message: 'A valid invitation to join the Zoom account was not found for this user.',
    kind: 'invitation-missing',
  },
  {
    code: 1120,
    message:
      'This error is thrown if you added a user in your account but the user did not accept the invitation on time and the invitation expired - thus making the userId invalid.',
    kind: 'invitation-missing',
  },
];

/**
 * Licences of a bundle: Zoom gives the same texts under both codes, with the names of its plans as they were called
 * at the time.
 */
const bundleRows: readonly Row[] = [300, 2039].flatMap((code): Row[] => [
  {
    code,
    message: "You can't turn off your {licence} license now because you don't have enough basic licenses.",
    kind: 'no-free-basic-seat',
  },
  {
    code,
    message: "You can't turn off your {licence} license now because {reason}.",
    kind: 'base-plan-licence',
  },
  { code, message: "You can't turn off your {licence} license{more}", kind: 'base-plan-licence' },
  { code, message: "You can't turn off your {licence} license", kind: 'base-plan-licence' },
]);

/** Errors that any operation can get. Sources: Zoom's pages on errors, rate limits and OAuth errors. */
export const everywhereRows: readonly Row[] = [
  { code: 124, message: 'Invalid access token.', kind: 'token-refused' },
  { code: 124, message: 'Access token is expired.', kind: 'token-refused' },
  { code: 124, message: 'Access token is expired. Invalid access token.', kind: 'token-refused' },
  { code: 124, kind: 'token-refused' },
  { code: 4700, kind: 'token-refused' },
  { code: 4738, kind: 'token-refused' },
  { code: 4741, kind: 'token-refused' },
  { code: 4702, kind: 'credentials-refused' },
  { code: 4704, kind: 'credentials-refused' },
  { code: 4705, kind: 'app-type-disabled' },
  { code: 4706, kind: 'credentials-refused' },
  { code: 4717, kind: 'app-not-activated' },
  // The text `does not contain scopes:[…]` is recognised under any code, see `missingScopes`.
  { code: 4711, kind: 'missing-scopes' },
  { code: 104, kind: 'missing-scopes' },
  {
    code: 200,
    message: 'Invalid access token. Does not contain permissions [{permission}].',
    kind: 'missing-role-permission',
  },
  { code: 200, message: 'No permission.', kind: 'missing-role-permission' },
  { code: 200, message: 'No privilege.', kind: 'missing-role-permission' },
  { code: 200, message: 'Invalid api key or secret.', kind: 'credentials-refused' },
  { code: 200, message: 'Account does not enabled REST API.', kind: 'api-denied' },
  { code: 200, message: 'Only available for paid account.', kind: 'paid-accounts-only' },
  { code: 403, message: 'Only available for paid account.', kind: 'paid-accounts-only' },
  {
    code: 429,
    message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
    kind: 'rate-limited-second',
  },
  {
    code: 429,
    message:
      'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
    kind: 'rate-limited-day',
  },
  {
    code: 429,
    message: 'Too many concurrent requests. A request to disassociate this user has already been made.',
    kind: 'request-in-progress',
  },
  {
    code: 429,
    message: 'You have exceeded the daily rate limit ({limit}) of {requests}.',
    kind: 'rate-limited-day',
  },
  {
    code: 429,
    message:
      'You have exceeded the daily rate limit ({limit}) of {requests}. You may resume these requests at GMT {time}.',
    kind: 'rate-limited-day',
  },
  { code: 429, kind: 'rate-limited-second' },
  { code: 300, message: 'Validation Failed.', kind: 'invalid-value' },
  { code: 300, message: 'Request Body should be a valid JSON object.', kind: 'request-malformed' },
  ...bundleRows,
  { code: 300, kind: 'invalid-value' },
  {
    code: 403,
    message: 'Access to the Zoom REST API has been denied for this account.',
    kind: 'api-denied',
  },
  { code: 403, kind: 'api-denied' },
  { code: 2300, message: 'This API endpoint is not recognized.', kind: 'endpoint-unknown' },
  { code: 2300, kind: 'endpoint-unknown' },
  { code: 1001, kind: 'user-not-found' },
  { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
  { code: 1010, message: 'User not found on this account', kind: 'user-not-found' },
  { code: 1010, kind: 'user-other-account' },
  { code: 1120, kind: 'invitation-missing' },
];

/**
 * What the token endpoint says in `reason`. It has no number; `error` (RFC 6749) stands in for a code: see
 * {@link tokenErrorKinds}.
 */
export const tokenRows: Rows = {
  token: [
    { code: 0, message: 'Invalid client_id or client_secret', kind: 'credentials-refused' },
    { code: 0, message: 'Invalid authorization code', kind: 'credentials-refused' },
    { code: 0, message: 'Account does not exist', kind: 'zoom-account-unknown' },
    { code: 0, message: 'Account does not enabled the OAuth app type', kind: 'app-type-disabled' },
    { code: 0, message: 'unsupported grant type', kind: 'app-type-disabled' },
    { code: 0, message: 'The app is not activated', kind: 'app-not-activated' },
  ],
};

/** Kind of the token endpoint's `error` when its `reason` is not known. */
export const tokenErrorKinds: Readonly<Record<string, Row['kind']>> = {
  invalid_client: 'credentials-refused',
  invalid_grant: 'credentials-refused',
  unauthorized_client: 'credentials-refused',
  unsupported_grant_type: 'app-type-disabled',
  invalid_request: 'credentials-refused',
};
