import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { until } from './support.ts';

const noting = `--import=${pathToFileURL('test/journeys/note-packages.ts').href}`;

let place: OwnProcess;
afterEach(() => place.close());

it('loads neither a PostgreSQL client for SQLite nor tracing that is off, and the Zoom client before it is asked', async () => {
  place = await openOwnProcess('sqlite', { env: { NODE_OPTIONS: noting } });
  await place.start();
  const loaded = () =>
    place.output.flatMap((line) => (line.startsWith('loads ') ? [line.slice('loads '.length)] : []));
  await until(() => loaded().includes('axios'));
  expect(loaded()).toEqual(expect.arrayContaining(['@slack/bolt', 'kysely', 'zod', 'pino']));
  expect(loaded().filter((name) => /^pg$|^@opentelemetry\/(?!api)/.test(name))).toEqual([]);
});
