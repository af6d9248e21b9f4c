import { describe, expect, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { seatsTaken } from '../../../sandbox/zoom/licences.ts';
import { startZoom } from '../../../sandbox/zoom/server.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask, askForToken } from './ask.ts';

const sandbox = await useZoom();

const ada = person('ada').zoom?.id ?? '';
const ben = person('ben').zoom?.id ?? '';

describe('the token endpoint', () => {
  test('gives a token with its scopes', async () => {
    const { status, body } = await askForToken(sandbox);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, access_token: expect.any(String) });
    expect((body as { scope: string }).scope.split(' ')).toContain('user:read:user:admin');
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('refuses a request for a token that is not as documented', async () => {
    for (const [what, change, status, reason, error] of [
      ['a wrong secret', { secret: 'no' }, 401, 'Invalid client_id or client_secret', 'invalid_client'],
      [
        'no Basic authorisation',
        { headers: { authorization: '' } },
        401,
        'Invalid client_id or client_secret',
        'invalid_client',
      ],
      ['another account', { form: { account_id: 'no' } }, 400, 'Account does not exist', 'invalid_request'],
      [
        'another grant',
        { form: { grant_type: 'password' } },
        400,
        'unsupported grant type',
        'unsupported_grant_type',
      ],
      [
        'parameters in the query',
        { query: '?grant_type=account_credentials' },
        400,
        'Bad Request',
        'invalid_request',
      ],
      ['JSON', { headers: { 'content-type': 'application/json' } }, 400, 'Bad Request', 'invalid_request'],
    ] as const) {
      sandbox.reset();

      expect
        .soft(await askForToken(sandbox, change), what)
        .toMatchObject({ status, body: { reason, error } });
      expect.soft(sandbox.tokens.issued, what).toBe(0);
    }
  });
});

describe('a call', () => {
  test('without a valid token is refused', async () => {
    for (const [what, authorization] of [
      ['without a token', ''],
      ['with an invented token', 'Bearer invented'],
    ] as const) {
      sandbox.reset();

      const answer = await ask(sandbox, 'GET', `/users/${ada}`, undefined, { authorization });
      expect
        .soft(answer, what)
        .toMatchObject({ status: 401, body: { code: 124, message: 'Invalid access token.' } });
    }
  });

  test('with a token that has expired is refused', async () => {
    const { body } = await askForToken(sandbox);
    sandbox.tokens.expireAll();
    const authorization = `Bearer ${(body as { access_token: string }).access_token}`;
    const answer = await ask(sandbox, 'GET', `/users/${ada}`, undefined, { authorization });
    expect(answer).toMatchObject({ status: 401, body: { code: 124, message: 'Access token is expired.' } });
  });

  test('without the scope is refused; a token does not gain a scope that is added later', async () => {
    const message = 'Invalid access token, does not contain scopes:[user:read:user:admin].';
    sandbox.tokens.scopes.delete('user:read:user:admin');
    const { body } = await askForToken(sandbox);
    sandbox.tokens.scopes.add('user:read:user:admin');
    const authorization = `Bearer ${(body as { access_token: string }).access_token}`;
    const old = await ask(sandbox, 'GET', `/users/${ada}`, undefined, { authorization });
    expect(old).toMatchObject({ status: 400, body: { code: 4711, message } });
    expect((await ask(sandbox, 'GET', `/users/${ada}`)).status).toBe(200);
  });

  test('with a common mistake is answered as by Zoom', async () => {
    for (const [what, method, path, status, code] of [
      ['the literal me', 'GET', '/users/me', 404, 1001],
      ['an address that is encoded twice', 'GET', '/users/ada%2540example.com', 404, 1001],
      ['a plus that is not encoded', 'GET', '/users/email?email=a+b%40example.com', 200, undefined],
      ['an unknown path', 'GET', '/people', 404, 2300],
      ['an assistant by email', 'DELETE', `/users/${ada}/assistants/mia@example.com`, 404, 1001],
    ] as const) {
      sandbox.reset();

      const mine = sandbox.account.users.find((user) => user.id === ben);
      if (mine) mine.email = 'a+b@example.com';
      const answer = await ask(sandbox, method, path);
      expect.soft(answer.status, what).toBe(status);
      if (code !== undefined) expect.soft(answer.body, what).toMatchObject({ code });
      else expect.soft(answer.body, what).toEqual({ existed_email: false });
    }
  });

  test('with a body that is no JSON object is refused', async () => {
    for (const [what, body, headers] of [
      ['no content type', { type: 2 }, { 'content-type': '' }],
      ['a form', { type: 2 }, { 'content-type': 'application/x-www-form-urlencoded' }],
      ['half a body', '{"type":', {}],
      ['a list', [], {}],
    ] as const) {
      sandbox.reset();

      const message = 'Request Body should be a valid JSON object.';
      const answer = await ask(sandbox, 'PATCH', `/users/${ben}`, body, headers);
      expect.soft(answer, what).toMatchObject({ status: 400, body: { code: 300, message } });
      expect.soft(sandbox.changes, what).toEqual([]);
    }
  });

  test('with a wrong value names the field', async () => {
    for (const [method, path, body, field] of [
      ['PATCH', `/users/${ben}`, { type: 7 }, 'type'],
      ['PATCH', `/users/${ben}`, { type: '2' }, 'type'],
      ['PATCH', `/users/${ben}`, { first_name: 'x'.repeat(65) }, 'first_name'],
      ['PUT', `/users/${ben}/email`, { email: 'ben' }, 'email'],
      ['PUT', `/users/${ben}/email`, {}, 'email'],
      ['POST', `/users/${ada}/assistants`, { assistants: [] }, 'assistants'],
      ['POST', `/users/${ada}/assistants`, { assistants: [{}] }, 'assistants[0].email'],
    ] as const) {
      sandbox.reset();

      const errors = [{ field, message: 'Invalid field.' }];
      expect
        .soft(await ask(sandbox, method, path, body), `${method} ${path} ${JSON.stringify(body)}`)
        .toMatchObject({
          status: 400,
          body: { code: 300, message: 'Validation Failed.', errors },
        });
    }
  });
});

describe('the account', () => {
  test('has a few free licences', () => {
    const free = sandbox.account.seats - seatsTaken(sandbox.account);
    expect(sandbox.account.seats).toBe(20);
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThan(6);
  });

  test('gives out its last licence and not one more', async () => {
    sandbox.account.seats = seatsTaken(sandbox.account) + 1;
    expect((await ask(sandbox, 'PATCH', `/users/${ben}`, { type: 2 })).status).toBe(204);
    const gina = person('gina').zoom?.id ?? '';
    expect((await ask(sandbox, 'PATCH', `/users/${gina}`, { type: 2 })).body).toMatchObject({ code: 200 });
    expect((await ask(sandbox, 'PATCH', `/users/${ben}`, { type: 2 })).status).toBe(204);
    expect(sandbox.changes).toHaveLength(1);
  });

  test('takes all of a list of assistants or none', async () => {
    const assistants = [{ email: 'mia@example.com' }, { email: 'ben@example.com' }];
    expect((await ask(sandbox, 'POST', `/users/${ada}/assistants`, { assistants })).status).toBe(400);
    expect((await ask(sandbox, 'GET', `/users/${ada}/assistants`)).body).toEqual({ assistants: [] });
    const twice = { assistants: [{ email: 'mia@example.com' }, { email: 'MIA@example.com' }] };
    expect((await ask(sandbox, 'POST', `/users/${ada}/assistants`, twice)).status).toBe(201);
    const { body } = await ask(sandbox, 'GET', `/users/${ada}/assistants`);
    expect((body as { assistants: unknown[] }).assistants).toHaveLength(1);
  });

  test('an address in use is not given twice', async () => {
    const answer = await ask(sandbox, 'PUT', `/users/${ben}/email`, { email: 'Ada@example.com' });
    expect(answer).toMatchObject({ status: 409, body: { code: 1005 } });
  });

  test('three changes of address in 24 hours, then no more until the first is a day old', async () => {
    const change = (email: string) => ask(sandbox, 'PUT', `/users/${ben}/email`, { email });
    for (const name of ['b1', 'b2', 'b3']) expect((await change(`${name}@example.com`)).status).toBe(204);
    const fourth = await change('b4@example.com');
    expect(fourth).toMatchObject({ status: 429, body: { code: 429 } });
    expect(fourth.headers.get('retry-after')).toMatch(/^\d{4}-\d\d-\d\dT/);
    const user = sandbox.account.users.find(({ id }) => id === ben);
    if (user) user.emailChanges[0] = Date.now() - 25 * 3_600_000;
    expect((await change('b4@example.com')).status).toBe(204);
  });

  test('enforces the limits of a plan once it has one', async () => {
    sandbox.account.plan = 'free';
    const all = await Promise.all(Array.from({ length: 20 }, () => ask(sandbox, 'GET', `/users/${ada}`)));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('x-ratelimit-type')).toBe('QPS');
    expect(refused[0]?.body).toEqual({
      code: 429,
      message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
    });
  });
});

test('listeners hear of calls, changes and resets until they stop listening', async () => {
  const heard: string[] = [];
  const stop = sandbox.onChange((event) => heard.push(event.kind));
  await ask(sandbox, 'PATCH', `/users/${ben}`, { type: 2 });
  sandbox.reset();
  expect(heard).toEqual(['call', 'change', 'call', 'reset']);
  stop();
  await ask(sandbox, 'GET', `/users/${ben}`);
  expect(heard).toHaveLength(4);
});

test('a reset brings everything back, and the old tokens are dead', async () => {
  const { account } = sandbox;
  const seats = seatsTaken(account);
  const { body } = await askForToken(sandbox);
  await ask(sandbox, 'PATCH', `/users/${ben}`, { type: 2 });
  sandbox.reset();
  expect(seatsTaken(account)).toBe(seats);
  expect([sandbox.calls, sandbox.changes, sandbox.tokens.issued]).toEqual([[], [], 0]);
  const authorization = `Bearer ${(body as { access_token: string }).access_token}`;
  expect((await ask(sandbox, 'GET', `/users/${ben}`, undefined, { authorization })).status).toBe(401);
});

test('the journal has neither tokens nor bodies, and an end', async () => {
  await ask(sandbox, 'PATCH', `/users/${ada}`, { host_key: '9182736' });
  expect(JSON.stringify([sandbox.calls, sandbox.changes])).not.toMatch(
    /9182736|Bearer|sandbox-client-secret/,
  );
  await Promise.all(Array.from({ length: 1_010 }, () => fetch(`${sandbox.apiUrl}/nothing`)));
  expect(sandbox.calls).toHaveLength(1_000);
});

test('what changes meanwhile is there for one call, after those that it lets by', async () => {
  const grow = () => {
    sandbox.account.seats += 1;
  };
  const seats = async () => {
    await ask(sandbox, 'GET', `/users/${ada}`);
    return sandbox.account.seats;
  };
  sandbox.faults.meanwhile('getUser', grow, 1);
  expect([await seats(), await seats(), await seats()]).toEqual([20, 21, 21]);
  sandbox.faults.meanwhile('getUser', grow);
  sandbox.faults.clear();
  expect(await seats()).toBe(21);
});

test('it closes while a call hangs', async () => {
  const own = await startZoom();
  own.faults.add({ operation: 'token', kind: 'hang', times: 1 });
  const hanging = askForToken(own).catch(() => 'cut off');
  await expect.poll(() => own.calls.length).toBe(1);
  await own.close();
  expect(await hanging).toBe('cut off');
});
