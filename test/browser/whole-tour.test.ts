import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openScreen, personAt, type Screen, titles } from './support.ts';

describe.skipIf(!CHROMIUM)('somebody who only ever presses “Do it for me”', () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await openScreen();
  });
  afterAll(() => screen?.close());

  /** Presses through the rest of the tour; returns the stories in the order in which they ended. */
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

  it('sees all six stories on a wide screen', async () => {
    const page = await screen.open();
    expect(await pressThrough(page)).toEqual(titles);
    const { zoom } = screen.sandbox;
    // The address; the licence there and back; the licence after the outage.
    expect(zoom.changes.map((one) => one.operation).slice(0, 4)).toEqual([
      'changeEmail',
      'updateUser',
      'updateUser',
      'updateUser',
    ]);
    expect(screen.faults).toEqual([]);
  }, 200_000);

  it('sees the outage on a phone, where the panel lies over the conversation', async () => {
    await screen.sandbox.reset();
    const page = await screen.open({ viewport: { width: 390, height: 800 } });
    await personAt(page).story('An outage');
    expect(await pressThrough(page)).toEqual(['An outage']);
    expect(screen.sandbox.zoom.changes.map((one) => one.operation)).toEqual(['updateUser']);
    expect(screen.faults).toEqual([]);
  }, 90_000);
});
