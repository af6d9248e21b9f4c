import { beforeEach, describe, expect, test, vi } from 'vitest';
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
    const hasty = connect(sandbox, { timeoutMs: 1_000 });
    expect(await failure(hasty.assistants.add(ada, [mia]))).toMatchObject({
      kind: 'zoom-timeout',
      effect: 'unknown',
    });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
  });

  test('no answer to a read: a time-out without effect', async () => {
    strike('getUser', { kind: 'hang' });
    const hasty = connect(sandbox, { timeoutMs: 1_000 });
    expect(await failure(hasty.users.get(ada))).toMatchObject({ kind: 'zoom-timeout', effect: 'none' });
  });

  test('a slow body does not extend it', async () => {
    strike('getUser', { kind: 'slow', delayMs: 5_000 });
    const hasty = connect(sandbox, { timeoutMs: 1_000 });
    expect((await failure(hasty.users.get(ada))).kind).toBe('zoom-timeout');
  });

  test('a slow answer within the limit succeeds', async () => {
    strike('getUser', { kind: 'slow', delayMs: 300 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });

  test('a cancelled call', async () => {
    strike('addAssistants', { kind: 'hang' });
    const caller = new AbortController();
    const cancelled = failure(zoom.assistants.add(ada, [mia], { signal: caller.signal }));
    await vi.waitUntil(() => callsOf(sandbox, 'addAssistants').length === 1, { timeout: 15_000 });
    caller.abort();
    expect(await cancelled).toMatchObject({ kind: 'cancelled', effect: 'unknown' });
    const late = failure(zoom.users.get(ada, { signal: AbortSignal.abort() }));
    expect(await late).toMatchObject({ kind: 'cancelled', effect: 'none' });
  });
});
