import { expect, test } from 'vitest';
import { readBody } from '../../../src/zoom/answer.ts';
import { type CallInfo, classify, classifyToken } from '../../../src/zoom/errors/classify.ts';
import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';

const getUser: CallInfo = { operation: 'getUser', changes: false };
const updateUser: CallInfo = { operation: 'updateUser', changes: true };
const listUsers: CallInfo = { operation: 'listUsers', changes: false };

/** What real accounts have answered, beside what Zoom documents; bodies as text where they are no JSON. */
const answers: [
  call: CallInfo,
  status: number,
  body: unknown,
  kind: ErrorKind,
  headers?: Record<string, string>,
][] = [
  [
    getUser,
    429,
    {
      code: 429,
      message:
        'You have exceeded the daily rate limit (3) of Change email requests permitted for this user. You may resume these requests at GMT 00:00:00.',
    },
    'rate-limited-day',
  ],
  [
    getUser,
    429,
    { code: 429, message: 'You have reached the maximum daily rate limit for this API.' },
    'rate-limited-day',
  ],
  [
    getUser,
    429,
    { code: 429, message: 'You have exceeded the limit of requests per day.' },
    'rate-limited-day',
  ],
  [
    getUser,
    429,
    { code: 429, message: 'Too many requests.' },
    'rate-limited-day',
    { 'x-ratelimit-type': 'Daily-limit' },
  ],
  [getUser, 429, '', 'rate-limited-day', { 'x-ratelimit-type': 'daily-limit' }],
  [getUser, 429, '<html>', 'rate-limited-second', { 'x-ratelimit-type': 'QPS' }],
  [getUser, 429, { code: 1001, message: 'User does not exist: x.' }, 'rate-limited-second'],
  [
    getUser,
    400,
    '{"code":104,"message":"Invalid access token, does not contain scopes:["user:read:user:admin","user:read:user"]"}',
    'missing-scopes',
  ],
  [
    getUser,
    400,
    '{"code":4711,"message":"Invalid access token, does not contain scopes:[user:read:user:admin]."}',
    'missing-scopes',
  ],
  [getUser, 400, { code: 200, message: 'Invalid api key or secret.' }, 'credentials-refused'],
  [updateUser, 400, { code: 200, message: 'Invalid api key or secret.' }, 'credentials-refused'],
  [getUser, 400, { code: 200, message: 'Account does not enabled REST API.' }, 'api-denied'],
  [
    listUsers,
    400,
    { code: 300, message: 'The next page token is either invalid or has expired.' },
    'page-token-expired',
  ],
  [getUser, 403, { code: 200, message: 'Only available for paid account.' }, 'paid-accounts-only'],
  [getUser, 403, { code: 403, message: 'Only available for paid account' }, 'paid-accounts-only'],
  [getUser, 403, { message: 'Only available for paid account.' }, 'paid-accounts-only'],
  [getUser, 502, { code: 1001, message: 'User does not exist: x.' }, 'zoom-server-error'],
  [getUser, 500, { code: 124, message: 'Invalid access token.' }, 'zoom-server-error'],
  [
    getUser,
    503,
    '{"code":4711,"message":"Invalid access token, does not contain scopes:[a]."}',
    'zoom-server-error',
  ],
  [getUser, 404, { code: 2300, message: 'This API endpoint is not recognized.' }, 'endpoint-unknown'],
  [
    updateUser,
    400,
    {
      code: 300,
      message:
        "You can't turn off your Zoom One license now because you are having Zoom One as your basic plan type.",
    },
    'base-plan-licence',
  ],
  [
    updateUser,
    400,
    {
      code: 2039,
      message:
        "You can't turn off your Zoom Workplace license now because you are having Zoom Workplace as your basic plan type.",
    },
    'base-plan-licence',
  ],
  [
    updateUser,
    400,
    {
      code: 300,
      message:
        "You can't turn off your Zoom United license now because you don't have enough basic licenses.",
    },
    'no-free-basic-seat',
  ],
  [
    updateUser,
    400,
    { code: 2039, message: 'You can’t turn off your Zoom One license.' },
    'base-plan-licence',
  ],
];

const updateStatus: CallInfo = { operation: 'updateStatus', changes: true };

test('a bundle is told by any operation', () => {
  const text = JSON.stringify({
    code: 300,
    message: "You can't turn off your Zoom One license now because of something.",
  });
  const error = classify(updateStatus, { status: 400, headers: {}, text }, readBody(text));
  expect(error?.kind).toBe('base-plan-licence');
});

test('what Zoom’s errors mean in the wordings that are in no document', () => {
  for (const [call, status, body, kind, headers = {}] of answers) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const error = classify(call, { status, headers, text }, readBody(text));
    const name = `${call.operation} ${status} ${text}`;
    expect.soft(error?.kind, name).toBe(kind);
    const inDoubt = call.changes && status >= 500;
    expect.soft(error?.effect, name).toBe(inDoubt ? 'unknown' : 'none');
    if (text.includes('"user:read:user:admin","')) {
      expect.soft(error?.scopes).toEqual(['user:read:user:admin', 'user:read:user']);
    }
  }
});

test('a change that a gateway answers for is in doubt, whatever code it gives', () => {
  const text = JSON.stringify({ code: 1001, message: 'User does not exist: x.' });
  const error = classify(updateUser, { status: 502, headers: {}, text }, readBody(text));
  expect(error).toMatchObject({ kind: 'zoom-server-error', effect: 'unknown', values: {} });
});

test('what the token endpoint answers', () => {
  const refusals: [status: number, body: object, kind: ErrorKind][] = [
    [400, { reason: 'Invalid authorization code', error: 'invalid_grant' }, 'credentials-refused'],
    [401, { reason: 'Something else', error: 'invalid_grant' }, 'credentials-refused'],
    [400, { status: false, errorCode: 4702, errorMessage: 'Invalid client.' }, 'credentials-refused'],
    [
      401,
      { status: false, errorCode: '4717', errorMessage: 'The app has been disabled.' },
      'app-not-activated',
    ],
    [200, { status: false, errorCode: 4704, errorMessage: 'Invalid client secret.' }, 'credentials-refused'],
    [500, { reason: 'Internal', error: 'invalid_client' }, 'zoom-server-error'],
    [502, { code: 4702 }, 'zoom-server-error'],
  ];
  for (const [status, body, kind] of refusals) {
    const text = JSON.stringify(body);
    const error = classifyToken({ status, headers: {}, text }, readBody(text));
    expect.soft(error.kind, text).toBe(kind);
  }
});
