import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { homeOf, openHome } from './home-support.ts';
import { buttonsIn, forgedClick, query } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const DAY = 86_400_000;
const dayAfter = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const policy = `${defaultPolicy}licences: { price: 149.90, currency: EUR, renewal: ${dayAfter(100)} }\n`;
const day = useWorkplace({ policy });
const { as } = day;
const FORMULA = '=HYPERLINK("http://x")';

/** Types a line and waits for its answer. */
async function ask(line: string): Promise<Message> {
  const before = new Set(
    as('grace')
      .ephemerals()
      .map((one) => one.ts),
  );
  await as('grace').command(line);
  return as('grace').waitFor(
    () =>
      as('grace')
        .ephemerals()
        .find((one) => !before.has(one.ts)),
    15_000,
  );
}

/** Has the licences counted, and waits until it is told. */
async function count(): Promise<Message> {
  await ask('/zoom licences refresh');
  return directMessage(as('grace'), /Your licences are counted/);
}

/** Zoom is the same for each test, so one count does for those that change nothing there. */
async function counted(): Promise<void> {
  const [done] = await query(day.place, "SELECT 1 FROM licence_scans WHERE state = 'done'");
  if (!done) await count();
}

const report = () => ask('/zoom licences');

function zoomUser(name: string) {
  const found = day.place.zoom.account.users.find((one) => one.email === `${name}@example.com`);
  if (!found) throw new Error(`${name} has no Zoom account`);
  return found;
}

async function forget(): Promise<void> {
  await query(day.place, 'TRUNCATE licence_scans, licence_seats, licence_spans, licence_days');
}

const rowsOf = (message: Message) =>
  message.blocks.flatMap((block) =>
    block.type === 'data_table'
      ? block.rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : '')))
      : [],
  );
const file = (name: RegExp) =>
  as('grace').waitFor(() => {
    for (const message of as('grace').dms()) {
      const found = message.files?.find((one) => name.test(one.name));
      if (found) return { ...found, text: message.text };
    }
    return undefined;
  });
const contentOf = async (one: { readonly url: string }) =>
  Buffer.from(await (await fetch(`${day.place.slack.url}${one.url}`)).arrayBuffer());

describe('the licence report', () => {
  it('counts at the first time, and then names figures, money and people with their reasons', async () => {
    await forget();
    Object.assign(zoomUser('kwame'), { displayName: FORMULA });
    await as('grace').command('/zoom licences');
    await reply(as('grace'), /I haven’t counted your licences yet/);
    const told = await directMessage(
      as('grace'),
      /Your licences are counted.*3 of 20 Zoom licences are free/s,
    );
    await as('grace').click(told, 'licences:report');
    const shown = await reply(as('grace'), /3 of 20 Zoom licences are free/);
    const words = textOf(shown);
    expect.soft(words).toMatch(/\*(\d+) may go back\*.*They cost \*€[\d,.]+\* a year, at €149\.90 each/s);
    expect
      .soft(words)
      .toMatch(/\*Renewal on .*in 100 days: buy \*\d+\*.*That is 17 in use − \d+ that may go back/s);
    expect.soft(words).toContain('Growth isn’t in it');
    const rows = rowsOf(shown);
    expect(rows[0]).toEqual(['Name', 'Days unused', 'May go back', 'Last use', 'Department', 'Email']);
    const of = (name: string) => rows.find((row) => row[0] === name) ?? [];
    expect.soft(of(FORMULA)[2]).toMatch(/^Yes/);
    expect.soft(of('Owen Reyes')[2]).toMatch(/^No: owns the Zoom account/);
    expect.soft(of('Yuki Sato')).toEqual(expect.arrayContaining(['75']));
    expect.soft(of('Ada Lovelace')).toEqual([]);

    await as('grace').click(shown, 'licences:kept');
    const kept = await reply(as('grace'), /keep a licence that they haven’t used for 60 days/);
    expect(rowsOf(kept)).toContainEqual(expect.arrayContaining(['Owen Reyes', 'Owns the Zoom account']));
    await as('grace').click(kept, 'licences:report');
    await reply(as('grace'), /3 of 20 Zoom licences are free/);
  });

  it('comes as a file in which no cell is a formula, and leaves the report where it is', async () => {
    await counted();
    const shown = await report();
    await as('grace').click(shown, 'licences:csv');
    await reply(as('grace'), /The file is in your direct messages/);
    const text = (await contentOf(await file(/^zoom-licences-\d{4}-\d\d-\d\d\.csv$/))).toString();
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^"Name","Email","Department","Licence","Days unused","Last use",/);
    expect(lines.find((line) => line.includes('kwame@example.com'))).toMatch(
      /^"'=HYPERLINK\(""http:\/\/x""\)"/,
    );
    expect(lines.filter((line) => /^"?[=+\-@]/.test(line))).toEqual([]);
    expect(
      as('grace')
        .ephemerals()
        .some((one) => one.ts === shown.ts),
    ).toBe(true);
    const [entry] = await query(
      day.place,
      "SELECT event FROM audit WHERE event = 'exported' ORDER BY seq DESC",
    );
    expect(entry).toBeDefined();
  });

  it('has a chart as a picture that is described in words, once two days are counted', async () => {
    await counted();
    await query(day.place, 'DELETE FROM licence_days WHERE day < (SELECT max(day) FROM licence_days)');
    await as('grace').click(await report(), 'licences:chart');
    await reply(as('grace'), /There’s no chart yet/);
    const past = Array.from(
      { length: 60 },
      (_, i) => `('${dayAfter(i - 60)}', 20, ${10 + Math.floor(i / 12)}, 1, 2)`,
    );
    await query(
      day.place,
      `INSERT INTO licence_days (day, bought, used, pending, idle) VALUES ${past.join(', ')}`,
    );
    const shown = await report();
    expect(textOf(shown)).toMatch(/\*Over time\*: 10 in use on .*, 17 now/);
    await as('grace').click(shown, 'licences:chart');
    await reply(as('grace'), /The chart is in your direct messages/);
    const picture = await file(/^zoom-licences\.png$/);
    expect(picture.alt).toMatch(/17 of 20 bought Zoom licences were in use.* it was 10 in use and 2 idle/);
    expect(picture.text).toBe(picture.alt);
    expect((await contentOf(picture)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('is counted anew on request, and says how far it is', async () => {
    await counted();
    const { users } = day.place.zoom.account;
    for (const one of users) if (one.email !== 'ada@example.com' && one.type === 2) one.type = 1;
    await Promise.all([ask('/zoom licences refresh'), as('grace').command('/zoom licences refresh')]);
    // Whoever asks twice is told twice: no message says for good that it goes on.
    const told = (words: RegExp) =>
      as('grace')
        .dms()
        .filter((one) => words.test(textOf(one)));
    await as('grace').waitFor(() => told(/19 of 20 Zoom licences are free/).length === 2);
    expect(told(/I’m counting your licences/)).toEqual([]);
    const fresh = await report();
    expect(textOf(fresh)).toContain('*19 of 20 Zoom licences are free*');
    expect(rowsOf(fresh)).toEqual([]);
    await forget();
  });

  it('goes on a message of Home, in a modal that has no tables', async () => {
    await counted();
    await openHome(day, 'grace', /\*\d+ may go back\*: nobody uses them.*Renewal on .*in 100 days/);
    await as('grace').click({ kind: 'home' }, 'command:licences');
    await as('grace').waitFor(({ views }) =>
      /of 20 Zoom licences are free.*Amir Cohen/s.test(JSON.stringify(views)),
    );
    expect(homeOf(day, 'grace')).toContain('command:licences');
  });

  it('is for admins: neither the command nor a button shows it to others', async () => {
    await counted();
    const calls = day.place.zoom.calls.length;
    await as('ben').command('/zoom licences');
    await reply(as('ben'), /for Frontdesk admins/);
    day.provoke(/response_url expired_url/);
    await forgedClick(day.place, as('ben'), { action: 'licences:csv', value: '' });
    await directMessage(as('ben'), /for Frontdesk admins/);
    expect(day.place.zoom.calls.length).toBe(calls);
  });
});

describe('where less is known', () => {
  afterEach(forget);

  it('says which scope is missing, and goes by the last sign-in', async () => {
    const { scopes } = day.place.zoom.tokens;
    for (const scope of [...scopes]) if (/^report:read/.test(scope)) scopes.delete(scope);
    await count();
    const shown = await report();
    expect(textOf(shown)).toMatch(
      /the last sign-in counts, which Zoom tells up to three days late\. Add `report:read/,
    );
    expect(rowsOf(shown)[0]).toContain('Last sign-in');
  });

  it('has no figure where there are no licences', async () => {
    for (const one of day.place.zoom.account.users) if (one.type === 2) one.type = 1;
    day.place.zoom.account.seats = 0;
    await ask('/zoom licences refresh');
    await directMessage(as('grace'), /Your licences are counted.*Nobody has a Zoom licence/s);
    const none = await report();
    expect(textOf(none)).toContain('*Nobody has a Zoom licence*');
    expect(textOf(none)).not.toMatch(/may go back|a year/);
    expect(rowsOf(none)).toEqual([]);
    expect(buttonsIn(none.blocks).map((one) => one.action_id)).toContain('licences:refresh');
  });
});
