import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, focused, openScreen, personAt, type Screen } from './support.ts';

describe.skipIf(!CHROMIUM)('the page is used as Slack is', () => {
  let screen: Screen;
  let page: Page;
  let me: ReturnType<typeof personAt>;

  beforeAll(async () => {
    screen = await openScreen();
    page = await screen.open({}, '#/U0ADA/C0GENERAL');
    me = personAt(page);
  });
  afterAll(() => screen?.close());

  const row = (words: string) => page.locator('.messages .message', { hasText: words });

  it('on a phone has a dot at the menu for what is new, and a tour of two rows', async () => {
    const phone = await screen.open({ viewport: { width: 390, height: 800 } }, '#/U0GRACE/C0GENERAL');
    await phone.getByRole('button', { name: 'Open the menu', exact: true }).waitFor();
    await screen.sandbox.slack.as('linus').message('Anybody?', 'zoom-approvals');
    await phone.getByRole('button', { name: 'Open the menu: there is something new' }).waitFor();
    const tour = await phone.getByRole('complementary', { name: 'Tour' }).boundingBox();
    expect(tour?.height).toBeLessThan(100);
    await phone.context().close();
  });

  it('reacts, takes it back and replies in the thread, with the toolbar over a message', async () => {
    await me.say('Who is in today?');
    await row('Who is in today?').hover();
    await row('Who is in today?').getByRole('button', { name: 'Taking a look' }).click();
    await row('Who is in today?').getByRole('button', { name: 'Find another reaction' }).click();
    await row('Who is in today?').getByRole('button', { name: 'tada', exact: true }).click();
    const reaction = (name: string) => page.getByRole('button', { name: `You reacted with :${name}:` });
    await reaction('tada').click();
    await reaction('tada').waitFor({ state: 'detached' });
    await reaction('eyes').waitFor();

    await row('Who is in today?').hover();
    await row('Who is in today?').getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByRole('complementary', { name: /^Thread/ });
    const line = thread.getByRole('textbox', { name: 'Reply in the thread' });
    await expect.poll(() => focused(page).getAttribute('aria-label')).toBe('Reply in the thread');
    // As a paste does: several lines at once, and nothing is sent.
    await page.keyboard.insertText('I am.\nMia, too.');
    expect(await line.inputValue()).toBe('I am.\nMia, too.');
    await line.press('Enter');
    await thread.getByText('Mia, too.').waitFor();
    await line.fill('/zoom status');
    await line.press('Enter');
    await thread.getByText('/zoom is not supported in threads. Sorry!').waitFor();
    await thread.getByRole('button', { name: 'Close the thread' }).click();
    await row('Who is in today?')
      .getByRole('button', { name: /reply|replies/ })
      .waitFor();
    expect(await row('Mia, too.').count()).toBe(0);
  });

  it('goes from message to message and along a toolbar with the arrow keys', async () => {
    await me.say('first');
    await row('first').waitFor();
    await me.say('second');
    await row('second').waitFor();
    await page.getByRole('textbox', { name: /^Message/ }).press('Shift+Tab');
    await expect.poll(() => focused(page).textContent()).toContain('second');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page).textContent()).toContain('first');
    await page.keyboard.press('Tab');
    expect(await focused(page).getAttribute('aria-label')).toBe('Completed');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await row('first').getByRole('button', { name: 'You reacted with :eyes:' }).waitFor();
    expect(await focused(page).getAttribute('aria-label')).toBe('Taking a look');
  });

  it('searches what this person may see, and goes there', async () => {
    await me.say('The café opens at *noon*');
    await row('noon').waitFor();
    await me.channel('zoom-ops');
    const find = async (words: string) => {
      await page.getByRole('button', { name: /^Search / }).click();
      await page.getByRole('combobox', { name: 'Search messages' }).fill(words);
    };
    await find('cafe noon from:ada');
    await page.getByRole('option', { name: /#general/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'general' }).waitFor();
    await expect.poll(() => focused(page).textContent()).toContain('The café opens at noon');

    const { slack } = screen.sandbox;
    await slack.as('grace').message('The secret is safe', 'zoom-approvals');
    await find('secret');
    await page.getByText('Nothing found.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused(page).getAttribute('id')).toBe('search-button');
  });

  it('looks the same on a machine without fonts: Lato and the emoji come from here', async () => {
    await me.say('Done :white_check_mark: ⏳ 🚫');
    const pictures = row('Done').locator('.emoji-picture');
    const widths = () =>
      pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0));
    await expect.poll(widths).toEqual([true, true, true]);
    // What is copied has the characters.
    expect(await row('Done').locator('.message-body').textContent()).toBe('Done ✅ ⏳ 🚫');
    const loaded = () =>
      page.evaluate(() =>
        [...document.fonts].some((one) => one.family === 'Lato' && one.status === 'loaded'),
      );
    await expect.poll(loaded).toBe(true);
  });

  it('follows a link to a message, also in a new tab', async () => {
    await me.say('Look here');
    await row('Look here').waitFor();
    const ts = await row('Look here').getAttribute('data-ts');
    const link = `${screen.sandbox.url}/archives/C0GENERAL/p${ts?.replace('.', '')}`;
    await me.channel('zoom-ops');
    await page.goto(link);
    await expect.poll(() => focused(page).textContent()).toContain('Look here');
    await me.channel('zoom-ops');
    await me.say(link);
    await page.getByRole('link', { name: link }).click();
    await expect.poll(() => focused(page).textContent()).toContain('Look here');
  });

  it('meets no error in the page', () => {
    expect(screen.faults).toEqual([]);
  });
});
