import type { ModalView } from '@slack/types';
import type { Hono } from 'hono';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, findBarriers } from '../../browser/support.ts';
import { type StubSlack, startStub } from './stub-slack.ts';
import { openView, snapshotFor } from './workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const input = (id: string, label: string, element: object, optional = true) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  optional,
  element: { action_id: id, ...element },
});

const view = {
  type: 'modal',
  callback_id: 'form:pickers',
  title: plain('Plan a meeting'),
  submit: plain('Plan'),
  blocks: [
    input('start', 'Starts at', { type: 'timepicker' }, false),
    input('day', 'Day and time', { type: 'datetimepicker', initial_date_time: 1_795_424_400 }),
    input('room', 'Room', { type: 'external_select', min_query_length: 1, placeholder: plain('Any room') }),
    input('guests', 'Guests', { type: 'multi_external_select', max_selected_items: 2 }),
    input('notes', 'Notes', { type: 'rich_text_input' }),
    input('channel', 'Channel', { type: 'channels_select' }),
    input('mail', 'Email', { type: 'email_text_input' }),
    input('seats', 'Seats', { type: 'number_input', is_decimal_allowed: false, max_value: '20' }),
    input('link', 'Link', { type: 'url_text_input' }),
  ],
} as unknown as ModalView;

const modalV1 = { user: 'U0ADA', surface: { kind: 'view', viewId: 'V1' } };
const asked: { value: string }[] = [];

/** An app that offers two rooms, knows none called zzz, is slow once and broken once. */
function offerRooms(app: Hono): void {
  app.post('/sandbox/suggest', async (c) => {
    const body = await c.req.json<{ value: string }>();
    asked.push(body);
    if (body.value === 'broken') return c.json({ ok: false, error: 'app_did_not_respond', options: [] });
    if (body.value === 'slow') await new Promise((resolve) => setTimeout(resolve, 600));
    const rooms = ['Blue room', 'Black room'].map((name) => ({
      text: plain(name),
      value: name.split(' ')[0]?.toLowerCase(),
    }));
    return c.json({
      ok: true,
      options: body.value === 'zzz' ? [] : body.value === 'slow' ? rooms.slice(1) : rooms,
    });
  });
}

describe.skipIf(!CHROMIUM)('a form with every kind of picker', () => {
  let stub: StubSlack;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stub = await startStub((userId) => snapshotFor(userId, { views: [openView(view)] }), offerRooms);
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    page = await (await browser.newContext({ bypassCSP: true, timezoneId: 'Europe/Berlin' })).newPage();
    page.setDefaultTimeout(5000);
    page.setDefaultNavigationTimeout(30_000);
    await page.goto(`${stub.url}/#/U0ADA/C0GENERAL`);
    await page.getByRole('dialog').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stub?.stop();
  });

  it('has no barrier that axe can find', async () => {
    expect((await findBarriers(page)).barriers).toEqual([]);
  });

  it('wants the time', async () => {
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    expect(await page.getByLabel('Starts at').getAttribute('aria-invalid')).toBe('true');
  });

  it('asks the app for rooms once the typing pauses, and Enter takes the one under the arrows', async () => {
    const room = page.getByRole('combobox', { name: 'Room (optional)' });
    expect(await room.getAttribute('placeholder')).toBe('Any room');
    await room.click();
    await page.getByRole('option', { name: 'Type a character or more' }).waitFor();
    await room.pressSequentially('bl', { delay: 20 });
    await page.getByRole('option', { name: 'Searching…' }).waitFor();
    await page.getByRole('option', { name: 'Blue room' }).waitFor();
    expect(asked).toEqual([{ ...modalV1, blockId: 'room', actionId: 'room', value: 'bl' }]);
    expect((await findBarriers(page)).barriers).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await room.inputValue()).toBe('Black room');
  });

  it('says that nothing was found, and why nothing can be; Escape keeps what was chosen', async () => {
    const room = page.getByRole('combobox', { name: 'Room (optional)' });
    await room.fill('zzz');
    await page.getByRole('option', { name: 'No results for “zzz”' }).waitFor();
    await room.fill('broken');
    await page.getByRole('option', { name: 'Frontdesk did not respond within three seconds' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await room.inputValue()).toBe('Black room');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
  });

  it('shows the answer to the last question, however late an earlier one comes', async () => {
    const room = page.getByRole('combobox', { name: 'Room (optional)' });
    await room.fill('slow');
    await expect.poll(() => asked.at(-1)?.value).toBe('slow');
    await room.fill('bl');
    await page.getByRole('option', { name: 'Blue room' }).waitFor();
    await page.waitForTimeout(700);
    expect(await page.getByRole('dialog').getByRole('option').allInnerTexts()).toEqual([
      'Blue room',
      'Black room',
    ]);
    await page.keyboard.press('Escape');
  });

  it('picks several as chips, no more than the form allows', async () => {
    const guests = page.getByRole('group', { name: 'Guests (optional)' });
    for (const name of ['Blue room', 'Black room']) {
      await guests.getByRole('combobox').pressSequentially('blu');
      await page.getByRole('option', { name }).click();
    }
    const full = guests.getByRole('combobox');
    expect(await full.isDisabled()).toBe(true);
    expect(await full.getAttribute('placeholder')).toBe('No more than 2');
    await guests.getByRole('button', { name: 'Remove Blue room' }).click();
    expect(await guests.getByRole('listitem').allInnerTexts()).toEqual(['Black room']);
  });

  it('refuses what is no number and no address, in Slack’s words', async () => {
    await page.getByLabel('Starts at').fill('14:30');
    await page.getByLabel('Email').fill('nobody');
    await page.getByLabel('Seats').fill('21');
    await page.getByLabel('Link').fill('nowhere');
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    for (const words of ['Must be a valid email address.', 'Must be at most 20.', 'Must be a valid link'])
      await page.getByText(words).waitFor();
    expect(stub.actions.filter(({ action }) => action === 'submit')).toEqual([]);
  });

  it('sends each value in the shape that Slack gives it', async () => {
    await page.getByLabel('Day and time').fill('2026-11-24T09:15');
    await page.getByLabel('Notes').fill('Bring the *slides*');
    await page.getByRole('combobox', { name: 'Channel (optional)' }).fill('approv');
    await page.keyboard.press('Enter');
    await page.getByLabel('Email').fill('ada@example.com');
    await page.getByLabel('Seats').fill('20');
    await page.getByLabel('Link').fill('https://example.com/agenda');
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await expect.poll(() => stub.actions.at(-1)?.action).toBe('submit');
    const section = { type: 'rich_text_section', elements: [{ type: 'text', text: 'Bring the *slides*' }] };
    expect(stub.actions.at(-1)?.body).toMatchObject({
      values: {
        start: { start: { type: 'timepicker', selected_time: '14:30' } },
        // 08:15 in UTC: the field speaks of the reader's own zone.
        day: { day: { selected_date_time: Date.UTC(2026, 10, 24, 8, 15) / 1000 } },
        room: {
          room: { type: 'external_select', selected_option: { text: plain('Black room'), value: 'black' } },
        },
        guests: { guests: { type: 'multi_external_select', selected_options: [{ value: 'black' }] } },
        notes: { notes: { rich_text_value: { type: 'rich_text', elements: [section] } } },
        channel: { channel: { selected_channel: 'C0APPROVALS' } },
        seats: { seats: { value: '20' } },
      },
    });
  });
});
