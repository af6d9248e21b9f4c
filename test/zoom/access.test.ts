import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure, listeningLogger, type Strike } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
let lines: unknown[][];
beforeEach(() => {
  const listening = listeningLogger();
  lines = listening.lines;
  zoom = connect(sandbox, { logger: listening.logger, timeoutMs: 1_000 });
});

const ada = person('ada').zoom?.id ?? '';
const sso = 'sam@example.com';

const strike = (operation: string, fault: Strike) => sandbox.faults.add({ operation, times: 3, ...fault });

/** Everything that an error or a log line could be printed as. */
const printed = (...things: unknown[]) =>
  things
    .flatMap((one) => [String(one), JSON.stringify(one), inspect(one, { depth: 10, showHidden: true })])
    .join('\n');

describe('a password', () => {
  const password = 'Tänger"ine\\Boat-27';

  test('is set', async () => {
    await zoom.users.setPassword(ada, password);
    expect(sandbox.changes).toMatchObject([{ operation: 'updatePassword', userId: ada }]);
  });

  test.each([
    ['the one it was', ada, 'Sandbox-Secret-42', 'password-same-as-old'],
    ['too short', ada, 'Ab-1', 'password-too-short'],
    ['of an admin', 'grace@example.com', password, 'admin-password'],
    ['of an SSO user', sso, password, 'password-not-work-email'],
  ])('%s: refused', async (_, who, given, kind) => {
    expect(await failure(zoom.users.setPassword(who, given))).toMatchObject({ kind, effect: 'none' });
  });

  test('is not sent twice: Zoom would refuse it as the old one', async () => {
    strike('updatePassword', { kind: 'reset', afterApplying: true });
    expect(await failure(zoom.users.setPassword(ada, password))).toMatchObject({ effect: 'unknown' });
    expect(callsOf(sandbox, 'updatePassword')).toHaveLength(1);
  });

  test('is in no error and no log, even where Zoom repeats it', async () => {
    const echo = (message: string): Strike => ({
      kind: 'status',
      status: 400,
      body: { code: 300, message, errors: [{ field: 'password', message }] },
    });
    const faults = [
      echo(`Invalid password: ${password}.`),
      echo('Validation Failed.'),
      { kind: 'status', status: 400, body: { message: password } } as const,
      { kind: 'html', status: 400 } as const,
      { kind: 'truncated' } as const,
      { kind: 'reset' } as const,
      { kind: 'hang' } as const,
    ];
    const errors: unknown[] = [];
    for (const fault of faults) {
      strike('updatePassword', fault);
      errors.push(await failure(zoom.users.setPassword(ada, password)));
      sandbox.faults.clear();
    }
    strike('createUser', echo(`Bad: ${password}`));
    const user = { email: 'nora@example.com', type: 1, password } as const;
    errors.push(await failure(zoom.users.create({ action: 'autoCreate', user })));
    errors.push(
      await zoom.users.setPassword(ada, { password } as unknown as string).catch((error: unknown) => error),
    );
    expect(errors).toHaveLength(9);
    const text = printed(...errors, lines);
    expect(text).toContain('[secret]');
    expect(text).not.toContain(password);
    expect(text).not.toContain(JSON.stringify(password).slice(1, -1));
    expect(text).not.toContain('ine\\');
  });
});

describe('a ZAK', () => {
  test('is requested by type, with its lifetime', async () => {
    expect(await zoom.users.zak(ada)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(callsOf(sandbox, 'getToken').at(-1)?.path).toMatch(/\/token\?type=zak$/);
    await zoom.users.zak(ada, { ttl: 600 });
    expect(callsOf(sandbox, 'getToken').at(-1)?.path).toMatch(/\/token\?type=zak&ttl=600$/);
  });

  test('a sentence in place of a token is an unreadable answer', async () => {
    const token = 'Token is no longer supported. Please use ZAK token instead.';
    strike('getToken', { kind: 'status', status: 200, body: { token } });
    expect(await failure(zoom.users.zak(ada))).toMatchObject({
      kind: 'unreadable-answer',
      effect: 'none',
    });
  });

  test('is in no error and no log', async () => {
    const given = await zoom.users.zak(ada);
    const errors: unknown[] = [];
    for (const body of [`{"token": "${given}"`, { token: [given] }, { id: given }]) {
      strike('getToken', { kind: 'status', status: 200, body });
      errors.push(await failure(zoom.users.zak(ada)));
      sandbox.faults.clear();
    }
    const text = printed(...errors, lines);
    expect(text).toContain('getToken');
    expect(text).not.toContain(given);
  });
});

test('the rights of a role', async () => {
  expect(await zoom.users.permissions('grace@example.com')).toContain('User:Edit');
  expect(await zoom.users.permissions(ada)).toEqual([]);
});

test('an SSO user can be signed out repeatedly', async () => {
  await zoom.users.revokeSsoToken(sso);
  await zoom.users.revokeSsoToken(sso);
  expect(sandbox.changes.map(({ what }) => what)).toEqual(['SSO session ended']);
  expect(await failure(zoom.users.revokeSsoToken('nobody@example.com'))).toMatchObject({
    kind: 'user-not-found',
  });
});
