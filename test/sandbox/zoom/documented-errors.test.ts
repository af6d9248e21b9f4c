import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DocumentedError, documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import { startZoom, type ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import { ask, send } from './ask.ts';
import { documented } from './documented.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const key = (operation: string, code: number, message: string) => `${operation} ${code} ${message}`;

describe('every documented fault arises from the state', () => {
  test.each(documentedErrors.map((row) => [row.operation, row.code, row.message, row] as const))(
    '%s %i %s',
    async (operation, code, _, row: DocumentedError) => {
      row.set?.(sandbox);
      const users = structuredClone(sandbox.account.users);
      const request = row.request(sandbox);
      const answer = await send(sandbox, request);
      const message = row.expectMessage(sandbox);
      expect(message).not.toMatch(/[{}]/);
      expect(answer).toMatchObject({ status: row.status, body: { code, message } });
      expect(sandbox.calls.at(-1)).toMatchObject({ operation, status: row.status, code, message });
      expect(sandbox.account.users).toEqual(users);
      expect(sandbox.changes).toEqual([]);
    },
  );

  test('and none is left out, or there twice', () => {
    const rows = documentedErrors.map((row) => key(row.operation, row.code, row.message));
    expect(rows.toSorted()).toEqual(documented.map((row) => key(...row)).toSorted());
    expect(rows).toHaveLength(116);
  });

  test.each(
    documentedErrors
      .filter((row) => row.set)
      .map((row) => [row.operation, row.code, row.message, row] as const),
  )(
    '%s %i %s has another answer before the state is brought about',
    async (_operation, code, _message, row: DocumentedError) => {
      const answer = await send(sandbox, row.request(sandbox));
      expect(answer.body ?? {}).not.toMatchObject({ code, message: row.expectMessage() });
    },
  );
});

describe('people who are in such a state from the start', () => {
  const stranger = '/users/zoe@elsewhere.example';
  test.each([
    ['GET', stranger, undefined, 1001],
    ['PATCH', stranger, { type: 1 }, 1010],
    ['PUT', `${stranger}/email`, { email: 'x@example.com' }, 1010],
    ['PUT', `${stranger}/password`, { password: 'Tangerine-Boat-27' }, 1010],
    ['PUT', `${stranger}/status`, { action: 'activate' }, 1010],
    ['DELETE', stranger, undefined, 200],
    ['GET', '/users/nils@example.com', undefined, 1120],
    ['PUT', '/users/otto@example.com/email', { email: 'x@example.com' }, 1000],
    ['PUT', '/users/flora@example.com/status', { action: 'activate' }, 1000],
    ['PUT', '/users/sam@example.com/password', { password: 'Tangerine-Boat-27' }, 1123],
    ['DELETE', '/users/room-turing@example.com', undefined, 200],
    ['DELETE', '/users/carla@example.com', undefined, 1000],
    ['DELETE', '/users/arno@example.com', undefined, 1000],
    ['DELETE', '/users/grace@example.com?action=delete', undefined, 1117],
    ['PATCH', '/users/owen@example.com', { type: 1 }, 1108],
    ['PUT', '/users/noor@example.com/status', { action: 'activate' }, 1010],
    ['DELETE', '/users/noor@example.com?action=delete', undefined, 1120],
  ])('%s %s %j', async (method, path, body, code) => {
    expect((await ask(sandbox, method, path, body)).body).toMatchObject({ code });
    expect(sandbox.changes).toEqual([]);
  });

  test.each([
    ['paula@example.com', 1009],
    ['clara@example.com', 1135],
    ['quentin@example.com', 1000],
    ['ada@example.com', 1005],
  ])('%s cannot be created', async (email, code) => {
    const body = { action: 'create', user_info: { email, type: 1 } };
    expect((await ask(sandbox, 'POST', '/users', body)).body).toMatchObject({ code });
  });
});
