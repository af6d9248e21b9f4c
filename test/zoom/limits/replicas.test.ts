import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { crowd } from '../../../sandbox/zoom/extra-users.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { Logger } from '../../../src/log.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import type { Zoom } from '../../../src/zoom/zoom.ts';
import { createDatabase } from '../../simulation/postgres.ts';
import { callsOf, connect, listeningLogger, startZoom } from '../open.ts';

/** Each with a connection of its own to one PostgreSQL, as four processes would have. */
const COUNT = 4;
const ada = person('ada').zoom?.id ?? '';

let sandbox: ZoomSandbox;
let stores: Store[] = [];
let replicas: Zoom[] = [];
beforeAll(async () => {
  sandbox = await startZoom();
});
afterEach(async () => {
  await Promise.all(replicas.map((one) => one.close()));
  await Promise.all(stores.map((one) => one.close()));
  sandbox.reset();
});
afterAll(() => sandbox.close());

async function open(plan: 'free' | 'pro' | 'business'): Promise<void> {
  sandbox.account.plan = plan;
  const url = await createDatabase(inject('postgresUrl'));
  const key = randomBytes(32);
  const logger = listeningLogger().logger as Logger;
  stores = [];
  for (let i = 0; i < COUNT; i++) stores.push(await openStore({ kind: 'postgres', url }, key, logger));
  replicas = stores.map(({ cache, sharedState }) =>
    connect(sandbox, { cache, sharedState, plan, timeoutMs: 10_000 }),
  );
}

const refused = () => sandbox.calls.filter(({ status }) => status === 429);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('four processes that start at once request one token', async () => {
  await open('business');
  await Promise.all(replicas.flatMap((zoom) => [zoom.users.get(ada), zoom.ping()]));
  expect(callsOf(sandbox, 'token')).toHaveLength(1);
});

test('four processes whose token expires at once request one more', async () => {
  await open('business');
  await Promise.all(replicas.map((zoom) => zoom.ping()));
  sandbox.tokens.expireAll();
  await Promise.all(replicas.map((zoom) => zoom.users.get(ada)));
  expect(callsOf(sandbox, 'token')).toHaveLength(2);
});

test('with a slow token endpoint the others wait and request none', async () => {
  await open('business');
  sandbox.faults.add({ operation: 'token', kind: 'slow', delayMs: 800, times: 1 });
  await Promise.all(replicas.map((zoom) => zoom.ping()));
  expect(callsOf(sandbox, 'token')).toHaveLength(1);
});

test('together they stay under the limit, whichever has the work', async () => {
  await open('pro');
  const calls = replicas.flatMap((zoom, i) => Array.from({ length: i * 12 }, () => zoom.users.get(ada)));
  await Promise.all(calls);
  // All of it at one of them, when the others have nothing to do any more.
  await Promise.all(Array.from({ length: 60 }, () => replicas[0]?.users.get(ada)));
  expect(callsOf(sandbox, 'getUser')).toHaveLength(72 + 60);
  expect(refused()).toEqual([]);
});

test('a list at one of them leaves slots to the others', async () => {
  await open('pro');
  await Promise.all(replicas.map((zoom) => zoom.settings.get(ada)));
  for (const user of crowd(sandbox.account.id, 12_000)) sandbox.account.users.push(user);
  const list = (async () => {
    for await (const _ of replicas[0]?.users.all() ?? []);
  })();
  await pause(1_500);
  for (const zoom of replicas.slice(1)) expect((await zoom.settings.get(ada)).feature).toBeDefined();
  await list;
  expect(refused()).toEqual([]);
});

test('a pause that Zoom asked one process for holds for all', async () => {
  await open('pro');
  await Promise.all(replicas.map((zoom) => zoom.settings.get(ada)));
  const message = 'You have reached the maximum per-second rate limit for this API. Try again later.';
  sandbox.faults.add({
    operation: 'getSettings',
    kind: 'status',
    status: 429,
    times: 1,
    headers: { 'Retry-After': '3' },
    body: { code: 429, message },
  });
  const until = Date.now() + 3_000;
  await replicas[0]?.settings.get(ada).catch(() => undefined);
  await pause(700);
  const before = callsOf(sandbox, 'getSettings').length;
  const waiting = replicas.slice(1).map((zoom) => zoom.settings.get(ada));
  await pause(500);
  expect(callsOf(sandbox, 'getSettings')).toHaveLength(before);
  await Promise.all(waiting);
  const later = callsOf(sandbox, 'getSettings').slice(before);
  for (const { at } of later) expect(at.getTime()).toBeGreaterThan(until - 100);
});

test('without the store, a process goes on with its slots', async () => {
  await open('pro');
  await Promise.all(replicas.map((zoom) => zoom.users.get(ada)));
  await Promise.all(stores.map((one) => one.close()));
  stores = [];
  await pause(300);
  expect((await replicas[0]?.users.get(ada))?.id).toBe(ada);
});
