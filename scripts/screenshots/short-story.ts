import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openSandbox } from '../../sandbox/open.ts';

/** As wide as a README shows it; taken larger, so that it is sharp on any screen. */
const viewport = { width: 900, height: 580 };
const scale = 1.5;

/** A picture of the animation, and for how long it stands there, in milliseconds. */
interface Frame {
  readonly picture: Buffer;
  readonly ms: number;
}

/**
 * A licence that is asked for, approved and there, as it looks in Slack: without the tour and the panel of the sandbox.
 * Takes the form and the card on the way, light and dark, and makes an animation of all of it.
 */
export async function tellShortStory(browser: Browser, folder: string): Promise<void> {
  const sandbox = await openSandbox({ logLevel: 'error' });
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale, reducedMotion: 'reduce' });
  await page.goto(`${sandbox.url}/#/U0BEN/C0GENERAL`);
  await page.getByRole('button', { name: 'Close the tour' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  const line = page.getByRole('textbox', { name: /^Message/ });
  const read = (words: string | RegExp) => messages.getByText(words).last().waitFor();
  const press = (name: string) => messages.getByRole('button', { name, exact: true }).last().click();
  const become = (name: string) => chooseLike(page, name);
  const channel = (name: string) =>
    page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name }).click();

  await line.fill('/zoom request-license');
  await line.press('Enter');
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Close', exact: true }).waitFor();
  await takeBoth(page, `${folder}/form`);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });

  const frames: Frame[] = [];
  const show = async (ms: number) => {
    await settled(page);
    frames.push({ picture: await page.screenshot(), ms });
  };
  for (const typed of [
    '/zoom',
    '/zoom request-license',
    '/zoom request-license for two weeks, for a webinar',
  ]) {
    await line.fill(typed);
    await page.keyboard.press('Escape');
    await show(500);
  }
  await line.press('Enter');
  await messages.getByRole('button', { name: 'Send request' }).waitFor();
  await show(2_000);
  await press('Send request');
  await read(/^Sent to/);
  await show(2_000);
  await become('Grace Hopper');
  await channel('zoom-approvals');
  await messages.getByRole('button', { name: 'Approve' }).waitFor();
  await takeBoth(page, `${folder}/card`);
  await show(2_500);
  await press('Approve');
  await read(/done in Zoom/);
  await show(2_000);
  await become('Ben Okafor');
  await channel('Frontdesk');
  await page.getByRole('button', { name: 'Messages', exact: true }).click();
  await read(/licence/);
  await show(3_500);

  await writeFile(`${folder}/story.gif`, await animated(frames));
  await page.close();
  await sandbox.close();
}

async function chooseLike(page: Page, name: string): Promise<void> {
  const people = page.getByLabel('You are', { exact: true });
  const labels = await people.locator('option').allTextContents();
  await people.selectOption({ label: labels.find((label) => label.startsWith(name)) ?? '' });
  await page.locator('.main[aria-busy="false"]').waitFor();
}

/** The same picture on a light and on a dark ground. */
async function takeBoth(page: Page, name: string): Promise<void> {
  for (const [colorScheme, suffix] of [
    ['dark', '-dark'],
    ['light', ''],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    await page.screenshot({ path: `${name}${suffix}.png` });
  }
}

/** Nothing hovered, and fonts and pictures there. */
async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

async function animated(frames: readonly Frame[]): Promise<Buffer> {
  const pictures = await Promise.all(
    frames.map(({ picture }) => sharp(picture).resize({ width: viewport.width }).png().toBuffer()),
  );
  return sharp(pictures, { join: { animated: true } })
    .gif({ delay: frames.map(({ ms }) => ms), loop: 0, colours: 128, dither: 0, effort: 10 })
    .toBuffer();
}
