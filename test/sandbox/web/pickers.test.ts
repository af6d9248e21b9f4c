import type { ModalView } from '@slack/types';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, findBarriers } from '../../browser/support.ts';
import { type StubSlack, startStub } from './stub-slack.ts';
import { openView, snapshotFor } from './workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const input = (id: string, label: string, element: object, optional = true) => ({
  ...{ type: 'input', block_id: id, label: plain(label), optional },
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
    input('notes', 'Notes', { type: 'rich_text_input' }),
    input('channel', 'Channel', { type: 'channels_select' }),
    input('mail', 'Email', { type: 'email_text_input' }),
    input('seats', 'Seats', { type: 'number_input', is_decimal_allowed: false, max_value: '20' }),
    input('link', 'Link', { type: 'url_text_input' }),
  ],
} as unknown as ModalView;

describe.skipIf(!CHROMIUM)('a form with every kind of picker', () => {
  let stub: StubSlack;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stub = await startStub((userId) => snapshotFor(userId, { views: [openView(view)] }));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    page = await (await browser.newContext({ bypassCSP: true, timezoneId: 'Europe/Berlin' })).newPage();
    page.setDefaultTimeout(5000);
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

  it('wants the time, and says where options cannot be had', async () => {
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    expect(await page.getByLabel('Starts at').getAttribute('aria-invalid')).toBe('true');
    const room = page.getByLabel('Room');
    expect(await room.isDisabled()).toBe(true);
    expect(await room.getAttribute('placeholder')).toBe('Any room');
    await page.getByText('The sandbox cannot ask for them.').waitFor();
  });

  it('refuses what is no number and no address, in Slack’s words', async () => {
    await page.getByLabel('Starts at').fill('14:30');
    await page.getByLabel('Email').fill('nobody');
    await page.getByLabel('Seats').fill('21');
    await page.getByLabel('Link').fill('nowhere');
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    for (const words of ['Must be a valid email address.', 'Must be at most 20.', 'Must be a valid link'])
      await page.getByText(words).waitFor();
    expect(stub.deeds).toEqual([]);
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
    await expect.poll(() => stub.deeds.at(-1)?.deed).toBe('submit');
    const section = { type: 'rich_text_section', elements: [{ type: 'text', text: 'Bring the *slides*' }] };
    expect(stub.deeds.at(-1)?.body).toMatchObject({
      values: {
        start: { start: { type: 'timepicker', selected_time: '14:30' } },
        // 08:15 in UTC: the field speaks of the reader's own zone.
        day: { day: { selected_date_time: Date.UTC(2026, 10, 24, 8, 15) / 1000 } },
        room: { room: { type: 'external_select', selected_option: null } },
        notes: { notes: { rich_text_value: { type: 'rich_text', elements: [section] } } },
        channel: { channel: { selected_channel: 'C0APPROVALS' } },
        seats: { seats: { value: '20' } },
      },
    });
  });
});
