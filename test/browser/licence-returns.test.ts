import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openScreen, personAt, type Screen } from './support.ts';

describe.skipIf(!CHROMIUM)('a licence for a minute', () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await openScreen();
  });
  afterAll(() => screen?.close());

  it('is given by Grace, and goes back by itself while Ben watches', async () => {
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
    await me.read(/went back by itself/);
    expect(screen.sandbox.zoom.changes.map((one) => one.operation)).toEqual(['updateUser', 'updateUser']);
    expect(screen.faults).toEqual([]);
  }, 120_000);
});
