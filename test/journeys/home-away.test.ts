import { describe, expect, it } from 'vitest';
import type { ApiEntry } from '../../sandbox/slack/log.ts';
import { directMessage, openWorkplace, reply } from '../support/workplace.ts';
import { ask } from './approval-support.ts';
import { homeSays, openHome } from './home-support.ts';
import { sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;
const published = (id: string) =>
  day.place.slack.log.filter(
    (one): one is ApiEntry =>
      one.kind === 'api' && one.method === 'views.publish' && JSON.stringify(one).includes(id),
  );

describe('Zoom does not answer', () => {
  it('the tab is there all the same, with the requests, and fills in when Zoom is back', async () => {
    await sendRequest(day.place, 'ada', ask);
    day.place.zoom.faults.add({ operation: 'getUser', times: 3, kind: 'status', status: 503, body: {} });
    await day.place.restart();
    const seen = await openHome(day, 'ada', /Zoom isn’t answering right now/);
    expect(seen).toMatch(/Change my Zoom email\\nWaiting/);
    expect(seen).toContain('Do something');
    await homeSays(day, 'ada', /"\*State\*\\nActive/);
  });

  it('for long: the tab is there before Zoom has answered, and complete afterwards', async () => {
    await day.place.restart();
    day.place.zoom.faults.add({ operation: 'getUser', times: 1, kind: 'slow', delayMs: 2_500 });
    await openHome(day, 'mia', /Zoom isn’t answering right now/);
    await homeSays(day, 'mia', /"\*State\*\\nActive/);
  });

  it('is asked once however often the tab is opened', async () => {
    await day.place.restart();
    const calls = () =>
      day.place.zoom.calls.filter((one) => /\/users\/linus/.test(one.path) && one.status === 200);
    const before = calls().length;
    await openHome(day, 'linus', /Active/);
    for (let i = 0; i < 5; i++) await as('linus').openHome();
    await openHome(day, 'linus', /Active/);
    expect(calls().slice(before)).toHaveLength(1);
  });
});

describe('the tab follows what happens', () => {
  it('at most once a second for one person, and ends with the last state', async () => {
    await openHome(day, 'ada', /You haven’t asked/);
    const before = published('U0ADA').length;
    const start = Date.now();
    for (const name of ['@mia', '@linus', '@grace', '@owen']) {
      await as('ada').command(`/zoom add-assistant ${name}`);
    }
    await homeSays(day, 'ada', /(Done.*){4}/);
    const seconds = Math.ceil((Date.now() - start) / 1_000);
    expect(published('U0ADA').length - before).toBeLessThanOrEqual(seconds + 1);
  });

  it('also when another process of the bot has done it', async () => {
    const { startBot } = await import('../../src/app.ts');
    await Promise.all([openHome(day, 'ada'), openHome(day, 'linus')]);
    const second = await startBot(day.place.config, undefined, day.place.clock);
    try {
      day.place.slack.setRequestUrl(`http://127.0.0.1:${second.port}/slack/events`);
      const card = await sendRequest(day.place, 'ada', ask);
      await homeSays(day, 'linus', /request:approve/);
      await as('grace').click(card, 'request:approve');
      await directMessage(as('ada'), /Email changed/);
      await homeSays(day, 'ada', /Change my Zoom email\\nDone/);
      await homeSays(day, 'linus', /Nothing waits for you/);
    } finally {
      day.place.slack.setRequestUrl(`http://127.0.0.1:${day.place.bot.port}/slack/events`);
      await second.stop();
    }
  });

  it('but not for approvers who have not looked at it for a day', async () => {
    await openHome(day, 'linus');
    day.place.clock.advance(25 * 3_600_000);
    await openHome(day, 'grace');
    await sendRequest(day.place, 'ada', ask);
    await homeSays(day, 'grace', /request:approve/);
    expect(JSON.stringify(as('linus').home())).not.toContain('request:approve');
    await openHome(day, 'linus', /request:approve/);
  });

  it('and a stop of the bot waits until it is shown', async () => {
    await openHome(day, 'ada');
    await as('ada').command('/zoom add-assistant @mia');
    await reply(as('ada'), /can now schedule/);
    await day.place.restart();
    expect(JSON.stringify(as('ada').home())).toContain('request:undo');
  });

  it('and when Slack does not take it, it is shown a little later', async () => {
    day.provoke(/^views.publish/);
    await openHome(day, 'ada');
    day.place.slack.faults.add({ method: 'views.publish', times: 1, error: 'internal_error' });
    await as('ada').command('/zoom add-assistant @mia');
    await homeSays(day, 'ada', /Mia Chen.*request:undo/);
  });
});

it('on the embedded store it is the same: read, approve, see it done', async () => {
  const place = await openWorkplace({ store: 'sqlite' });
  try {
    await Promise.all([openHome(place, 'ada', /Active/), openHome(place, 'grace', /3 are free/)]);
    await sendRequest(place, 'ada', ask);
    await homeSays(place, 'grace', /request:approve/);
    await place.as('grace').click({ kind: 'home' }, 'request:approve');
    await homeSays(place, 'ada', /Change my Zoom email\\nDone/);
    await homeSays(place, 'grace', /Nothing waits for you.*Newest changes.*asked by <@U0ADA>/);
  } finally {
    await place.close();
  }
});
