import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directMessage, openWorkplace, posted, reply, type Workplace } from '../support/workplace.ts';
import { buttonsIn, query, quiet, refusedCalls, sendRequest } from './support.ts';

const hostile = [
  '<!channel> <!here> <@U0LINUS> <https://evil.example|Click me>',
  '*bold* _it_ ~no~ `code` ```block``` :tada:',
  '&lt;!channel&gt; & < >',
  '"quotes" \\ back\\slash {placeholder}',
].join(' ');

/** Days at work in which everything goes wrong once. */
async function walk(place: Workplace): Promise<void> {
  const [ada, ben, grace] = ['ada', 'ben', 'grace'].map((handle) => place.as(handle));
  if (!ada || !ben || !grace) throw new Error('nobody there');
  await ada.command('/zoom status');
  await reply(ada, /Your Zoom account/);
  place.zoom.tokens.expireAll();
  await ada.command('/zoom add-assistant @mia');
  await reply(ada, /can now schedule/);
  await ada.command('/zoom change-email ada.king@example.com I got married');
  await ada.click(await reply(ada, /Send request/), 'confirm:run');
  const card = await posted(grace, 'zoom-approvals', /wants to|would like/);
  await grace.click(card, 'request:deny');
  await grace.waitFor((seen) => seen.views.find(({ view }) => view.submit));
  await grace.submit('top', { reason: 'Not yet' });
  await directMessage(ada, /declined your request/);
  await ben.command('/zoom change-email');
  await ben.waitFor((seen) => seen.views.find(({ view }) => view.submit));
  await ben.submit('top', { email: 'ben.o@example.com' });
  await reply(ben, /Send request/);
  place.zoom.faults.add({
    operation: 'getUser',
    times: 1,
    kind: 'status',
    status: 401,
    body: { code: 124, message: 'Invalid access token.' },
  });
  place.zoom.faults.add({ operation: 'checkEmail', times: 3, kind: 'html' });
  await ben.command('/zoom check-email mia@example.com');
  await ben.waitFor(() => ben.ephemerals().length > 1);
  place.zoom.tokens.scopes.delete('user:read:settings:admin');
  place.slack.faults.add({ method: 'response_url', times: 1, status: 500 });
  await ada.command('/zoom status');
  await directMessage(ada, /Zoom/);
  place.zoom.faults.add({
    operation: 'token',
    times: 9,
    kind: 'status',
    status: 400,
    body: { reason: 'Invalid client_id or client_secret', error: 'invalid_client' },
  });
  place.zoom.tokens.expireAll();
  await ada.command('/zoom whoami');
  await ada.waitFor(() => ada.ephemerals().some((one) => /FD-/.test(JSON.stringify(one.blocks))));
  place.zoom.faults.clear();
  await ada.openHome();
  await ada.waitFor((seen) => seen.home);
}

function secretsOf({ slack, zoom, config }: Workplace): readonly (string | RegExp)[] {
  return [
    ...[slack.botToken, slack.signingSecret, slack.appToken, zoom.credentials.clientSecret],
    btoa(`${zoom.credentials.clientId}:${zoom.credentials.clientSecret}`),
    config.encryptionKey.toString('base64'),
    // The shape of the local Zoom's access tokens, and of every response_url.
    /sandbox\.[\w-]{32}/,
    /\/hooks\/T0FRONTDESK/,
  ];
}

function expectNoneIn(text: string, place: Workplace, where: string): void {
  for (const secret of secretsOf(place)) {
    const found = typeof secret === 'string' ? text.indexOf(secret) : text.search(secret);
    expect(found < 0 ? '' : text.slice(Math.max(0, found - 80), found + 80), where).toBe('');
  }
}

describe.each([
  ['sqlite', 'http'],
  ['postgres', 'socket'],
] as const)('after a long day with %s over %s', (store, mode) => {
  let place: Workplace;
  beforeAll(async () => {
    place = await openWorkplace({ store, mode });
    await walk(place);
  });
  afterAll(() => place.close());

  it('no secret is in the log, although it is set to debug', async () => {
    expect(place.log.length).toBeGreaterThan(50);
    expectNoneIn(place.log.join('\n'), place, 'log');
  });

  it('no secret is in anything that anybody reads', () => {
    for (const handle of ['ada', 'ben', 'grace', 'linus', 'mia']) {
      const { channels, home, views } = place.as(handle).snapshot();
      expectNoneIn(JSON.stringify([channels, home, views]), place, handle);
    }
  });

  it('no secret is in the database, in no table and no file beside it', async () => {
    const { database } = place.config;
    if (database.kind === 'postgres') {
      await quiet(place);
      const tables = await query(
        place,
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
      );
      expect(tables.length).toBeGreaterThan(5);
      for (const { name } of tables) {
        expectNoneIn(JSON.stringify(await query(place, `SELECT * FROM "${name}"`)), place, String(name));
      }
      return;
    }
    await place.bot.stop();
    const folder = dirname(database.file);
    const files = readdirSync(folder).filter((name) => name.startsWith('desk.db'));
    expect(files).toContain('desk.db');
    for (const name of files) expectNoneIn(readFileSync(join(folder, name)).toString('latin1'), place, name);
    const db = new DatabaseSync(database.file);
    const requests = db.prepare('SELECT count(*) AS n FROM requests').get();
    expect(Number(requests?.n)).toBeGreaterThan(2);
    db.close();
    await place.restart();
  });
});

describe('what people type and how they are called', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await openWorkplace({ store: 'postgres' });
  });
  afterAll(() => place.close());

  /** Everything of a message, form or Home tab that Slack reads as markup, its fallback text included. */
  const markup = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(markup);
    if (typeof value !== 'object' || value === null) return [];
    const one = value as Record<string, unknown>;
    if (one.type === 'plain_text') return [];
    const own = typeof one.text === 'string' ? [one.text] : [];
    return [...own, ...Object.values(one).flatMap(markup)];
  };
  const everything = () =>
    ['ada', 'grace', 'linus', 'mia'].flatMap((handle) => {
      const { channels, home, views } = place.as(handle).snapshot();
      return markup([
        channels.flatMap((one) => one.messages).filter((one) => one.user === 'U0FRONTDESK'),
        home,
        views.map((one) => one.view.blocks),
      ]);
    });

  it('stays text wherever it is shown: name in Slack, name in Zoom, reason, denial', async () => {
    const user = place.slack.workspace.users.get('U0ADA');
    if (user) user.name = `Ada ${hostile}`;
    for (const zoomUser of place.zoom.account.users) {
      if (!['ada@example.com', 'mia@example.com'].includes(zoomUser.email)) continue;
      zoomUser.displayName = `${zoomUser.firstName} ${hostile}\n> second line`;
    }
    const ada = place.as('ada');
    await ada.command('/zoom status');
    await reply(ada, /Your Zoom account/);
    await ada.command('/zoom add-assistant @mia');
    await reply(ada, /can now schedule/);
    await posted(place.as('linus'), 'zoom-ops', /Done for <@U0ADA>/);
    await ada.command('/zoom add-assistant @mia');
    await reply(ada, /already schedules/);
    const card = await sendRequest(place, 'ada', `/zoom change-email ada.king@example.com ${hostile}`);
    const grace = place.as('grace');
    await grace.click(card, 'request:deny');
    await grace.waitFor((seen) => seen.views.find(({ view }) => view.submit));
    await grace.submit('top', { reason: `No\n${hostile}\n<!everyone>` });
    await directMessage(ada, /declined your request/);
    await posted(grace, 'zoom-approvals', /Denied by/);
    await ada.openHome();
    await ada.waitFor((seen) => seen.home);

    const shown = everything();
    expect(shown.filter((one) => one.includes('&lt;!channel&gt;')).length).toBeGreaterThan(5);
    expect(shown.filter((one) => /<!(channel|here|everyone)/.test(one))).toEqual([]);
    expect(
      shown.filter((one) => one.includes('<@U0LINUS>') && !/Sent to|can approve|decide/i.test(one)),
    ).toEqual([]);
    expect(shown.filter((one) => one.includes('<https://evil'))).toEqual([]);
    // What was typed as an entity stays visible as one: the ampersand is escaped too.
    expect(shown.some((one) => one.includes('&amp;lt;!channel&amp;gt;'))).toBe(true);
    expect(refusedCalls(place)).toEqual([]);
  });

  it('a name of 3000 characters is cut, not refused by Slack, and the buttons stay', async () => {
    const long = '<&>'.repeat(1000);
    for (const one of place.zoom.account.users) if (one.email === 'ben@example.com') one.displayName = long;
    const ben = place.slack.workspace.users.get('U0BEN');
    if (ben) ben.name = long;
    const card = await sendRequest(place, 'ben', `/zoom change-email ben.o@example.com ${'x&<'.repeat(160)}`);
    expect(buttonsIn(card.blocks).map((one) => one.action_id)).toEqual(['request:approve', 'request:deny']);
    const grace = place.as('grace');
    await grace.click(card, 'request:deny');
    await grace.waitFor((seen) => seen.views.find(({ view }) => view.submit));
    await grace.close();
    await grace.click(card, 'request:approve');
    await directMessage(place.as('ben'), /Email changed/);
    await posted(grace, 'zoom-approvals', /Approved by/);
    await place.as('ben').openHome();
    await place.as('ben').waitFor((seen) => seen.home);
    await quiet(place);
    for (const text of everything()) expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
    expect(refusedCalls(place)).toEqual([]);
  });

  it('a reason of 1500 characters opens the form, which says how long it may be', async () => {
    const mia = place.as('mia');
    await mia.command(`/zoom change-email mia.c@example.com ${'long '.repeat(300)}`);
    const form = await mia.waitFor((seen) => seen.views.find(({ view }) => view.submit));
    expect(JSON.stringify(form.view.blocks)).toContain('Please keep it to 500 characters');
    expect(await mia.submit('top', { reason: 'x'.repeat(501) })).toMatchObject({ ok: false });
    expect(refusedCalls(place)).toEqual([]);
  });

  it('every button of every message carries an opaque id or nothing', () => {
    const all = ['ada', 'ben', 'grace', 'linus', 'mia'].flatMap((handle) => {
      const { channels, home, views } = place.as(handle).snapshot();
      return buttonsIn([channels, home, views]);
    });
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((one) => one.value !== undefined && !/^req_[\w-]{20}$/.test(one.value))).toEqual([]);
  });

  it('a form’s private metadata can be read by nobody, the denial’s is the bare id', async () => {
    const ada = place.as('ada');
    await ada.command('/zoom change-email');
    const form = await ada.waitFor((seen) => seen.views.find(({ view }) => view.submit));
    expect(form.view.private_metadata).toMatch(/^[\w-]+$/);
    const decoded = Buffer.from(form.view.private_metadata ?? '', 'base64url').toString('latin1');
    expect(decoded).not.toMatch(/hooks|U0ADA|change-email/);
  });
});
