import { chromium, type Page } from 'playwright-core';

/**
 * Takes the pictures of the documentation from a running sandbox, fresh from its start:
 *
 *     npm run sandbox            (in another terminal)
 *     node scripts/screenshots.ts
 */
const address = process.argv[2] ?? 'http://localhost:4000';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 });
await page.goto(address);

await say(page, '/zoom change-email ada.king@example.com I got married');
await page.getByRole('button', { name: 'Send request' }).click();
await read(page, 'Your request is sent');
await become(page, 'Ben Okafor');
await say(page, '/zoom add-assistant @mia');
await read(page, 'You need a Zoom licence');
await picture(page, 'friendly-error');

await become(page, 'Grace Hopper');
await page.getByRole('navigation').getByRole('button', { name: 'zoom-approvals' }).click();
await read(page, 'Change the Zoom email of');
await picture(page, 'approval');
await browser.close();

async function say(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ });
  await composer.fill(line);
  await composer.press('Enter');
}

async function read(page: Page, words: string): Promise<void> {
  await page.getByRole('region', { name: 'Messages' }).getByText(words).first().waitFor();
}

async function become(page: Page, name: string): Promise<void> {
  const people = page.getByLabel('You are', { exact: true });
  const labels = await people.locator('option').allTextContents();
  await people.selectOption({ label: labels.find((label) => label.startsWith(name)) ?? '' });
  await page.waitForTimeout(800);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(500);
  await page.screenshot({ path: `docs/images/${name}.png` });
}
