import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { connect, failure, listeningLogger, startZoom } from './open.ts';

let sandbox: ZoomSandbox;
let zoom: Zoom;
const log = listeningLogger();
beforeAll(async () => {
  sandbox = await startZoom();
  zoom = connect(sandbox, { logger: log.logger });
});
beforeEach(() => {
  log.lines.length = 0;
  sandbox.faults.clear();
});
afterAll(() => sandbox.close());

const ada = person('ada').zoom?.id ?? '';
const user = { id: ada, email: 'ada@example.com', type: 2, status: 'active' };

const answer = (operation: string, body: unknown, status = 200) =>
  sandbox.faults.add({ operation, kind: 'status', times: 1, status, body });

/** What the log says of odd answers. */
const warnings = () => log.lines.filter(([, words]) => /odd|cannot be read/.test(String(words)));

describe('a user', () => {
  const readable: [what: string, body: object, expected: object][] = [
    ['empty texts', { ...user, dept: '', timezone: '', phone_number: '', pmi: 0 }, { dept: '', pmi: 0 }],
    ['a type as text', { ...user, type: '2' }, { type: 2 }],
    ['a personal meeting ID as text', { ...user, pmi: '4155550100' }, { pmi: 4155550100 }],
    ['a flag as text', { ...user, use_pmi: 'true' }, { use_pmi: true }],
    ['a role as a number', { ...user, role_id: 2 }, { role_id: '2' }],
    ['a role with a long id', { ...user, role_id: 'RbWc7rZ9mTkmhXqFQ4p0e0g' }, { role_id: /^RbWc/ }],
    ['no way to sign in', { ...user, login_types: [null] }, { login_types: [] }],
    ['two ways to sign in', { ...user, login_types: [100, '101'] }, { login_types: [100, 101] }],
    ['an option of 64 bits', { ...user, zoom_one_type: 1 }, { zoom_one_type: '1' }],
    ['only a type, without an invitation accepted', { type: 1 }, { type: 1, status: 'pending' }],
    ['only an id and a date', { id: 'x1', created_at: '2026-01-01T00:00:00Z' }, { id: 'x1', type: 1 }],
    ['pending, nothing else', { status: 'pending', email: '' }, { status: 'pending', type: 1 }],
  ];

  test.each(readable)('%s', async (_, body, expected) => {
    answer('getUser', body);
    const found = await zoom.users.get('ada@example.com');
    for (const [field, value] of Object.entries(expected)) {
      if (value instanceof RegExp) expect.soft(found[field]).toMatch(value);
      else expect.soft(found[field]).toEqual(value);
    }
    expect(found.email).toBe('ada@example.com');
    expect(found.id).toBeTruthy();
    const worse = warnings().filter(([, words]) => words !== 'Zoom: odd fields were ignored');
    expect(worse).toEqual([]);
  });

  test('odd optional fields are ignored', async () => {
    const odd = { manager: {}, use_pmi: 'perhaps', pmi: [], dept: 7, timezone: {}, login_types: 'email' };
    answer('getUser', { ...user, ...odd });
    expect(await zoom.users.get(ada)).toEqual(user);
    expect(warnings()[0]?.[0]).toMatchObject({
      zoom: 'getUser',
      oddities: expect.arrayContaining([{ path: 'use_pmi', expected: 'boolean' }]),
    });
  });

  test('options of 64 bits keep their digits, in lists too', async () => {
    const bundle =
      '"zoom_one_type":576460752303423500,"license_info_list":[{"license_type":"ZOOM_WORKPLACE_BUNDLE","license_option":72057594037927940,"subscription_id":"A1"}]';
    answer('getUser', JSON.stringify(user).replace('}', `,${bundle}}`));
    expect(await zoom.users.get(ada)).toMatchObject({
      zoom_one_type: '576460752303423500',
      license_info_list: [{ license_option: '72057594037927940', subscription_id: 'A1' }],
    });
  });

  test('a passcode in a personal link goes no further', async () => {
    const room = 'https://example.zoom.us/my/ada.lovelace?pwd=c2VjcmV0LXBhc3M.1#x';
    answer('getUser', {
      ...user,
      vanity_url: room,
      personal_meeting_url: 'https://example.zoom.us/j/41?pwd=aB3',
    });
    const found = await zoom.users.get(ada);
    expect(found.vanity_url).toBe('https://example.zoom.us/my/ada.lovelace');
    expect(JSON.stringify(found)).not.toContain('pwd');
  });

  test.each([
    ['no email', { ...user, email: '' }, { path: 'email', expected: 'string' }],
    [
      'no type',
      { id: ada, email: 'ada@example.com', status: 'active' },
      { path: 'type', expected: 'number' },
    ],
    ['no id', { ...user, id: null }, { path: 'id', expected: 'string' }],
    ['a list', [user], { path: 'answer', expected: 'object' }],
    ['a page', '<html>secret words</html>', { path: 'answer', expected: 'JSON' }],
  ])(
    '%s in an account that is in use: the log says what is wrong, without values',
    async (_, body, oddity) => {
      answer('getUser', body);
      expect(await failure(zoom.users.get(ada))).toMatchObject({ kind: 'unreadable-answer' });
      expect(warnings()[0]?.[0]).toMatchObject({ zoom: 'getUser', oddities: [oddity] });
      expect(JSON.stringify(log.lines)).not.toMatch(/ada@example|secret words/);
    },
  );
});

describe('lists', () => {
  test('odd rows are skipped and counted, odd fields of a row are ignored', async () => {
    const users = [
      { id: 'a', email: 'a@example.com', type: '1' },
      { id: 'b' },
      { email: 'pending@example.com', id: '', dept: {} },
      { type: 1 },
      null,
      'nobody',
    ];
    answer('listUsers', {
      users,
      total_records: '6',
      page_count: '1',
      page_number: {},
      next_page_token: null,
    });
    const page = await zoom.users.list();
    expect(page).toMatchObject({ total: 6, count: 1, skipped: 3, nextPageToken: '' });
    expect(page.users).toEqual([
      { id: 'a', email: 'a@example.com', type: 1 },
      { id: 'b', email: '' },
      { email: 'pending@example.com' },
    ]);
    expect(warnings()[0]?.[0]).toMatchObject({
      skipped: 3,
      oddities: expect.arrayContaining([{ path: 'users[]', expected: 'id or email' }]),
    });
  });

  test('without users there is no list', async () => {
    answer('listUsers', { total_records: 3 });
    expect(await failure(zoom.users.list())).toMatchObject({ kind: 'unreadable-answer' });
  });

  test('an empty object or null is an empty list', async () => {
    answer('listAssistants', {});
    expect(await zoom.assistants.list(ada)).toEqual([]);
    answer('listSchedulers', { schedulers: null });
    expect(await zoom.schedulers.list(ada)).toEqual([]);
    answer('getPermissions', { permissions: null });
    expect(await zoom.users.permissions(ada)).toEqual([]);
  });

  test('one odd assistant does not hide the others', async () => {
    const mia = { id: 'm', email: 'mia@example.com', can_manage_host_private_event: 'true' };
    answer('listAssistants', { assistants: [{}, mia, 7] });
    expect(await zoom.assistants.list(ada)).toEqual([{ ...mia, can_manage_host_private_event: true }]);
  });
});

test('settings: odd groups and values are ignored', async () => {
  answer('getSettings', {
    feature: { meeting_capacity: '500', webinar: 'yes' },
    in_meeting: [],
    recording: '',
  });
  expect(await zoom.settings.get(ada)).toEqual({ feature: { meeting_capacity: 500 } });
});

test('an empty 201 is a success', async () => {
  const nora = { email: 'nora@example.com', type: 1, first_name: 'Nora', last_name: 'Ng' } as const;
  for (const body of ['', '{}', { email: 'nora@example.com' }]) {
    answer('createUser', body, 201);
    await zoom.users.create({ action: 'create', user: nora });
    answer('addAssistants', body, 201);
    await zoom.assistants.add(ada, [{ email: 'mia@example.com' }]);
  }
});

describe('what an account holds', () => {
  const labels = async () => {
    const { heldIn } = await import('../../src/zoom/inventory.ts');
    const inventory = await zoom.accounts.inventory(ada);
    return { held: heldIn(inventory).map(({ label, what }) => `${label}: ${what}`), inventory };
  };

  test('flags and numbers as text count as what they say', async () => {
    answer('getSettings', {
      feature: {
        webinar: 'true',
        webinar_capacity: '500',
        zoom_events: 'true',
        zoom_events_capacity: '1000',
        zoom_clips_plus: 'false',
      },
    });
    const { held, inventory } = await labels();
    expect(held).toEqual(
      expect.arrayContaining(['Webinar licence: up to 500 people', 'Zoom events: up to 1000 people']),
    );
    expect(held.join()).not.toContain('clips');
    // Zoom takes no texts when it is given back.
    expect(inventory.features).toMatchObject({ zoom_events: true, zoom_events_capacity: 1000 });
  });

  test('an assistant whose row cannot be read is named as not known', async () => {
    answer('listAssistants', { assistants: [{ id: 'x1', email: 'x@example.com' }, { email: 7 }] });
    const { held, inventory } = await labels();
    expect(held).toContain('Assistant: x@example.com');
    expect(inventory.unknown.map(({ what }) => what.words)).toEqual(['some assistants']);
  });

  test('a meeting whose row cannot be read runs all the same', async () => {
    answer('listMeetings', { meetings: ['?', { topic: 'Sync', start_time: 7 }] });
    const live = await zoom.accounts.liveMeetings(ada);
    expect('value' in live && live.value).toHaveLength(2);
    answer('listWebinars', { webinars: ['?', { topic: 'Launch', start_time: 7 }] });
    const webinars = await zoom.accounts.upcomingWebinars(ada);
    expect('value' in webinars && webinars.value).toHaveLength(2);
  });

  test.each([
    ['no phone numbers', { phone_numbers: null, calling_plans: [{ type: 200 }] }],
    ['an empty answer', {}],
    ['odd rows', { phone_numbers: [null, { number: '+4930' }], calling_plans: 'none' }],
  ])('a phone with %s', async (_, body) => {
    answer('getSettings', { feature: { zoom_phone: 'true' } });
    answer('getPhoneUser', body);
    expect((await labels()).held.join()).toContain('Zoom Phone: yes');
  });
});
