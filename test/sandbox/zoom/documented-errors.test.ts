import { describe, expect, test } from 'vitest';
import { documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask, send } from './ask.ts';
import { documented } from './documented.ts';

const sandbox = await useZoom();

const key = (operation: string, code: number, message: string) => `${operation} ${code} ${message}`;
const operations = [...new Set(documentedErrors.map((one) => one.operation))];
const errorsOf = (operation: string) => documentedErrors.filter((one) => one.operation === operation);

describe('documented errors', () => {
  test.each(operations)('of %s arise from the state of the account', async (operation) => {
    for (const error of errorsOf(operation)) {
      const { code, status } = error;
      const label = key(operation, code, error.message);
      sandbox.reset();
      error.set?.(sandbox);
      const users = structuredClone(sandbox.account.users);
      const answer = await send(sandbox, error.request(sandbox));
      const message = error.expectMessage(sandbox);
      expect.soft(message, label).not.toMatch(/[{}]/);
      expect.soft(answer, label).toMatchObject({ status, body: { code, message } });
      expect.soft(sandbox.calls.at(-1), label).toMatchObject({ operation, status, code, message });
      expect.soft(sandbox.account.users, label).toEqual(users);
      expect.soft(sandbox.changes, label).toEqual([]);
    }
  });

  const withState = operations.filter((operation) => errorsOf(operation).some((one) => one.set));
  test.each(withState)('of %s do not arise without that state', async (operation) => {
    for (const error of errorsOf(operation).filter((one) => one.set)) {
      sandbox.reset();
      const answer = await send(sandbox, error.request(sandbox));
      const unexpected = { code: error.code, message: error.expectMessage() };
      expect.soft(answer.body ?? {}, key(operation, error.code, error.message)).not.toMatchObject(unexpected);
    }
  });

  test('are complete, each once', () => {
    const found = documentedErrors.map((one) => key(one.operation, one.code, one.message));
    expect(found.toSorted()).toEqual(documented.map((one) => key(...one)).toSorted());
  });
});

describe('people who are in such a state from the start', () => {
  const stranger = '/users/zoe@elsewhere.example';

  test('meet the error of their state', async () => {
    const cases: [method: string, path: string, body: unknown, code: number][] = [
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
    ];
    for (const [method, path, body, code] of cases) {
      const label = `${method} ${path}`;
      expect.soft((await ask(sandbox, method, path, body)).body, label).toMatchObject({ code });
      expect.soft(sandbox.changes, label).toEqual([]);
    }
  });

  test('cannot be created', async () => {
    const cases: [email: string, code: number][] = [
      ['paula@example.com', 1009],
      ['clara@example.com', 1135],
      ['quentin@example.com', 1000],
      ['ada@example.com', 1005],
    ];
    for (const [email, code] of cases) {
      const body = { action: 'create', user_info: { email, type: 1 } };
      expect.soft((await ask(sandbox, 'POST', '/users', body)).body, email).toMatchObject({ code });
    }
  });
});
