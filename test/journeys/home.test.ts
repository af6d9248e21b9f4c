import { describe, expect, it } from 'vitest';
import { directMessage, reply } from '../support/workplace.ts';
import { ask, changed } from './approval-support.ts';
import { homeOf, homeSays, openHome } from './home-support.ts';
import { changesIn, query, requestIdIn, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;
const home = { kind: 'home' } as const;

describe('a person opens the Home tab', () => {
  it('reads their name, address, licence and state as Zoom has them', async () => {
    expect(await openHome(day, 'ada', /Licensed/)).toMatch(
      /My account.*Ada Lovelace.*ada@example.com.*Licensed.*Active/,
    );
    expect(await openHome(day, 'ben', /Basic/)).toContain('command:request-license');
    expect(await openHome(day, 'lea', /Locked/)).toMatch(
      /Locked: you can’t sign in.*command:request-activation/,
    );
  });

  it('without a Zoom account reads what to do, and can still ask', async () => {
    const seen = await openHome(day, 'ivy', /We couldn’t find a Zoom account for \*ivy@example.com\*/);
    expect(seen).toMatch(/command:request-account/);
  });

  it('is offered what their account can do, and nothing that it can’t', async () => {
    const offers = {
      ada: { some: ['add-assistant', 'return-license', 'profile'], none: ['request-license'] },
      ben: { some: ['request-license', 'profile', 'schedulers'], none: ['add-assistant', 'return-license'] },
      noor: { some: ['resend-invitation', 'status'], none: ['profile', 'request-license', 'add-assistant'] },
      otto: { some: ['request-activation', 'status'], none: ['profile', 'request-license', 'sign-out'] },
      ivy: {
        some: ['request-account', 'help'],
        none: ['status', 'profile', 'check-name', 'request-license'],
      },
    };
    for (const [who, { some, none }] of Object.entries(offers)) {
      const seen = await openHome(day, who, /\*State\*|couldn’t find a Zoom account/);
      const offered = [...seen.matchAll(/"command:([\w-]+)"/g)].map(([, name]) => name);
      expect.soft(offered, who).toEqual(expect.arrayContaining(some));
      expect
        .soft(
          offered.filter((name) => none.includes(String(name))),
          who,
        )
        .toEqual([]);
    }
  });

  it.each([
    ['gus', /You’re a guest in this workspace/],
    ['gina', /You’re a guest in this workspace/],
    ['eve', /You belong to another organisation/],
  ])('%s reads a friendly sentence and nothing else', async (who, words) => {
    const seen = await openHome(day, who, words);
    expect(seen).not.toMatch(/action_id|My requests|decision|For admins/);
  });

  it('starts anything from a menu, which then offers everything again', async () => {
    await openHome(day, 'ada');
    const before = homeOf(day, 'ada');
    await as('ada').choose(home, 'home:choose', 'command:change-email');
    await day.form('ada', 'change-email');
    await as('ada').waitFor(() => homeOf(day, 'ada') !== before);
    await as('ada').click(home, 'command:status');
    // The answer is where she looks: in a modal over the Home tab.
    await as('ada').waitFor((seen) => /Your Zoom account/.test(JSON.stringify(seen.views)));
  });

  it('presses Refresh and sees what an admin has changed in Zoom itself', async () => {
    await openHome(day, 'otto', /Inactive/);
    day.user('otto').status = 'active';
    await new Promise((done) => setTimeout(done, 2_000));
    await as('otto').click(home, 'home:refresh');
    await homeSays(day, 'otto', /"\*State\*\\nActive/);
  });
});

describe('one’s own requests', () => {
  it('turn from waiting to done without opening the tab again', async () => {
    await openHome(day, 'ada', /You haven’t asked for anything yet/);
    const card = await sendRequest(day.place, 'ada', ask);
    await homeSays(day, 'ada', /Change my Zoom email\\nWaiting for approval.*request:cancel/);
    await as('grace').click(card, 'request:approve');
    expect(await homeSays(day, 'ada', /Change my Zoom email\\nDone/)).not.toContain('request:cancel');
  });

  it('are withdrawn after a question', async () => {
    await sendRequest(day.place, 'ada', ask);
    const seen = await openHome(day, 'ada', /request:cancel/);
    expect(seen).toMatch(/Withdraw this request\?.*Keep it/);
    await as('ada').click(home, 'request:cancel');
    expect(await homeSays(day, 'ada', /Withdrawn/)).not.toContain('request:cancel');
    expect(changesIn(day.place)).toEqual([]);
  });

  it('are undone within ten minutes, and not later', async () => {
    await as('ada').command('/zoom add-assistant @mia');
    await reply(as('ada'), /can now schedule/);
    await openHome(day, 'ada', /request:undo/);
    await as('ada').click(home, 'request:undo');
    expect(await homeSays(day, 'ada', /Undone/)).not.toContain('request:undo');
    expect(changesIn(day.place)).toHaveLength(2);

    await as('ada').command('/zoom add-assistant @linus');
    await as('ada').waitFor(() => /request:undo/.test(homeOf(day, 'ada')));
    day.place.clock.advance(11 * 60_000);
    await as('ada').click(home, 'request:undo');
    const told = await as('ada').waitFor((seen) => seen.views[0]);
    expect(JSON.stringify(told.view)).toContain('more than 10 minutes ago');
    await as('ada').waitFor(() => !/request:undo/.test(homeOf(day, 'ada')));
  });

  it('say when a licence ends by itself', async () => {
    const card = await sendRequest(day.place, 'ben', '/zoom request-license for 14d A webinar');
    await openHome(day, 'ben', /Waiting for approval/);
    await as('grace').click(card, 'request:approve');
    await homeSays(day, 'ben', /Licensed until <!date/);
    await homeSays(day, 'ben', /"\*Licence\*\\nLicensed/);
  });
});

describe('an approver', () => {
  it('reads who asks for what and why, and approves right there: Zoom changes, the card says it', async () => {
    await openHome(day, 'grace', /Nothing waits for you/);
    const card = await sendRequest(day.place, 'ada', `${ask} <!channel> & so on`);
    const seen = await homeSays(day, 'grace', /request:approve/);
    expect(seen).toMatch(/<@U0ADA> wants to change their Zoom email/);
    expect(seen).toContain('> I got married &lt;!channel&gt; &amp; so on');
    expect(seen).toMatch(/\*ada@example.com\* → \*ada.king@example.com\*.*Expires <!date/);
    expect(seen).toContain(`"value":"${requestIdIn(card)}"`);
    await as('grace').click(home, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    expect(changesIn(day.place)).toEqual(changed);
    await homeSays(day, 'grace', /Nothing waits for you/);
    await as('linus').waitFor(() =>
      /done in Zoom/.test(JSON.stringify(as('linus').messages('zoom-approvals'))),
    );
  });

  it('denies right there with a reason', async () => {
    await openHome(day, 'grace');
    await sendRequest(day.place, 'ada', ask);
    await homeSays(day, 'grace', /request:deny/);
    await as('grace').click(home, 'request:deny');
    const form = await as('grace').waitFor((seen) =>
      seen.views.find(({ view }) => view.callback_id === 'deny'),
    );
    expect(JSON.stringify(form.view.blocks)).toContain('"Ada Lovelace wants to change their Zoom email"');
    await as('grace').submit('top', { reason: 'Please ask HR first' });
    await directMessage(as('ada'), /Please ask HR first/);
    await homeSays(day, 'grace', /Nothing waits for you/);
  });

  it('sees it go when another approver was first, and is told so who clicks all the same', async () => {
    await Promise.all([openHome(day, 'grace'), openHome(day, 'linus')]);
    const card = await sendRequest(day.place, 'ada', ask);
    await Promise.all([homeSays(day, 'grace', /request:approve/), homeSays(day, 'linus', /request:approve/)]);
    await query(day.place, `UPDATE requests SET state = 'denied', version = version + 1 WHERE id = $1`, [
      requestIdIn(card),
    ]);
    await as('linus').click(home, 'request:approve');
    const told = await as('linus').waitFor((seen) => seen.views[0]);
    expect(JSON.stringify(told.view)).toContain('already declined this');
    expect(as('linus').dms()).toEqual([]);
    await homeSays(day, 'linus', /Nothing waits for you/);

    await sendRequest(day.place, 'mia', '/zoom change-email mia.c@example.com');
    await homeSays(day, 'linus', /U0MIA.*request:approve/);
    await as('grace').click(home, 'request:approve');
    await homeSays(day, 'linus', /Nothing waits for you/);
  });

  it('has no button for a request of their own', async () => {
    await Promise.all([openHome(day, 'grace'), openHome(day, 'linus')]);
    await sendRequest(day.place, 'grace', '/zoom change-email grace.h@example.com');
    await homeSays(day, 'linus', /request:approve/);
    const own = await homeSays(day, 'grace', /Change my Zoom email\\nWaiting/);
    expect(own).not.toMatch(/request:(approve|deny)/);
    expect(own).toContain('Nothing waits for you');
  });

  it('sees ten of 200 waiting requests and how many more there are', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await query(
      day.place,
      `INSERT INTO requests SELECT (jsonb_populate_record(r, jsonb_build_object(
         'id', 'req_' || lpad(n::text, 20, '0'), 'trigger_id', 'many-' || n))).*
       FROM requests r, generate_series(1, 199) n WHERE r.id = $1`,
      [requestIdIn(card)],
    );
    const seen = await openHome(day, 'grace', /and 190 more/);
    expect(seen.match(/request:approve/g)).toHaveLength(10);
    expect(await openHome(day, 'ada', /and 195 more/)).toContain('command:my-requests');
  });
});
