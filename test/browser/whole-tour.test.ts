import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { CHROMIUM, openScreen, personAt, type Screen, titles } from './support.ts';

/** Presses “Do it for me” and “Next” to the end of the tour; returns the stories in the order in which they ended. */
async function pressThrough(page: Page): Promise<string[]> {
  const { tour } = personAt(page);
  const ended: string[] = [];
  for (;;) {
    const title = await tour.getByLabel('Story').locator('option:checked').textContent();
    await tour.getByRole('button', { name: 'Do it for me' }).click();
    await tour.getByText('Done.').waitFor({ timeout: 90_000 });
    const next = tour.getByRole('button', { name: /^(Next|Finish)/ });
    const words = await next.textContent();
    await next.click();
    if (words?.trim() !== 'Next') ended.push(title?.replace(/^\d of \d: /, '') ?? '');
    if (words?.trim() === 'Finish') return ended;
  }
}

const changesOf = ({ sandbox }: Screen) => sandbox.zoom.changes.map((one) => one.operation);

async function withScreen(use: (screen: Screen) => Promise<void>): Promise<void> {
  const screen = await openScreen();
  try {
    await use(screen);
  } finally {
    await screen.close();
  }
}

// Each has a sandbox of its own, so that they wait for the licence's minute at the same time.
describe.skipIf(!CHROMIUM).concurrent('the tour', { timeout: 240_000 }, () => {
  it('shows all six stories to whoever only presses “Do it for me”', ({ expect }) =>
    withScreen(async (screen) => {
      const page = await screen.open();
      expect(await pressThrough(page)).toEqual(titles);
      // The address; the licence there and back; the licence after the outage.
      const made = ['changeEmail', 'updateUser', 'updateUser', 'updateUser'];
      expect(changesOf(screen).slice(0, 4)).toEqual(made);
      expect(screen.faults).toEqual([]);
    }));

  it('shows the outage on a phone, where the panel lies over the conversation', ({ expect }) =>
    withScreen(async (screen) => {
      const page = await screen.open({ viewport: { width: 390, height: 800 } });
      await personAt(page).story('An outage');
      expect(await pressThrough(page)).toEqual(['An outage']);
      expect(changesOf(screen)).toEqual(['updateUser']);
      expect(screen.faults).toEqual([]);
    }));

  it('lets Ben watch by hand how his licence goes back after a minute', ({ expect }) =>
    withScreen(async (screen) => {
      const page = await screen.open();
      const me = personAt(page);
      const licence = page.getByRole('region', { name: /^Zoom account/ }).locator('.zoom-mine');
      await me.story('A licence that returns by itself');
      await me.become('Ben Okafor');
      await me.channel('general');
      await me.say('/zoom request-license for 1m one quick webinar');
      await me.press('Send request');
      await me.noticed('a minute is enough');
      await me.next();
      await me.become('Grace Hopper');
      await me.channel('zoom-approvals');
      await me.press('Approve');
      await me.noticed('Ben is Licensed in Zoom now');
      await me.next();
      await me.become('Ben Okafor');
      await me.channel('Frontdesk');
      await licence.getByText('Licensed').waitFor();
      await me.noticed('The seat is free again', 90_000);
      await licence.getByText('Basic', { exact: true }).waitFor();
      await me.read(/Your Zoom licence has ended/);
      expect(changesOf(screen)).toEqual(['updateUser', 'updateUser']);
      expect(screen.faults).toEqual([]);
    }));
});
