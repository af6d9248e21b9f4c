import type { Browser, Page } from 'playwright-core';
import { openSandbox } from '../../sandbox/open.ts';

/** In which language people and channels are, and the names of the pictures. */
const stories = [
  { name: 'german', language: 'de', locale: 'de-DE', reason: 'Ich habe geheiratet' },
  { name: 'japanese', language: 'ja', locale: 'ja-JP', reason: '結婚したため' },
] as const;

/**
 * Takes one story in two languages: what Ada is asked, and the card that approvers read.
 *
 * @param more also help, form and Home, to look at
 */
export async function takeLanguages(browser: Browser, folder: string, more = false): Promise<void> {
  for (const { name, language, locale, reason } of stories) {
    const sandbox = await openSandbox({ logLevel: 'error', language });
    for (const { id } of sandbox.slack.workspace.users.values()) await fetchLanguage(sandbox.url, id, locale);
    const page = await browser.newPage({
      viewport: { width: 1_000, height: 620 },
      deviceScaleFactor: 1.25,
      locale,
      reducedMotion: 'reduce',
    });
    const take = async (what: string) => {
      await page.mouse.move(0, 0);
      await page.waitForTimeout(700);
      await page.screenshot({ path: `${folder}/${name}-${what}.png` });
    };
    await page.goto(`${sandbox.url}/#/U0ADA/C0GENERAL`);
    await page.getByRole('button', { name: 'Close the tour' }).click();
    if (more) {
      await type(page, '/zoom help');
      await take('help');
      await type(page, '/zoom add-assistant');
      await page.getByRole('dialog').waitFor();
      await take('form');
      await page.keyboard.press('Escape');
    }
    await type(page, `/zoom change-email ada.king@example.com ${reason}`);
    const ada = sandbox.slack.as('ada');
    const question = await ada.waitFor(() =>
      ada.ephemerals().find((one) => JSON.stringify(one.blocks).includes('confirm:run')),
    );
    await take('question');
    await ada.click(question, 'confirm:run');
    const linus = sandbox.slack.as('linus');
    await linus.waitFor(() =>
      linus.messages('zoom-approvals').find((one) => one.text.includes('Ada') || one.text.includes('U0ADA')),
    );
    await page.goto(`${sandbox.url}/#/U0LINUS/C0APPROVALS`);
    await page.reload();
    await take('card');
    if (more) {
      await sandbox.slack.as('grace').openHome();
      await page.goto(`${sandbox.url}/#/U0GRACE/home`);
      await page.reload();
      await page.waitForTimeout(1_500);
      await take('home');
    }
    await page.close();
    await sandbox.close();
  }
}

async function type(page: Page, words: string): Promise<void> {
  const line = page.getByRole('textbox', { name: /^Message/ });
  await line.fill(words);
  await line.press('Enter');
  await page.waitForTimeout(1_500);
}

async function fetchLanguage(url: string, user: string, locale: string): Promise<void> {
  await fetch(`${url}/sandbox/language`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, locale }),
  });
}
