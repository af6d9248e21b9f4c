import { Keyv } from 'keyv';
import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure, striking } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

const ada = person('ada').zoom?.id ?? '';
const mia = { email: 'mia@example.com' };

const strike = striking(sandbox);

describe('retries', () => {
  test('a read is repeated after a broken connection', async () => {
    strike('getUser', { kind: 'reset', times: 2 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
    expect(callsOf(sandbox, 'getUser')).toHaveLength(3);
  });

  test('at most three attempts', async () => {
    strike('getUser', { kind: 'reset', times: 9 });
    expect(await failure(zoom.users.get(ada))).toMatchObject({ kind: 'zoom-unreachable', effect: 'none' });
    expect(callsOf(sandbox, 'getUser')).toHaveLength(3);
  });

  test('a server error is retried', async () => {
    strike('getUser', { kind: 'html', status: 502 });
    strike('getUser', { kind: 'status', status: 500 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });

  test('an idempotent change is repeated', async () => {
    strike('deleteAssistants', { kind: 'reset', afterApplying: true });
    await zoom.assistants.removeAll(person('grace').zoom?.id ?? '');
    expect(callsOf(sandbox, 'deleteAssistants')).toHaveLength(2);
    expect(sandbox.changes).toHaveLength(1);
  });

  test.each([
    ['a broken connection', { kind: 'reset' }, 'zoom-unreachable'],
    ['a server error', { kind: 'status', status: 500 }, 'zoom-server-error'],
    ['a gateway page', { kind: 'html', status: 504 }, 'zoom-server-error'],
  ] as const)('addAssistants is not repeated after %s: it may have worked', async (_, fault, kind) => {
    strike('addAssistants', { ...fault, afterApplying: true });
    expect(await failure(zoom.assistants.add(ada, [mia]))).toMatchObject({ kind, effect: 'unknown' });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
    expect(sandbox.changes).toHaveLength(1);
  });

  test('changeEmail is not repeated either: Zoom counts the changes', async () => {
    strike('changeEmail', { kind: 'reset', afterApplying: true });
    const error = await failure(zoom.users.changeEmail('ben@example.com', 'benedict@example.com'));
    expect(error).toMatchObject({ effect: 'unknown' });
    expect(callsOf(sandbox, 'changeEmail')).toHaveLength(1);
  });

  test('a refusal after an attempt that may have worked leaves the effect in doubt', async () => {
    strike('updateUser', { kind: 'reset', afterApplying: true });
    strike('updateUser', { kind: 'status', status: 400, body: { code: 200, message: 'No permission.' } });
    expect(await failure(zoom.users.update(ada, { dept: 'Analysis' }))).toMatchObject({
      kind: 'missing-role-permission',
      effect: 'unknown',
    });
  });

  test('connection refused: every call is repeated, and none had an effect', async () => {
    const cache = new Keyv();
    await connect(sandbox, { cache }).ping();
    const nowhere = connect(sandbox, { cache, apiUrl: 'http://127.0.0.1:9/v2' });
    expect(await failure(nowhere.assistants.add(ada, [mia]))).toMatchObject({
      kind: 'zoom-unreachable',
      effect: 'none',
      reason: 'ECONNREFUSED',
    });
  });
});
