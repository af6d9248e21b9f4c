import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openScreen, personAt, type Screen } from './support.ts';

describe.skipIf(!CHROMIUM)('a newcomer follows the tour by hand', () => {
  let screen: Screen;
  let page: Page;
  let me: ReturnType<typeof personAt>;
  const changes = () => screen.sandbox.zoom.changes.map((one) => one.operation);

  beforeAll(async () => {
    screen = await openScreen();
    page = await screen.open();
    me = personAt(page);
  });
  afterAll(() => screen?.close());

  it('gives a first command and reads the answer that only Ada sees', async () => {
    await me.tour.getByText('Type /zoom status').waitFor();
    await me.say('/zoom status');
    await me.read('Only visible to you');
    await me.noticed('Slack sent a signed request');
    await me.next();
  });

  it('meets a friendly error and presses its remedy', async () => {
    await me.become('Ben Okafor');
    await me.noticed('Everybody has a view of their own');
    await me.next();
    await me.channel('general');
    await me.say('/zoom add-assistant @mia');
    await me.noticed('Zoom refused with a bare number');
    await me.next();
    await me.press('Request a licence');
    const form = page.getByRole('dialog', { name: 'Request a licence' });
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
    await me.noticed('The form shows how many licences are free');
    expect(changes()).toEqual([]);
    await me.next();
  });

  it('asks as Ada, approves as Grace, and Zoom has changed', async () => {
    await me.become('Ada Lovelace');
    await me.channel('general');
    await me.say('/zoom change-email ada.king@example.com');
    await me.noticed('Nothing has happened yet');
    await me.next();
    await me.press('Send request');
    await me.noticed('stored before Slack got its acknowledgement');
    await me.next();
    await me.become('Grace Hopper');
    await me.channel('zoom-approvals');
    await me.noticed('Ada could not approve it herself');
    await me.next();
    await me.press('Approve');
    await me.noticed('the change is made once');
    expect(changes()).toEqual(['changeEmail']);
    await me.next();
    await me.become('Ada Lovelace');
    await me.channel('Frontdesk');
    await me.noticed('Ada hears of it by direct message');
    await me.next();
  });

  it('denies Ben’s request with a reason, and Zoom stays as it is', async () => {
    await me.become('Ben Okafor');
    await me.channel('general');
    await me.say('/zoom request-license for 14d customer workshops');
    await me.press('Send request');
    await me.noticed('The policy file says');
    await me.next();
    await me.become('Grace Hopper');
    await me.channel('zoom-approvals');
    await me.press(/^Deny/);
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').fill('The seats are needed for sales.');
    await form.locator('[type="submit"]').click();
    await me.noticed('Nothing was changed in Zoom');
    await me.next();
    await me.become('Ben Okafor');
    await me.channel('Frontdesk');
    await me.read(/The seats are needed for sales/);
    await me.noticed('Ben reads who decided and why');
    expect(changes()).toEqual(['changeEmail']);
  });

  it('lets Zoom fail: a plain answer now, and the approved change by itself afterwards', async () => {
    await me.story('An outage');
    await me.become('Ben Okafor');
    await me.channel('general');
    await me.say('/zoom request-license for 1h a customer is waiting');
    await me.press('Send request');
    await me.noticed();
    await me.next();
    await page.getByRole('switch', { name: 'Zoom is down' }).click();
    await me.noticed('ends with a 503');
    await me.next();
    await me.say('/zoom status');
    await me.read(/Zoom is having trouble/);
    await me.noticed('it is Zoom’s fault');
    await me.next();
    await me.become('Grace Hopper');
    await me.channel('zoom-approvals');
    await me.press('Approve');
    await me.noticed('nobody has to approve twice');
    expect(changes()).toEqual(['changeEmail']);
    await me.next();
    await page.getByRole('switch', { name: 'Zoom is down' }).click();
    await me.noticed('The change was made by itself', 40_000);
    expect(changes()).toEqual(['changeEmail', 'updateUser']);
    await me.tour.getByRole('button', { name: 'Finish' }).click();
    await me.tour.getByText('That was the tour').waitFor();
  }, 60_000);

  it('starts afresh: nothing is left, and the tour begins again', async () => {
    await me.tour.getByRole('button', { name: 'Start afresh' }).click();
    const question = page.getByRole('dialog', { name: 'Start afresh?' });
    await question.getByRole('button', { name: 'Start afresh' }).click();
    await me.tour.getByText('Type /zoom status').waitFor();
    await page.getByText('This is the beginning of #general').waitFor();
    expect(changes()).toEqual([]);
    expect(screen.sandbox.zoom.account.users.some((one) => one.email === 'ada.king@example.com')).toBe(false);
    await me.say('/zoom status');
    await me.noticed();
  });

  it('meets no error in the page', () => {
    expect(screen.faults).toEqual([]);
  });
});
