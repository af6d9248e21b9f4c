import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../sandbox/slack/desktop.ts';
import { everyField, pixel } from './every-block.ts';
import { type StubSlack, startStub } from './stub-slack.ts';
import { openView, snapshotFor } from './workspace.ts';

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (!browserPath) console.info('No Chromium on this machine: the page is not tried in a browser.');

const dot = Buffer.from(pixel.split(',')[1] ?? '', 'base64');

describe.skipIf(!browserPath)('the page in a browser', () => {
  let stub: StubSlack;
  let browser: Browser;
  let page: Page;
  let shown: Partial<Snapshot> = {};
  const faults: string[] = [];

  beforeAll(async () => {
    stub = await startStub(
      (userId) => snapshotFor(userId, shown),
      (app) => app.get('/sandbox/files/:id/:name', (c) => c.body(dot, 200, { 'content-type': 'image/png' })),
    );
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.setDefaultTimeout(5000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.location().url.endsWith('/sandbox/zoom')) faults.push(line.text());
    });
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await stub?.stop();
  });

  const open = async (address: string) => {
    await page.goto('about:blank');
    await page.goto(`${stub.url}/#/${address}`);
    await page.waitForSelector('.shell');
  };

  it('shows every block, and unknown ones as such', async () => {
    await open('U0ADA/C0BLOCKS');
    const text = await page.locator('.message-body').textContent();
    expect(text).toContain('quiet: <!channel>, twice: &lt;b&gt;');
    expect(text).toContain('Plain *text* stays &amp; plain 🎉');
    expect(text).toContain('“from_the_future”');
    expect(await page.locator('.pill-loud').textContent()).toBe('@channel');
    const plain = page.getByRole('region', { name: 'Table' });
    expect(await plain.locator('td').allInnerTexts()).toEqual(['Ada', '12']);
    await page.getByRole('img', { name: 'Licences. Used: M1 10, M2 20; Bought: M1 30, M2 30' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('sorts a data table by the keyboard, what is unknown last, and leafs through it', async () => {
    await open('U0ADA/C0BLOCKS');
    const table = page.getByRole('region', { name: 'Idle licences' });
    const names = () => table.locator('tbody th').allInnerTexts();
    expect(await names()).toEqual(['Ada', 'Ben', 'Mia']);
    const days = table.getByRole('button', { name: 'Days' });
    await days.press('Enter');
    expect(await names()).toEqual(['Ada', 'Otto', 'Mia']);
    expect(await table.getByRole('columnheader', { name: 'Days' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await days.press('Enter');
    expect(await names()).toEqual(['Mia', 'Otto', 'Ada']);
    await page.getByRole('button', { name: 'Further rows' }).press('Enter');
    expect(await names()).toEqual(['Ben']);
    await page.getByText('4–4 of 4').waitFor();
    await days.press('Enter');
    expect(await names()).toEqual(['Ada', 'Ben', 'Mia']);
    expect(faults).toEqual([]);
  });

  it('shows pictures that were uploaded, by their description', async () => {
    await open('U0ADA/C0PICTURES');
    for (const name of ['Licences by month', 'A chart of licences']) {
      const picture = page.getByRole('img', { name });
      await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
    }
    expect(faults).toEqual([]);
  });

  it('asks before a dangerous click and sends it once', async () => {
    await open('U0GRACE/C0APPROVALS');
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.keyboard.press('Escape');
    expect(stub.actions).toEqual([]);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
    await expect
      .poll(() => stub.actions)
      .toMatchObject([
        {
          action: 'action',
          body: {
            user: 'U0GRACE',
            surface: { kind: 'message', channel: 'C0APPROVALS' },
            blockId: 'decide',
            actionId: 'request:deny',
          },
        },
      ]);
  });

  it('names what is missing in a form, then sends all of its values', async () => {
    shown = { views: [openView(everyField)] };
    await open('U0ADA/C0GENERAL');
    await page.getByRole('button', { name: 'Create' }).click();
    const name = page.getByLabel('Display name');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
    await name.fill('Grace');
    await page.getByLabel('Email').fill('grace@example.com');
    stub.push(snapshotFor('U0ADA', { views: [openView(everyField, { hash: 'h2' })] }));
    await page.getByLabel('Manager').fill('linus');
    await page.keyboard.press('Enter');
    await page.getByLabel('Licensed').check();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect.poll(() => stub.actions.at(-1)?.action).toBe('submit');
    expect(stub.actions.at(-1)?.body).toMatchObject({
      viewId: 'V1',
      values: {
        name: { name: { value: 'Grace' } },
        person: { person: { selected_user: 'U0LINUS' } },
        type: { type: { selected_option: { value: 'licensed' } } },
        assistants: { assistants: { selected_users: ['U0MIA', 'U0GRACE'] } },
      },
    });
    shown = {};
    expect(faults).toEqual([]);
  });

  it('completes a person’s handle and sends the command', async () => {
    await open('U0ADA/C0GENERAL');
    const line = page.getByRole('textbox', { name: /^Message/ });
    await line.pressSequentially('/zoom add-assistant @mi');
    await page.keyboard.press('Enter');
    expect(await line.inputValue()).toBe('/zoom add-assistant @mia ');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => stub.actions.at(-1))
      .toEqual({
        action: 'command',
        body: { user: 'U0ADA', channel: 'C0GENERAL', text: '/zoom add-assistant @mia' },
      });
  });

  it('completes the command and nothing behind it; Shift and Enter begin a new line', async () => {
    await open('U0ADA/C0GENERAL');
    const line = page.getByRole('textbox', { name: /^Message/ });
    await line.pressSequentially('/zo');
    await page.getByRole('option', { name: '/zoom' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await line.inputValue()).toBe('/zoom ');
    await line.pressSequentially('st');
    expect(await page.locator('.offer').count()).toBe(0);
    await line.fill('one');
    await page.keyboard.press('Shift+Enter');
    await line.pressSequentially('two');
    await page.keyboard.press('Enter');
    await expect.poll(() => stub.actions.at(-1)?.body).toMatchObject({ text: 'one\ntwo' });
  });
});
