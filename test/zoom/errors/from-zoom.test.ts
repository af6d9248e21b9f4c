import { expect, test } from 'vitest';
import { documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import { classify } from '../../../src/zoom/errors/classify.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';
import { send } from '../../sandbox/zoom/ask.ts';
import { useZoom } from '../../support/zoom.ts';
import { first } from './documented.ts';

const sandbox = await useZoom();

const kindOf = new Map(first.map(([name, code, text, kind]) => [`${name} ${code} ${text}`, kind]));

test.each([...new Set(documentedErrors.map((row) => row.operation))])(
  '%s: errors are classified as the local Zoom sends them',
  async (operation) => {
    for (const row of documentedErrors.filter((one) => one.operation === operation)) {
      sandbox.reset();
      row.set?.(sandbox);
      const request = row.request(sandbox);
      const { status, body } = await send(sandbox, request);
      const userId = decodeURIComponent(/^\/users\/([^/?]+)/.exec(request.path)?.[1] ?? '');
      const call = { operation: operation as OperationName, changes: request.method !== 'GET', userId };
      const text = JSON.stringify(body);
      const error = classify(call, { status, headers: {}, text }, { kind: 'json', value: body });
      const name = `${operation} ${row.code} ${row.message}`;
      expect.soft(error, name).toMatchObject({ code: row.code, effect: 'none', kind: kindOf.get(name) });
      if (!error) continue;
      const { says, saysOther, next, values } = explain(error);
      const names = [says, saysOther ?? '', next].flatMap((one) => one.match(/\{\w+\}/g) ?? []);
      const known = [...Object.keys(values), 'subject'].map((one) => `{${one}}`);
      expect.soft(known, name).toEqual(expect.arrayContaining(names));
    }
  },
);
