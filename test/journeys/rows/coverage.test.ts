import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DocumentedError, documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import { commands } from '../../../src/commands/registry.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import { connect, failure, startZoom } from '../../zoom/open.ts';
import { clientOnly } from './by-client.ts';
import { journeys } from './every-row.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
afterAll(() => sandbox.close());

const key = ({ operation, code, message }: DocumentedError) => `${operation} ${code} ${message}`;

it('all 116 faults of Zoom are met, each once: by a person’s command, or by the client where no command leads there', () => {
  const met = [...journeys, ...clientOnly].map(({ row }) => key(row));
  expect(met.toSorted()).toEqual(documentedErrors.map(key).toSorted());
  expect(met).toHaveLength(116);
  expect(clientOnly.length).toBeLessThanOrEqual(6);
});

it('each journey calls the operation by a command that declares it', () => {
  for (const { line, row } of journeys) {
    const command = commands.find((one) => one.name === line.split(' ')[0]);
    expect(command?.operations, `${line}: ${row.operation}`).toContain(row.operation);
  }
});

it.each(clientOnly.map((one) => [`${key(one.row)}, for ${one.why}`, one] as const))(
  'no command meets %s; the client understands it all the same',
  async (_, { row, kind, call }) => {
    sandbox.reset();
    row.set?.(sandbox);
    const error = await failure(call(connect(sandbox)));
    expect(error).toMatchObject({ operation: row.operation, code: row.code, kind });
    expect(sandbox.calls.at(-1)).toMatchObject({ code: row.code, message: row.expectMessage(sandbox) });
    for (const locale of ['en', 'de']) {
      const { says, next } = explain(error, locale);
      expect(says).not.toMatch(/[{[]|\d{3}/);
      expect(next).not.toMatch(/^$|[{[]|\d{3}/);
    }
  },
);
