import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { rivetOf, zoomForTest } from './rivet.ts';

const idOf = (handle: string) => person(handle).zoom?.id ?? '';
const [ada, mia, ben] = ['ada', 'mia', 'ben'].map((handle) => ({ userId: idOf(handle) }));
if (!ada || !mia || !ben) throw new Error('people missing');

/** The smallest PNG there is, in a file: rivet's form takes a stream of one, though its types say a string. */
function pictureFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rivet-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ada.png'), png);
  return createReadStream(join(folder, 'ada.png')) as unknown as string;
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('Zoom’s own client for Node, rivet', () => {
  test('signs in once, reads people, and pages through all of them', async () => {
    const zoom = await zoomForTest();
    const users = rivetOf(zoom);
    const { data, trackingId } = await users.getUser({ path: ada });
    expect(trackingId).toMatch(/^v=2\.0;clid=us06;rid=WEB_[0-9a-f]{32}$/);
    expect(data).toMatchObject({ email: 'ada@example.com', type: 2, status: 'active' });
    const seen: string[] = [];
    let token = '';
    do {
      const query = { page_size: 5, ...(token ? { next_page_token: token } : {}) };
      const page = (await users.listUsers({ query })).data;
      for (const user of page?.users ?? []) seen.push(user.email ?? '');
      token = page?.next_page_token ?? '';
    } while (token);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain('mia@example.com');
    expect(seen.length).toBeGreaterThan(10);
    expect(zoom.tokens.issued).toBe(1);
  });

  test('carries out every one of the 23 operations', async () => {
    const zoom = await zoomForTest();
    const users = rivetOf(zoom);
    expect((await users.checkUserEmail({ query: { email: 'ada@example.com' } })).data?.existed_email).toBe(
      true,
    );
    expect((await users.checkUsersPMRoom({ query: { vanity_name: 'nobody.has.this' } })).data?.existed).toBe(
      false,
    );
    expect((await users.listUsers({})).data?.users?.length).toBeGreaterThan(10);

    const body = { action: 'create', user_info: { email: 'new@example.com', type: 1 } } as const;
    const created = await users.createUsers({ body });
    expect(created.statusCode).toBe(201);
    const path = { userId: created.data?.id ?? '' };
    expect((await users.updateUser({ path: ada, body: { dept: 'Engines' } })).statusCode).toBe(204);
    expect((await users.getUser({ path: ada })).data?.dept).toBe('Engines');
    await users.updateUserStatus({ path: ben, body: { action: 'deactivate' } });
    expect((await users.getUser({ path: ben })).data?.status).toBe('inactive');
    await users.updateUsersEmail({ path: ada, body: { email: 'ada.king@example.com' } });
    await users.updateUsersPassword({ path: ada, body: { password: 'tH7-orchard-9' } });
    await users.uploadUsersProfilePicture({ path: ada, body: { pic_file: pictureFile() } });
    expect((await users.getUser({ path: ada })).data?.pic_url).toMatch(/^http/);

    expect((await users.getUserSettings({ path: ada })).data).toHaveProperty('schedule_meeting');
    await users.updateUserSettings({ path: ada, body: { schedule_meeting: { host_video: true } } });
    const settings = (await users.getUserSettings({ path: ada })).data;
    expect(settings).toMatchObject({ schedule_meeting: { host_video: true } });
    expect((await users.getUserPermissions({ path: ada })).data?.permissions).toBeInstanceOf(Array);
    expect((await users.getUsersToken({ path: ada, query: { type: 'zak' } })).data?.token).toMatch(/\./);
    expect((await users.revokeUsersSSOToken({ path: ada })).statusCode).toBe(204);

    await users.addAssistants({ path: ada, body: { assistants: [{ id: mia.userId }] } });
    expect((await users.listUserAssistants({ path: ada })).data?.assistants).toMatchObject([
      { email: 'mia@example.com' },
    ]);
    const schedulers = (await users.listUserSchedulers({ path: mia })).data?.schedulers ?? [];
    expect(schedulers.map((one) => one.id)).toContain(ada.userId);
    await users.deleteUserAssistant({ path: { ...ada, assistantId: mia.userId } });
    await users.addAssistants({ path: ada, body: { assistants: [{ id: mia.userId }] } });
    await users.deleteScheduler({ path: { ...mia, schedulerId: ada.userId } });
    await users.addAssistants({ path: ada, body: { assistants: [{ id: mia.userId }] } });
    await users.deleteUserAssistants({ path: ada });
    expect((await users.listUserAssistants({ path: ada })).data?.assistants).toEqual([]);
    await users.deleteUserSchedulers({ path: mia });
    expect((await users.listUserSchedulers({ path: mia })).data?.schedulers).toEqual([]);
    expect((await users.deleteUser({ path, query: { action: 'disassociate' } })).statusCode).toBe(204);

    const asked = new Set(zoom.calls.map((call) => call.operation));
    asked.delete('token');
    expect([...asked].sort()).toHaveLength(23);
    expect(zoom.calls.filter((call) => call.code !== undefined)).toEqual([]);
  });

  test('shows Zoom’s own words when Zoom says no', async () => {
    const zoom = await zoomForTest();
    const users = rivetOf(zoom);
    await expect(users.getUser({ path: { userId: 'nobody@example.com' } })).rejects.toThrow(
      '[404/1001]: "User not exist or not belong to this account."',
    );
    zoom.account.plan = 'free';
    const calls = Array.from({ length: 12 }, () => users.getUser({ path: ada }));
    const answers = await Promise.allSettled(calls);
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(refused[0]).toContain('[429/429]: "You have reached the maximum per-second rate limit');
  });

  test('is told when its secret is wrong, when a scope is missing and when its token died', async () => {
    const zoom = await zoomForTest();
    const stranger = rivetOf({
      ...zoom,
      credentials: { ...zoom.credentials, clientSecret: 'wrong' as never },
    });
    await expect(stranger.getUser({ path: ada })).rejects.toMatchObject({
      response: { status: 401, data: { error: 'invalid_client' } },
    });
    const users = rivetOf(zoom);
    zoom.tokens.scopes.delete('user:read:settings:admin');
    await expect(users.getUserSettings({ path: ada })).rejects.toThrow('does not contain scopes');
    zoom.tokens.expireAll();
    await expect(users.getUser({ path: ada })).rejects.toThrow('[401/124]: "Access token is expired."');
  });

  test('renews its token in time', async () => {
    const zoom = await zoomForTest();
    zoom.tokens.lifetime = 60;
    const users = rivetOf(zoom);
    await users.getUser({ path: ada });
    await users.getUser({ path: ada });
    expect(zoom.tokens.issued).toBe(2);
  });
});
