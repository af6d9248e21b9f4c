import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, focused, openScreen, personAt, type Screen } from './support.ts';

describe.skipIf(!CHROMIUM)('somebody with a keyboard only', () => {
  let screen: Screen;
  let page: Page;
  let me: ReturnType<typeof personAt>;

  beforeAll(async () => {
    screen = await openScreen();
  });
  beforeEach(async () => {
    page = await screen.open();
    me = personAt(page);
    await me.tour.waitFor();
    return () => page.context().close();
  });
  afterAll(() => screen?.close());

  it('goes round inside a form, never out of it, and comes back to the line', async () => {
    await me.say('/zoom add-assistant');
    await page.getByRole('dialog', { name: 'Add an assistant' }).waitFor();
    const inside = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null);
    for (let tabs = 0; tabs < 9; tabs += 1) {
      await page.keyboard.press('Tab');
      const onPage = await page.evaluate(() => document.activeElement !== document.body);
      // Between the last and the first element Chromium passes through its own toolbar.
      if (onPage) expect(await inside()).toBe(true);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page).getAttribute('aria-label')).toBe('Message general');
  });

  it('searches a select: Escape closes the list and not the form, Enter chooses', async () => {
    await me.say('/zoom add-assistant');
    const form = page.getByRole('dialog', { name: 'Add an assistant' });
    const person = form.getByRole('combobox');
    await person.pressSequentially('chen');
    expect(await form.getByRole('option').allInnerTexts()).toEqual(['Mia Chen']);
    await page.keyboard.press('Escape');
    expect(await person.getAttribute('aria-expanded')).toBe('false');
    expect(await form.isVisible()).toBe(true);
    await page.keyboard.press('ArrowDown');
    await person.pressSequentially('chen');
    await page.keyboard.press('Enter');
    expect(await person.inputValue()).toBe('Mia Chen');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
  });

  it('says no to a question with Escape, and stands where it was asked', async () => {
    const button = page.getByRole('button', { name: 'Start afresh' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Start afresh?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused(page).getAttribute('aria-label')).toBe('Start afresh');
  });

  it('takes the tour: Enter does the step, stays on the button, and goes on', async () => {
    await me.tour.getByRole('button', { name: 'Do it for me' }).focus();
    await page.keyboard.press('Enter');
    await me.noticed();
    await expect.poll(() => focused(page).textContent()).toContain('Next story');
    await page.keyboard.press('Enter');
    await me.tour.getByText('Switch to Ben').waitFor();
  });

  it('closes the tour, finds it closed after a reload, and opens it where it was', async () => {
    await me.story('A denial');
    await me.tour.getByRole('button', { name: 'Close the tour' }).click();
    expect(await focused(page).getAttribute('id')).toBe('tour-button');
    await page.reload();
    await page.getByRole('button', { name: 'Zoom account' }).waitFor();
    expect(await me.tour.count()).toBe(0);
    await page.getByRole('button', { name: 'Tour' }).click();
    await me.tour.getByText('request-license for 14d').waitFor();
  });

  it('sees where the focus is, on everything it can reach', async () => {
    const bare = new Set<string>();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        // The line to write on and the person switcher show their ring around the frame.
        const framed = element.closest('.composer-frame, .person') ?? element;
        const { outlineStyle, boxShadow } = getComputedStyle(framed);
        const seen = outlineStyle !== 'none' || boxShadow !== 'none';
        return seen ? undefined : `${element.className} ${element.textContent?.trim().slice(0, 30)}`;
      });
      if (name) bare.add(name);
    }
    expect([...bare]).toEqual([]);
  });

  it('hears new answers read out', async () => {
    await me.say('/zoom whoami');
    await page.locator('[aria-live="polite"]', { hasText: /^Frontdesk: / }).waitFor({ state: 'attached' });
  });

  it('chooses dark, and keeps it after a reload, whatever the system says', async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByLabel('Appearance').selectOption('Dark');
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    await me.tour.waitFor();
    expect(await ground()).toBe(dark);
  });
});
