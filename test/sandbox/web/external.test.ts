import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountWeb } from '../../../sandbox/web/serve.ts';
import { CHROMIUM } from '../../browser/support.ts';
import { boltOverHttp } from '../slack/bolt-app.ts';
import { form, option, plain } from '../slack/forms.ts';
import { slackForTest } from '../slack/start.ts';

describe.skipIf(!CHROMIUM)('a bot whose form has an external select', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  it('is asked while a person types on the page, and gets what they chose', async () => {
    const slack = await slackForTest({ mount: mountWeb, ackTimeoutMs: 3_000 });
    const asked: string[] = [];
    let got: unknown;
    await boltOverHttp(slack, (app) => {
      app.command('/zoom', async ({ ack, client, body }) => {
        await ack();
        const element = { type: 'external_select' as const, action_id: 'room', min_query_length: 2 };
        const input = { type: 'input' as const, block_id: 'room', label: plain('Room'), element };
        await client.views.open({ trigger_id: body.trigger_id, view: form({ blocks: [input] }) });
      });
      app.options('room', async ({ ack, options }) => {
        asked.push(options.value);
        await ack({ options: [option('blue'), option('black')] });
      });
      app.view('form:test', async ({ ack, view }) => {
        got = view.state.values.room?.room?.selected_option;
        await ack();
      });
    });
    const page = await browser.newPage();
    page.setDefaultTimeout(6_000);
    page.setDefaultNavigationTimeout(30_000);
    await page.goto(slack.url);
    await page.getByRole('textbox', { name: /^Message/ }).fill('/zoom room');
    await page.keyboard.press('Enter');
    const modal = page.getByRole('dialog');
    await modal.getByRole('combobox', { name: 'Room' }).pressSequentially('bl', { delay: 20 });
    await modal.getByRole('option', { name: option('black').text.text }).click();
    await modal.getByRole('button').last().click();
    await modal.waitFor({ state: 'hidden' });
    expect(asked).toEqual(['bl']);
    expect(got).toEqual(option('black'));
  });
});
