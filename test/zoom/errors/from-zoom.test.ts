import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { zoomRows } from '../../../sandbox/zoom/documented-errors.ts';
import { startZoom, type ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import { classify } from '../../../src/zoom/errors/classify.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';
import { send } from '../../sandbox/zoom/ask.ts';
import { first } from './documented.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const meaningOf = new Map(first.map(([name, code, text, kind]) => [`${name} ${code} ${text}`, kind]));

test.each(zoomRows.map((row) => [row.operation, row.code, row.message, row] as const))(
  '%s %i %s: understood as the local Zoom says it',
  async (operation, code, message, row) => {
    row.set?.(sandbox);
    const request = row.request(sandbox);
    const { status, body } = await send(sandbox, request);
    const userId = decodeURIComponent(/^\/users\/([^/?]+)/.exec(request.path)?.[1] ?? '');
    const asked = { operation: operation as OperationName, changes: request.method !== 'GET', userId };
    const text = JSON.stringify(body);
    const error = classify(asked, { status, headers: {}, text }, { kind: 'json', value: body });
    expect(error).toMatchObject({ code, effect: 'none' });
    expect(error?.kind).toBe(meaningOf.get(`${operation} ${code} ${message}`));
    if (!error) return;
    for (const locale of ['en', 'de']) {
      const { says, saysOther, next, values } = explain(error, locale);
      const names = [says, saysOther ?? '', next].flatMap((one) => one.match(/\{\w+\}/g) ?? []);
      const known = [...Object.keys(values), 'subject'].map((name) => `{${name}}`);
      expect(known).toEqual(expect.arrayContaining(names));
    }
  },
);
