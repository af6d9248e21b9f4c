import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startZoom, type ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import { firstRows } from '../../zoom/errors/first-rows.ts';
import { ask } from './ask.ts';
import { refusalsOfChanges } from './refusals-of-changes.ts';
import { refusalsOfReaders } from './refusals-of-readers.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const cases = [...refusalsOfReaders, ...refusalsOfChanges];

describe('every documented fault arises from the state', () => {
  test.each(cases)('%s %i %s', async (operation, code, message, status, method, path, body, more) => {
    more?.before?.(sandbox.account);
    const values = more?.values ?? {};
    const users = structuredClone(sandbox.account.users);
    const answer = await ask(sandbox, method, path, body);
    const text = message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    expect(answer).toMatchObject({ status, body: { code, message: text } });
    expect(sandbox.calls.at(-1)).toMatchObject({ operation, method, status, code, message: text });
    expect(sandbox.account.users).toEqual(users);
    expect(sandbox.changes).toEqual([]);
  });

  test('and none is left out', () => {
    const tested = new Set(cases.map(([operation, code, message]) => `${operation} ${code} ${message}`));
    const documented = firstRows.map(([operation, code, message]) => `${operation} ${code} ${message}`);
    expect(documented.filter((row) => !tested.has(row))).toEqual([]);
  });
});
