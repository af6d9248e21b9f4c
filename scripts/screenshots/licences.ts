import type { Browser } from 'playwright-core';
import { openSandbox } from '../../sandbox/open.ts';

/** Takes the licence report and its chart, as an admin has them. */
export async function takeLicences(browser: Browser, folder: string): Promise<void> {
  const sandbox = await openSandbox({ logLevel: 'error' });
  const grace = sandbox.slack.as('grace');
  await grace.command('/zoom licences');
  await grace.waitFor(() => grace.dms().find((one) => /are counted/.test(one.text)), 60_000);
  const page = await browser.newPage({
    viewport: { width: 900, height: 1_150 },
    deviceScaleFactor: 1.25,
    reducedMotion: 'reduce',
  });
  const take = async (name: string) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}/${name}.png` });
  };
  await page.goto(`${sandbox.url}/#/U0GRACE/C0GENERAL`);
  await page.getByRole('button', { name: 'Close the tour' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  const line = page.getByRole('textbox', { name: /^Message/ });
  await line.fill('/zoom licences');
  await line.press('Enter');
  await messages.getByText('Unused for 30 days or longer').last().waitFor();
  await take('licences');
  await page.setViewportSize({ width: 900, height: 640 });
  await messages.getByRole('button', { name: /chart/i }).last().click();
  await messages.getByText('The chart is in your direct messages').last().waitFor();
  await page
    .getByRole('navigation', { name: 'Workspace' })
    .getByRole('button', { name: 'Frontdesk' })
    .click();
  await page.getByRole('button', { name: 'Messages', exact: true }).click();
  await page.getByRole('img', { name: /Zoom licences were in use/ }).waitFor();
  await take('licences-chart');
  await page.close();
  await sandbox.close();
}
