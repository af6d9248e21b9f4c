import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, findBarriers, openScreen, personAt, type Screen } from './support.ts';

/** On every page axe must have had this many rules to apply; fewer means that it saw nothing. */
const fewestRules = 12;

describe.skipIf(!CHROMIUM)('axe finds no barrier', () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await openScreen();
  });
  afterAll(() => screen?.close());

  const expectNone = async (page: Page, where: string) => {
    const { barriers, rules } = await findBarriers(page);
    expect({ where, barriers }).toEqual({ where, barriers: [] });
    expect(rules).toBeGreaterThanOrEqual(fewestRules);
  };

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390])
      it(`${colorScheme}, ${width} px wide: conversation, thread, forms, panel, tour and Home tab`, async () => {
        await screen.sandbox.reset();
        // axe comes into the page as a script of its own, which the page's policy would refuse.
        const page = await screen.open({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
        const me = personAt(page);
        const narrow = width < 760;
        await me.tour.waitFor();
        await expectNone(page, 'start, with the tour’s first step');

        await me.say('/zoom status');
        await me.noticed();
        await expectNone(page, 'an answer, and the step done');

        await page.getByRole('textbox', { name: /^Message/ }).pressSequentially('/zo');
        await page.getByRole('listbox', { name: 'Suggestions' }).waitFor();
        await expectNone(page, 'suggestions');
        await me.say('/zoom change-email ada.king@example.com');
        await me.press('Send request');
        await me.read('Sent to ');

        await me.say('/zoom add-assistant');
        const form = page.getByRole('dialog', { name: 'Add an assistant' });
        await form.getByRole('combobox').fill('m');
        await form.getByRole('option', { name: 'Mia Chen' }).waitFor();
        await expectNone(page, 'a form with its list open');
        await page.keyboard.press('Escape');
        await form.getByRole('button', { name: 'Add', exact: true }).click();
        await form.getByText('Please complete this required field.').waitFor();
        await expectNone(page, 'a form with an error');
        await page.keyboard.press('Escape');
        await form.waitFor({ state: 'hidden' });

        await page.getByRole('button', { name: 'Start afresh' }).click();
        await page.getByRole('dialog', { name: 'Start afresh?' }).waitFor();
        await expectNone(page, 'a confirmation');
        await page.keyboard.press('Escape');

        if (narrow) {
          await page.getByRole('button', { name: 'Zoom account' }).click();
          await page.getByRole('switch', { name: 'Slack is slow' }).waitFor();
          await expectNone(page, 'the Zoom panel');
          await page.getByRole('button', { name: 'Zoom account' }).click();
          await page.getByRole('button', { name: 'Open the menu' }).click();
          await expectNone(page, 'the menu');
        }

        replyInThread(screen);
        await page.goto(`${screen.sandbox.url}/#/U0GRACE/C0APPROVALS`);
        await page.reload();
        await page.getByRole('button', { name: '1 reply' }).click();
        await page.getByRole('complementary', { name: /^Thread/ }).waitFor();
        await expectNone(page, 'a request and its thread');
        await page.getByRole('button', { name: 'Close the thread' }).click();

        const card = page.locator('.messages .message').last();
        await card.hover();
        await card.getByRole('button', { name: 'Taking a look' }).click();
        await card.getByRole('button', { name: 'Find another reaction' }).click();
        await card.getByRole('button', { name: 'tada', exact: true }).waitFor();
        await expectNone(page, 'the toolbar of a message, with its reactions');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^Search / }).click();
        await page.getByRole('combobox', { name: 'Search messages' }).fill('ada');
        await page.getByRole('option').first().waitFor();
        await expectNone(page, 'what was searched for');
        await page.keyboard.press('Escape');
        await me.say('/zoom list-users');
        await page.getByRole('button', { name: 'Further rows' }).waitFor();
        await page.getByRole('button', { name: 'Licence' }).click();
        await expectNone(page, 'a data table, sorted');

        await page.goto(`${screen.sandbox.url}/#/U0GRACE/home`);
        await page.reload();
        await page.getByRole('region', { name: 'Home tab' }).getByRole('button').first().waitFor();
        await expectNone(page, 'the Home tab');
        await page.context().close();
      }, 90_000);
});

/** The bot says something in the thread of the newest request. */
function replyInThread({ sandbox: { slack } }: Screen): void {
  const messages = slack.workspace.channels.get('C0APPROVALS')?.messages ?? [];
  const card = messages.at(-1);
  if (!card) throw new Error('There is no request to reply to');
  messages.push({
    ...{
      ts: `${Number(card.ts) + 1}`,
      user: slack.botUserId,
      text: 'Still waiting for a decision.',
      blocks: [],
    },
    edited: false,
    threadTs: card.ts,
    reactions: new Map(),
    troubles: new Map(),
  });
  slack.touch();
}
