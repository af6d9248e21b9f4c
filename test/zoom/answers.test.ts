import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { OperationName } from '../../src/zoom/operations.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure, type Strike, striking } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

const ada = person('ada').zoom?.id ?? '';
const mia = { email: 'mia@example.com' };

const strike = striking(sandbox);

describe('answers that cannot be read', () => {
  const faults: [string, Strike, object][] = [
    ['a page', { kind: 'html', status: 200 }, { kind: 'unreadable-answer', status: 200 }],
    ['a page with 403', { kind: 'html', status: 403 }, { kind: 'unreadable-answer', status: 403 }],
    ['half an answer', { kind: 'truncated' }, { kind: 'unreadable-answer' }],
    ['an empty body', { kind: 'status', status: 200, body: '' }, { kind: 'unreadable-answer' }],
    ['a number', { kind: 'status', status: 200, body: '7' }, { kind: 'unreadable-answer' }],
    ['null', { kind: 'status', status: 200, body: 'null' }, { kind: 'unreadable-answer' }],
    ['a list', { kind: 'status', status: 200, body: [] }, { kind: 'unreadable-answer' }],
    ['another shape', { kind: 'status', status: 200, body: { id: 7 } }, { kind: 'unreadable-answer' }],
    [
      'a redirect',
      { kind: 'status', status: 302, headers: { location: '/v2/users/email' } },
      { kind: 'unreadable-answer', status: 302 },
    ],
    [
      'too much',
      { kind: 'status', status: 200, body: { id: 'x', email: 'x', type: 2, dept: 'x'.repeat(6_000_000) } },
      { kind: 'unreadable-answer' },
    ],
    [
      'a failure inside 200',
      { kind: 'status', status: 200, body: { code: 1001, message: 'User not exist.' } },
      { kind: 'user-not-found', code: 1001, status: 200 },
    ],
    [
      'a code as text',
      { kind: 'status', status: 404, body: { code: '1001', message: '' } },
      { kind: 'user-not-found', code: 1001 },
    ],
    [
      'error_message',
      { kind: 'status', status: 400, body: { code: 300, error_message: 'Validation Failed.' } },
      { kind: 'invalid-value', zoomMessage: 'Validation Failed.' },
    ],
    [
      'no text',
      { kind: 'status', status: 400, body: { code: 120, message: '' } },
      { kind: 'unknown', code: 120 },
    ],
    ['nothing but 403', { kind: 'status', status: 403 }, { kind: 'api-denied' }],
    ['nothing but 400', { kind: 'status', status: 400, body: 'null' }, { kind: 'unknown', status: 400 }],
    [
      'old code of missing scopes',
      {
        kind: 'status',
        status: 401,
        times: 2,
        body: { code: 4700, message: 'Invalid access token, does not contain scopes:[a:b].' },
      },
      { kind: 'missing-scopes', scopes: ['a:b'] },
    ],
  ];

  test.each(faults)('%s', async (_, fault, expected) => {
    strike('getUser', fault);
    expect(await failure(zoom.users.get(ada))).toMatchObject({
      operation: 'getUser',
      effect: 'none',
      ...expected,
    });
  });

  test('a field that Zoom left out or set to null is absent', async () => {
    const body = { id: ada, email: 'ada@example.com', type: 2, dept: null, brand_new: { a: 1 } };
    strike('getUser', { kind: 'status', status: 200, body });
    expect(await zoom.users.get(ada)).toEqual({
      id: ada,
      email: 'ada@example.com',
      type: 2,
      brand_new: { a: 1 },
    });
  });

  test('code 0 is success', async () => {
    strike('updateUser', { kind: 'status', status: 200, body: { code: 0, message: 'success' } });
    await zoom.users.update(ada, { dept: 'Analysis' });
  });

  test('after a change the effect is in doubt', async () => {
    strike('addAssistants', { kind: 'html', status: 200, afterApplying: true });
    expect(await failure(zoom.assistants.add(ada, [mia]))).toMatchObject({
      kind: 'unreadable-answer',
      effect: 'unknown',
    });
    expect(sandbox.changes).toHaveLength(1);
  });
});

describe('a change counts as made only by the documented answer', () => {
  const changes: [OperationName, () => Promise<unknown>][] = [
    ['updateUser', () => zoom.users.update(ada, { dept: 'Analysis' })],
    ['changeEmail', () => zoom.users.changeEmail(ada, 'ada.king@example.com')],
    ['updateStatus', () => zoom.users.setStatus(ada, 'deactivate')],
    ['addAssistants', () => zoom.assistants.add(ada, [mia])],
    ['updateSettings', () => zoom.settings.update(ada, { in_meeting: { waiting_room: true } })],
    ['revokeSsoToken', () => zoom.users.revokeSsoToken(ada)],
  ];
  const otherwise: [string, Strike][] = [
    ['the login page of a proxy', { kind: 'html', status: 200 }],
    ['nothing, with 200', { kind: 'status', status: 200, body: '' }],
    ['JSON of a proxy', { kind: 'status', status: 200, body: { error: 'login required' } }],
    ['true', { kind: 'status', status: 200, body: 'true' }],
    ['a promise', { kind: 'status', status: 202, body: '' }],
    ['a page with the status of a success', { kind: 'html', status: 201 }],
  ];

  test.each(changes)('%s', async (operation, change) => {
    for (const [answer, fault] of otherwise) {
      strike(operation, fault);
      const error = await failure(change());
      expect.soft(error, answer).toMatchObject({ kind: 'unreadable-answer', effect: 'unknown' });
    }
    expect(callsOf(sandbox, operation)).toHaveLength(otherwise.length);
    expect(sandbox.changes).toEqual([]);
  });
});
