import { afterEach, describe, expect, test, vi } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { findUser } from '../../../sandbox/zoom/account.ts';
import { seatsTaken } from '../../../sandbox/zoom/licences.ts';
import { makeUser } from '../../../sandbox/zoom/user.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask } from './ask.ts';

const sandbox = await useZoom();
afterEach(() => vi.useRealTimers());

const ada = person('ada').zoom?.id ?? '';
const mia = person('mia').zoom?.id ?? '';

interface Page {
  next_page_token: string;
  total_records: number;
  page_size: number;
  users: Record<string, unknown>[];
}
const list = async (query = '') => (await ask(sandbox, 'GET', `/users${query}`)).body as Page;
const what = () => sandbox.changes.map((change) => change.what);

describe('listing users', () => {
  test('a list by status has its own people and nobody else’s', async () => {
    for (const [query, email] of [
      ['', 'ada@example.com'],
      ['?status=active', 'lea@example.com'],
      ['?status=inactive', 'otto@example.com'],
      ['?status=pending', 'noor@example.com'],
    ] as const) {
      sandbox.reset();

      const { users, total_records } = await list(`${query || '?'}&page_size=300`);
      expect
        .soft(
          users.map((user) => user.email),
          query,
        )
        .toContain(email);
      expect
        .soft(
          users.map((user) => user.email),
          query,
        )
        .not.toContain('zoe@elsewhere.example');
      expect.soft(users, query).toHaveLength(total_records);
    }
  });

  test('a pending user has no id, the others have', async () => {
    const { users } = await list('?status=pending');
    expect(users.length).toBeGreaterThan(0);
    for (const user of users) expect(user).not.toHaveProperty('id');
    for (const user of (await list('?page_size=300')).users) expect(user).toHaveProperty('id');
  });

  test('pages follow one another without gap or repetition, and end with an empty token', async () => {
    const all = (await list('?page_size=300')).users.map((user) => user.email);
    const seen: unknown[] = [];
    let token = '';
    do {
      const page = await list(`?page_size=4&next_page_token=${encodeURIComponent(token)}`);
      seen.push(...page.users.map((user) => user.email));
      token = page.next_page_token;
    } while (token !== '');
    expect(seen).toEqual(all);
  });

  test('a token dies after 15 minutes, and serves no other request', async () => {
    const message = 'The next page token is invalid or expired.';
    const { next_page_token: token } = await list('?page_size=4');
    const refused = { status: 400, body: { code: 300, message } };
    const again = `/users?page_size=4&next_page_token=${token}`;
    for (const path of [`/users?page_size=5&next_page_token=${token}`, '/users?next_page_token=x.y']) {
      expect(await ask(sandbox, 'GET', path)).toMatchObject(refused);
    }
    expect((await ask(sandbox, 'GET', again)).status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 });
    expect(await ask(sandbox, 'GET', again)).toMatchObject(refused);
  });

  test('filters by role; includes the host key only when asked', async () => {
    const { users } = await list('?role_id=0&include_fields=host_key');
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ email: 'owen@example.com', host_key: expect.any(String) });
    expect((await list('?role_id=0')).users[0]).not.toHaveProperty('host_key');
  });

  test('takes a longer page for one of 300, and an unknown status for the usual one', async () => {
    expect(await list('?page_size=2000')).toMatchObject({ page_size: 300, next_page_token: '' });
    expect((await list('?status=locked')).total_records).toBe((await list('?status=active')).total_records);
    for (const query of ['?page_size=0', '?page_size=x']) {
      expect((await ask(sandbox, 'GET', `/users${query}`)).body).toMatchObject({
        code: 300,
        message: 'Validation Failed.',
      });
    }
  });
});

describe('creating a user', () => {
  const create = (action: string, info: Record<string, unknown> = {}) =>
    ask(sandbox, 'POST', '/users', {
      action,
      user_info: { email: 'ivy@example.com', type: 1, first_name: 'Ivy', last_name: 'Tan', ...info },
    });

  test('creates a user in each of the four ways', async () => {
    for (const [action, info, status, logins] of [
      ['create', {}, 'pending', undefined],
      ['autoCreate', { password: 'Tangerine-Boat-27' }, 'active', [100]],
      ['custCreate', { email: 'kiosk@anything.example' }, 'active', [99]],
      ['ssoCreate', { type: 99 }, 'active', [101]],
    ] as const) {
      sandbox.reset();

      const { status: http, body } = await create(action, info);
      expect.soft(http, action).toBe(201);
      const { id, ...rest } = body as Record<string, string>;
      expect.soft(id, action).toMatch(/^[\w-]{22}$/);
      expect.soft(rest, action).toEqual({
        email: 'ivy@example.com',
        type: 1,
        first_name: 'Ivy',
        last_name: 'Tan',
        ...('password' in info ? {} : info),
      });
      const user = (await ask(sandbox, 'GET', `/users/${id}`)).body as Record<string, unknown>;
      expect.soft(user, action).toMatchObject({ status, account_id: sandbox.account.id });
      expect.soft(user.login_types, action).toEqual(logins);
      expect
        .soft(JSON.stringify([sandbox.changes, sandbox.calls, sandbox.account.users]), action)
        .not.toContain('Tangerine');
    }
  });

  test('takes a licence, and gives out the last one once', async () => {
    sandbox.account.seats = seatsTaken(sandbox.account) + 1;
    expect((await create('create', { type: 2 })).status).toBe(201);
    expect((await create('create', { type: 2, email: 'jo@example.com' })).body).toMatchObject({ code: 200 });
    expect(what()).toEqual(['create: ivy@example.com, Licensed, pending']);
  });

  test('whoever has a free account of their own can be invited, and is found here from then on', async () => {
    expect((await create('create', { email: 'fay@example.com' })).status).toBe(201);
    const { body } = await ask(sandbox, 'GET', '/users/fay@example.com');
    expect(body).toMatchObject({ account_id: sandbox.account.id });
  });

  test('groups can be given, if they exist', async () => {
    const [group] = sandbox.account.groups;
    const { body } = await create('create', { group_id: group?.id });
    const { id } = body as { id: string };
    expect((await ask(sandbox, 'GET', `/users/${id}`)).body).toMatchObject({ group_ids: [group?.id] });
    const refused = await create('create', { email: 'jo@example.com', im_group_ids: ['nowhere'] });
    expect(refused).toMatchObject({
      status: 404,
      body: { code: 4130, message: 'IM Group not exist: nowhere' },
    });
  });

  test('names the fields that are wrong', async () => {
    for (const [body, fields] of [
      [{ action: 'invite', user_info: { email: 'x@example.com', type: 1 } }, ['action']],
      [{ action: 'create' }, ['user_info']],
      [{ action: 'create', user_info: {} }, ['user_info.email', 'user_info.type']],
      [{ action: 'create', user_info: { email: 'x', type: 3 } }, ['user_info.email', 'user_info.type']],
      [
        { action: 'create', user_info: { email: 'x@example.com', type: 1, first_name: 'x'.repeat(65) } },
        ['user_info.first_name'],
      ],
    ] as const) {
      sandbox.reset();

      const errors = fields.map((field) => ({ field, message: 'Invalid field.' }));
      expect.soft(await ask(sandbox, 'POST', '/users', body), JSON.stringify(body)).toMatchObject({
        status: 400,
        body: { code: 300, message: 'Validation Failed.', errors },
      });
    }
  });

  test('the role of the app’s user is needed for other changes and for reading too', async () => {
    sandbox.account.privileges = [];
    const message = 'Invalid access token. Does not contain permissions [User:Edit].';
    expect((await ask(sandbox, 'PATCH', `/users/${ada}`, {})).body).toEqual({ code: 200, message });
    expect((await ask(sandbox, 'GET', `/users/${ada}`)).body).toMatchObject({ code: 200 });
  });
});

describe('deleting a user', () => {
  test('unlinks by default: the person lives on, out of the account and without a licence', async () => {
    const taken = seatsTaken(sandbox.account);
    expect((await ask(sandbox, 'DELETE', `/users/${mia}`)).status).toBe(204);
    expect(seatsTaken(sandbox.account)).toBe(taken - 1);
    expect((await ask(sandbox, 'GET', `/users/${mia}`)).status).toBe(404);
    expect(sandbox.account.users.some((user) => user.assistants.includes(mia))).toBe(false);
    expect(findUser(sandbox.account, mia)).toMatchObject({ type: 1 });
    expect(what()).toEqual(['mia@example.com unlinked']);
  });

  test('deletes for good, and says what went to whom', async () => {
    const query =
      '?action=delete&transfer_email=ada%40example.com&transfer_meeting=true&transfer_webinar=false';
    expect((await ask(sandbox, 'DELETE', `/users/${mia}${query}`)).status).toBe(204);
    expect(findUser(sandbox.account, mia)).toBeUndefined();
    expect(what()).toEqual(['mia@example.com deleted, meeting to ada@example.com']);
  });

  test('takes an invitation back', async () => {
    expect((await ask(sandbox, 'DELETE', '/users/noor%40example.com')).status).toBe(204);
    expect(findUser(sandbox.account, 'noor@example.com')).toBeUndefined();
  });

  test('names the field of the query that is wrong', async () => {
    for (const [query, field] of [
      ['?action=remove', 'action'],
      ['?transfer_meeting=true', 'transfer_email'],
      ['?transfer_email=ada', 'transfer_email'],
    ] as const) {
      sandbox.reset();

      expect.soft((await ask(sandbox, 'DELETE', `/users/${mia}${query}`)).body, query).toMatchObject({
        errors: [{ field }],
      });
      expect.soft(sandbox.changes, query).toEqual([]);
    }
  });
});

test('changes of a profile tell what differs; what is no field is ignored', async () => {
  const body = { dept: 'Engines', nick: 'x', phone_numbers: [{ code: '+44', number: '2079460000' }] };
  expect((await ask(sandbox, 'PATCH', `/users/${ada}`, body)).status).toBe(204);
  expect((await ask(sandbox, 'PATCH', `/users/${ada}`, body)).status).toBe(204);
  expect(what()).toEqual(['dept → Engines', 'phone_numbers → [{"code":"+44","number":"2079460000"}]']);
  const { body: user } = await ask(sandbox, 'GET', `/users/${ada}`);
  expect(user).toMatchObject({ dept: 'Engines', phone_numbers: body.phone_numbers });
  expect(user).not.toHaveProperty('nick');
});

test('updateUser refuses values that are not allowed', async () => {
  for (const [body, code] of [
    [{ about_me: 'see https://example.com' }, 300],
    [{ linkedin_url: 'https://example.com/ada' }, 300],
    [{ type: 2, zoom_one_type: 16 }, 300],
    [{ group_id: 'nowhere' }, 4130],
    [{ type: 99 }, 1108],
  ] as const) {
    sandbox.reset();

    expect
      .soft((await ask(sandbox, 'PATCH', `/users/${ada}`, body)).body, JSON.stringify(body))
      .toMatchObject({ code });
    expect.soft(sandbox.changes, JSON.stringify(body)).toEqual([]);
  }
});

test('a listing of many users stays in step with the account', async () => {
  for (let n = 0; n < 700; n += 1) {
    const id = `Many${n}`.padEnd(22, '0');
    const email = `many${n}@example.com`;
    sandbox.account.users.push(
      makeUser({ id, accountId: sandbox.account.id, email, displayName: `Many ${n}` }),
    );
  }
  const first = await list('?page_size=300');
  expect(first.users).toHaveLength(300);
  expect(first.total_records).toBeGreaterThan(700);
  expect(first.next_page_token).not.toBe('');
});
