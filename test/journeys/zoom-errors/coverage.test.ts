import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DocumentedError, documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import { commands } from '../../../src/commands/registry.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import { connect, failure, startZoom } from '../../zoom/open.ts';
import { clientOnly } from './by-client.ts';
import { journeys } from './journeys.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
afterAll(() => sandbox.close());

const key = ({ operation, code, message }: DocumentedError) => `${operation} ${code} ${message}`;

it('every documented error is met once: by a person’s command, or by the client where no command leads there', () => {
  const met = [...journeys, ...clientOnly].map(({ documented }) => key(documented));
  expect(met.toSorted()).toEqual(documentedErrors.map(key).toSorted());
  expect(clientOnly.length).toBeLessThanOrEqual(6);
});

it('each journey calls the operation by a command that declares it', () => {
  for (const { line, documented } of journeys) {
    const command = commands.find((one) => one.name === line.split(' ')[0]);
    expect(command?.operations, `${line}: ${documented.operation}`).toContain(documented.operation);
  }
});

it('the client understands the errors that no command meets', async () => {
  for (const { documented, kind, why, call } of clientOnly) {
    const name = `${key(documented)}, for ${why}`;
    sandbox.reset();
    documented.set?.(sandbox);
    const error = await failure(call(connect(sandbox)));
    expect.soft(error, name).toMatchObject({ operation: documented.operation, code: documented.code, kind });
    const { code } = documented;
    expect
      .soft(sandbox.calls.at(-1), name)
      .toMatchObject({ code, message: documented.expectMessage(sandbox) });
    const { says, next } = explain(error);
    expect.soft(says, name).not.toMatch(/[{[]|\d{3}/);
    expect.soft(next, name).not.toMatch(/^$|[{[]|\d{3}/);
  }
});
