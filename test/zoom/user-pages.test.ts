import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crowd } from '../../sandbox/zoom/extra-users.ts';
import type { ListedUser } from '../../src/zoom/user-pages.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

async function collect(pages: AsyncIterable<ListedUser[]>): Promise<string[][]> {
  const emails: string[][] = [];
  for await (const page of pages) emails.push(page.map(({ email }) => email));
  return emails;
}

describe('one page', () => {
  test('the active users by default, and how many there are', async () => {
    const page = await zoom.users.list();
    expect(page.nextPageToken).toBe('');
    expect(page.total).toBe(page.users.length);
    expect(page.users.map(({ email }) => email)).toContain('ada@example.com');
    expect(callsOf(sandbox, 'listUsers').at(-1)?.path).toBe('/v2/users');
  });

  test('pending users have no id', async () => {
    const { users } = await zoom.users.list({ status: 'pending' });
    expect(users.length).toBeGreaterThan(0);
    for (const user of users) expect(user.id).toBeUndefined();
  });

  test('page after page, each user once', async () => {
    const whole = await zoom.users.list({ pageSize: 300 });
    const emails: string[] = [];
    let nextPageToken = '';
    do {
      const page = await zoom.users.list({ pageSize: 4, nextPageToken });
      expect(page.users.length).toBeLessThanOrEqual(4);
      expect(page.total).toBe(whole.total);
      emails.push(...page.users.map(({ email }) => email));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken !== '');
    expect(emails).toEqual(whole.users.map(({ email }) => email));
  });

  test('a token that is old or of another list', async () => {
    expect(await failure(zoom.users.list({ nextPageToken: 'made-up' }))).toMatchObject({
      kind: 'page-token-expired',
      effect: 'none',
    });
  });
});

describe('all of them', () => {
  test('in one page where they fit', async () => {
    const pages = await collect(zoom.users.all({ status: 'active' }));
    expect(pages).toHaveLength(1);
    const [call] = callsOf(sandbox, 'listUsers');
    expect(call?.path).toBe('/v2/users?status=active&page_size=300');
  });

  test('a caller that stops early requests no more pages', async () => {
    for await (const _ of zoom.users.all()) break;
    expect(callsOf(sandbox, 'listUsers')).toHaveLength(1);
  });

  test('can be cancelled', async () => {
    const pages = zoom.users.all({}, { signal: AbortSignal.abort() });
    expect(await failure(collect(pages))).toMatchObject({ kind: 'cancelled' });
  });
});

describe('a long list', () => {
  /** Everybody's address, in the order of the list. */
  function hire(count: number): string[] {
    for (const user of crowd(sandbox.account.id, count)) sandbox.account.users.push(user);
    return sandbox.account.users
      .filter(({ accountId, status }) => accountId === sandbox.account.id && /active|locked/.test(status))
      .filter(({ status }) => status !== 'inactive')
      .map(({ email }) => email);
  }
  const pages = () =>
    callsOf(sandbox, 'listUsers').map(({ path }) => new URL(path, 'http://zoom').searchParams);

  test('several pages are requested at a time, and come in order', async () => {
    const everybody = hire(4_000);
    sandbox.faults.add({ operation: 'listUsers', kind: 'late', delayMs: 200, times: 100 });
    expect((await collect(zoom.users.all({ status: 'active' }))).flat()).toEqual(everybody);
    const numbers = pages().map((query) => query.get('page_number'));
    expect(numbers).toHaveLength(Math.ceil(everybody.length / 300));
    expect(new Set(numbers).size).toBe(numbers.length);
    // The second page was asked for before any of the next ones could be answered.
    expect(numbers.slice(1, 5)).toEqual(['2', '3', '4', '5']);
  });

  test('without page numbers the list continues by tokens', async () => {
    const everybody = hire(4_000);
    const refusal = { code: 300, message: 'Validation Failed.' };
    const collected: string[] = [];
    let first = true;
    for await (const users of zoom.users.all({ status: 'active' })) {
      // After the first page all that are asked for ahead are refused.
      if (first) {
        const fault = { operation: 'listUsers', kind: 'status', status: 400, body: refusal } as const;
        sandbox.faults.add({ ...fault, times: Math.ceil(everybody.length / 300) - 1 });
      }
      first = false;
      collected.push(...users.map(({ email }) => email));
    }
    expect(collected).toEqual(everybody);
    expect(pages().filter((query) => query.has('next_page_token')).length).toBeGreaterThan(10);
  });
});

describe('an account with several pages', () => {
  const expired = { code: 300, message: 'The next page token is invalid or expired.' };
  const user = (n: number) => ({ id: `id${n}`, email: `user${n}@example.com`, type: 1 });
  /** What Zoom answers, call by call, and the token of each call. */
  let script: (object | typeof expired)[] = [];
  let tokens: (string | null)[] = [];
  let server: Server;
  let large: Zoom;

  beforeEach(async () => {
    tokens = [];
    server = createServer((request, response) => {
      tokens.push(new URL(request.url ?? '', 'http://zoom').searchParams.get('next_page_token'));
      const answer = script.shift() ?? { users: [] };
      response.writeHead('code' in answer ? 400 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    large = connect(sandbox, { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  test('an expired page token: the list starts over without the users already listed', async () => {
    script = [
      { users: [user(1), user(2)], next_page_token: 'a' },
      expired,
      { users: [user(1), user(2)], next_page_token: 'b' },
      { users: [user(2), user(3)], next_page_token: '' },
    ];
    expect(await collect(large.users.all())).toEqual([
      ['user1@example.com', 'user2@example.com'],
      ['user3@example.com'],
    ]);
    expect(tokens).toEqual([null, 'a', null, 'b']);
  });

  test('an expired page token twice is an error', async () => {
    const page = { users: [user(1)], next_page_token: 'a' };
    script = [page, expired, page, expired];
    expect(await failure(collect(large.users.all()))).toMatchObject({ kind: 'page-token-expired' });
    expect(tokens).toHaveLength(4);
  });

  test('another refusal of the second page is thrown at once', async () => {
    script = [
      { users: [user(1)], next_page_token: 'a' },
      { code: 300, message: 'Validation Failed.' },
    ];
    expect(await failure(collect(large.users.all()))).toMatchObject({ kind: 'invalid-value' });
    expect(tokens).toHaveLength(2);
  });

  test.each([
    ['to itself', () => ['a', 'a', 'a', 'a', 'a', 'a'], 2],
    ['in a circle', () => ['a', 'b', 'a', 'b', 'a', 'b'], 3],
    ['to the same page each time', () => Array.from({ length: 20 }, (_, n) => `t${n}`), 6],
  ])('page tokens that lead %s end in an error', async (_, made, most) => {
    script = made().map((token) => ({ users: [user(1)], next_page_token: token }));
    expect(await failure(collect(large.users.all()))).toMatchObject({ kind: 'unreadable-answer' });
    expect(tokens.length).toBeLessThanOrEqual(most);
  });

  test('pending users are told apart by their address', async () => {
    const pending = { email: 'Nora@example.com', type: 1 };
    script = [
      { users: [pending], next_page_token: 'a' },
      {
        users: [
          { ...pending, email: 'nora@example.com' },
          { email: 'new@example.com', type: 1 },
        ],
      },
    ];
    expect(await collect(large.users.all({ status: 'pending' }))).toEqual([
      ['Nora@example.com'],
      ['new@example.com'],
    ]);
  });
});
