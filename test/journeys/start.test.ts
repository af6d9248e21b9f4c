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

it('says in the log that Zoom does not accept the credentials, and runs', async () => {
  place = await openOwnProcess('sqlite', { env: { ZOOM_CLIENT_SECRET: 'wrong' } });
  await place.start();
  await until(() => place.output.some((line) => line.includes('Zoom cannot be used yet')));
  expect(place.output.join('\n')).toMatch(/"reason":"credentials-refused".*npm run doctor/);
});

it('does not start without a Socket Mode connection, and names the token', async () => {
  place = await openOwnProcess('sqlite', {
    env: { SLACK_APP_TOKEN: 'xapp-wrong', SLACK_SIGNING_SECRET: '' },
  });
  await place.start().catch(() => undefined);
  await until(() => place.output.join('\n').includes('cannot start'));
  expect(place.output.join('\n')).toMatch(/no Socket Mode connection with SLACK_APP_TOKEN \(invalid_auth\)/);
});
