import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountWeb } from '../../sandbox/web/serve.ts';
import { openWorkplace, type Workplace } from '../support/workplace.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (!CHROMIUM) {
  process.stdout.write(
    'The browser journey is skipped: there is no Chromium. On Debian: apt-get install chromium\n',
  );
}

describe.skipIf(!CHROMIUM)('a person at the page', () => {
  let place: Workplace;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    place = await openWorkplace({ slack: { mount: mountWeb } });
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.setDefaultTimeout(6_000);
    page.setDefaultNavigationTimeout(30_000);
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(place.slack.url);
  });
  afterAll(async () => {
    await browser?.close();
    await place?.close();
  });

  const type = async (line: string) => {
    const composer = page.getByRole('textbox', { name: /^Message/ });
    await composer.fill(line);
    await composer.press('Enter');
  };
  const read = (words: string) =>
    page.getByRole('region', { name: 'Messages' }).getByText(words).first().waitFor();
  const become = (name: RegExp) => chooseOption(page, name);

  it('types /zoom add-assistant, fills the form and reads that it is done', async () => {
    await type('/zoom add-assistant');
    const form = page.getByRole('dialog', { name: 'Add an assistant' });
    await form.waitFor();
    await form.getByLabel('Who should schedule for you?').fill('mia');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await read('Mia Chen can now schedule Zoom meetings for you');
    await form.waitFor({ state: 'hidden' });
    expect(place.zoom.changes.map((one) => one.operation)).toEqual(['addAssistants']);
  });

  it('asks for another email, and Grace approves it on her phone', async () => {
    await type('/zoom change-email ada.king@example.com');
    await page.getByRole('button', { name: 'Send request' }).click();
    await read('Sent to ');

    await page.setViewportSize({ width: 390, height: 800 });
    await become(/Grace Hopper/);
    await openChannel(page, 'zoom-approvals');
    await page.getByRole('button', { name: 'Approve' }).click();
    await read('and done in Zoom');
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(place.zoom.changes.at(-1)?.operation).toBe('changeEmail');

    await page.setViewportSize({ width: 1280, height: 800 });
    await become(/Ada Lovelace/);
    await openChannel(page, 'Frontdesk');
    await page
      .getByRole('button', { name: 'Messages' })
      .or(page.getByRole('tab', { name: 'Messages' }))
      .first()
      .click();
    await read('Email changed');
  });

  it('downloads everybody in Zoom as a file', async () => {
    await become(/Grace Hopper/);
    await openChannel(page, 'general');
    await type('/zoom list-users csv');
    await read('The file is in your direct messages');
    await openChannel(page, 'Frontdesk');
    await page
      .getByRole('button', { name: 'Messages' })
      .or(page.getByRole('tab', { name: 'Messages' }))
      .first()
      .click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: /^zoom-users-.*csv$/ }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toMatch(/^zoom-users-\d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await file.path(), 'utf8')).toContain('ben@example.com');
  });

  it('meets no error in the page', () => {
    expect(errors).toEqual([]);
  });
});

async function chooseOption(page: Page, name: RegExp): Promise<void> {
  await showSidebar(page);
  const people = page.getByLabel('You are', { exact: true });
  const labels = await people.locator('option').allTextContents();
  await people.selectOption({ label: labels.find((label) => name.test(label)) ?? '' });
}

async function openChannel(page: Page, name: string): Promise<void> {
  await showSidebar(page);
  await page.getByRole('navigation').getByRole('button', { name }).click();
}

/** On a narrow screen the sidebar is behind a button. */
async function showSidebar(page: Page): Promise<void> {
  const opener = page.getByRole('button', { name: 'Open the menu' });
  const narrow = await opener.isVisible();
  const open = (await page.getByRole('button', { name: 'Close the menu' }).count()) > 0;
  if (narrow && !open) await opener.click();
}
