import { inspect } from 'node:util';
import { Keyv } from 'keyv';
import { expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { secretsIn } from '../../src/zoom/secrets.ts';
import { useZoom } from '../support/zoom.ts';
import { connect, failure, listeningLogger, type Strike, striking } from './open.ts';

const sandbox = await useZoom();

const ada = person('ada').zoom?.id ?? '';

const strike = striking(sandbox);

test('no error and no log line contains a secret', async () => {
  const { lines, logger } = listeningLogger();
  const cache = new Keyv();
  const loud = connect(sandbox, { cache, logger, timeoutMs: 1_000 });
  await loud.ping();
  const { accountId, clientId, clientSecret } = sandbox.credentials;
  const { value: token } = (await cache.get(`zoom-token:${accountId}:${clientId}`)) as { value: string };
  const echo = { code: 300, message: `Bad header: Bearer ${token} for ${clientSecret}` };

  const errors: unknown[] = [];
  const spoil = async (fault: Strike) => {
    strike('getUser', { times: 3, ...fault });
    errors.push(await failure(loud.users.get(ada)));
    sandbox.faults.clear();
  };
  await spoil({ kind: 'reset' });
  await spoil({ kind: 'hang' });
  await spoil({ kind: 'html' });
  await spoil({ kind: 'truncated' });
  await spoil({ kind: 'status', status: 400, body: echo });
  errors.push(
    await failure(connect(sandbox, { logger, cache, apiUrl: 'http://127.0.0.1:9' }).users.get(ada)),
  );
  errors.push(await failure(connect(sandbox, { logger, oauthUrl: 'http://127.0.0.1:9' }).ping()));
  strike('token', {
    kind: 'status',
    status: 400,
    body: { reason: `no ${clientSecret}`, error: 'invalid_client' },
  });
  errors.push(await failure(connect(sandbox, { logger }).ping()));

  expect(errors).toHaveLength(8);
  const basic = btoa(`${clientId}:${clientSecret}`);
  const texts = [...errors, lines].flatMap((one) => [
    JSON.stringify(one),
    inspect(one, { depth: 10, showHidden: true }),
  ]);
  for (const text of [...texts, ...errors.map(String)]) {
    for (const secret of [token, clientSecret, basic, 'Bearer sandbox']) expect(text).not.toContain(secret);
  }
  expect(texts.join()).toContain('[secret]');
});

test('secrets in a body are found by field name, at any depth', () => {
  const body = {
    password: 'Tangerine-27',
    user_info: { password: 'Boat-27', email: 'a@example.com' },
    schedule_meeting: {
      pmi_password: '482915',
      default_password_for_scheduled_meetings: '731064',
      require_password_for_pmi_meetings: 'none',
    },
    host_key: '123',
  };
  expect(secretsIn(body)).toEqual(['Tangerine-27', 'Boat-27', '482915', '731064']);
});
