import { describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure } from './open.ts';

const sandbox = await useZoom();

const ada = person('ada').zoom?.id ?? '';

describe('a token endpoint that refuses', () => {
  test.each([
    ['wrong secret', { clientSecret: 'wrong' }, 'credentials-refused'],
    ['wrong client', { clientId: 'wrong' }, 'credentials-refused'],
    ['wrong account', { accountId: 'wrong' }, 'zoom-account-unknown'],
  ])('%s', async (_, options, kind) => {
    const error = await failure(connect(sandbox, options).ping());
    expect(error).toMatchObject({ operation: 'token', kind, effect: 'none' });
    expect(callsOf(sandbox, 'token')).toHaveLength(1);
  });

  test.each([
    ['Account does not enabled the OAuth app type', 'invalid_request', 'app-type-disabled'],
    ['The app is not activated', 'invalid_request', 'app-not-activated'],
    ['Something new', 'invalid_client', 'credentials-refused'],
    ['Something new', 'something_else', 'unknown'],
  ])('%s (%s)', async (reason, error, kind) => {
    sandbox.faults.add({
      operation: 'token',
      kind: 'status',
      times: 1,
      status: 400,
      body: { reason, error },
    });
    expect(await failure(connect(sandbox).ping())).toMatchObject({ operation: 'token', kind });
  });

  test.each([
    ['a page', { kind: 'html', status: 200 }, 'unreadable-answer'],
    ['half an answer', { kind: 'truncated' }, 'unreadable-answer'],
    [
      'an answer without a token',
      { kind: 'status', status: 200, body: { token_type: 'bearer' } },
      'unreadable-answer',
    ],
    ['a server error for ever', { kind: 'status', status: 500 }, 'zoom-server-error'],
  ] as const)('%s', async (_, fault, kind) => {
    sandbox.faults.add({ operation: 'token', times: 9, ...fault });
    expect(await failure(connect(sandbox).ping())).toMatchObject({ operation: 'token', kind });
  });

  test('one failure is retried', async () => {
    sandbox.faults.add({ operation: 'token', kind: 'reset', times: 1 });
    await connect(sandbox).ping();
    expect(callsOf(sandbox, 'token')).toHaveLength(2);
  });

  test('no answer: the call fails within its time limit', async () => {
    sandbox.faults.add({ operation: 'token', kind: 'hang', times: 1 });
    const error = await failure(connect(sandbox, { timeoutMs: 1_000 }).ping());
    expect(error).toMatchObject({ operation: 'token', kind: 'zoom-timeout', effect: 'none' });
  });

  test('a caller that times out does not stop the others', async () => {
    const zoom = connect(sandbox);
    sandbox.faults.add({ operation: 'token', kind: 'slow', times: 1, delayMs: 300 });
    const impatient = failure(zoom.users.get(ada, { signal: AbortSignal.timeout(50) }));
    const patient = zoom.users.get(ada);
    expect((await impatient).kind).toBe('cancelled');
    expect((await patient).id).toBe(ada);
    expect(sandbox.tokens.issued).toBe(1);
  });
});
