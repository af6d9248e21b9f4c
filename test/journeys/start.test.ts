import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { until } from './support.ts';

const noting = `--import=${pathToFileURL('test/journeys/note-packages.ts').href}`;

let place: OwnProcess;
afterEach(() => place.close());

it('the bot is ready before it loads packages that only some work needs, and loads the usual ones right after', async () => {
  place = await openOwnProcess('sqlite', { env: { NODE_OPTIONS: noting } });
  await place.start();
  const loaded = (lines: readonly string[]) =>
    lines.flatMap((line) => (line.startsWith('loads ') ? [line.slice('loads '.length)] : []));
  const opened = place.output.findIndex((line) => line.includes('"Frontdesk is running"'));
  const before = loaded(place.output.slice(0, opened));
  expect(before).toEqual(expect.arrayContaining(['@slack/bolt', 'kysely', 'zod', 'pino']));
  const later = ['pg', 'axios', 'prom-client', '@opentelemetry/api', 'date-fns', 'csv-stringify'];
  expect(before.filter((name) => later.includes(name))).toEqual([]);
  await until(() => ['axios', 'prom-client'].every((name) => loaded(place.output).includes(name)));
});
