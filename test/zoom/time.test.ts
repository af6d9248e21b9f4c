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

describe('time limits', () => {
  test('no answer to a change: a time-out with unknown effect', async () => {
    strike('addAssistants', { kind: 'hang', afterApplying: true });
    const hasty = connect(sandbox, { timeoutMs: 300 });
    expect(await failure(hasty.assistants.add(ada, [mia]))).toMatchObject({
      kind: 'zoom-timeout',
      effect: 'unknown',
    });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
  });

  test('no answer to a read: a time-out without effect', async () => {
    strike('getUser', { kind: 'hang' });
    const hasty = connect(sandbox, { timeoutMs: 300 });
    expect(await failure(hasty.users.get(ada))).toMatchObject({ kind: 'zoom-timeout', effect: 'none' });
  });

  test('a slow body does not extend it', async () => {
    strike('getUser', { kind: 'slow', delayMs: 5_000 });
    const hasty = connect(sandbox, { timeoutMs: 400 });
    expect((await failure(hasty.users.get(ada))).kind).toBe('zoom-timeout');
  });

  test('a slow answer within the limit succeeds', async () => {
    strike('getUser', { kind: 'slow', delayMs: 300 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });

  test('a cancelled call', async () => {
    strike('addAssistants', { kind: 'hang' });
    const signal = AbortSignal.timeout(100);
    await zoom.ping();
    expect(await failure(zoom.assistants.add(ada, [mia], { signal }))).toMatchObject({
      kind: 'cancelled',
      effect: 'unknown',
    });
    const late = failure(zoom.users.get(ada, { signal: AbortSignal.abort() }));
    expect(await late).toMatchObject({ kind: 'cancelled', effect: 'none' });
  });
});
