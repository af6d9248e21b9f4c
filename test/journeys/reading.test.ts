import { describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, changesIn, query, requestIdIn, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({
  policy: defaultPolicy.replace('expires_after: 72h', 'expires_after: 72h, remind_after: 4h'),
});
const { as } = day;

describe('nobody is left without a way on', () => {
  it('whose account has another address: admins are asked to link it, and another approver decides', async () => {
    await as('ivy').command('/zoom status');
    const told = await reply(as('ivy'), /couldn’t find a Zoom account/);
    await as('ivy').click(told, 'account:other-address');
    await as('ivy').waitFor((seen) => seen.views.at(-1)?.view.callback_id === 'other-address');
    await as('ivy').submit('top', { email: 'rosa@example.com' });
    await as('ivy').waitFor(({ views }) => /I’ve asked <@U0GRACE>/.test(JSON.stringify(views.at(-1)?.view)));
    const wish = await directMessage(
      as('grace'),
      /<@U0IVY> says that their Zoom account has another address/,
    );
    expect(textOf(wish)).toMatch(/rosa@example\.com[\s\S]*ivy@example\.com[\s\S]*Nobody has checked that/);
    await as('grace').click(wish, 'form:open');
    const open = await day.form('grace', 'link');
    expect(JSON.stringify(open.view.blocks)).toMatch(/U0IVY[\s\S]*rosa@example\.com/);
    await as('grace').submit('top');
    await as('grace').click(await reply(as('grace'), /Link Ivy Tan/), 'confirm:run');
    const card = await posted(as('linus'), 'zoom-approvals', /Grace Hopper/);
    expect(changesIn(day.place)).toEqual([]);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /is linked to/);
    // Once a day is enough.
    await as('ivy').click(told, 'account:other-address');
    await as('ivy').waitFor((seen) => seen.views.at(-1)?.view.callback_id === 'other-address');
    await as('ivy').submit('top', { email: 'grace@example.com' });
    await as('ivy').waitFor(({ views }) => /already asked/.test(JSON.stringify(views.at(-1)?.view)));
    expect(
      as('grace')
        .dms()
        .filter((one) => /another address/.test(textOf(one))),
    ).toHaveLength(1);
  });

  it('somebody else has no account: they are asked to request one', async () => {
    await as('ada').command('/zoom add-assistant @ivy');
    const told = await reply(as('ada'), /couldn’t find a Zoom account/);
    await as('ada').click(told, 'request:suggest-account');
    await reply(as('ada'), /I’ve asked Ivy Tan to request an account/);
    const asked = await directMessage(as('ivy'), /<@U0ADA> would like to work with you in Zoom/);
    expect(buttonsIn(asked.blocks).map((one) => one.action_id)).toEqual(['command:request-account']);
    // Whoever asks anew has nobody asked once more.
    const before = as('ada').ephemerals().length;
    await as('ada').command('/zoom add-assistant @ivy');
    const again = await as('ada').waitFor(() =>
      as('ada')
        .ephemerals()
        .slice(before)
        .find((one) => /couldn’t find a Zoom account/.test(textOf(one))),
    );
    await as('ada').click(again, 'request:suggest-account');
    await reply(as('ada'), /I’ve already asked/);
    expect(as('ivy').dms()).toHaveLength(1);
  });

  it('“My requests” on the Home tab answers at once', async () => {
    await sendRequest(day.place, 'ben', '/zoom request-license for 14d');
    await as('ben').openHome();
    await as('ben').waitFor((seen) => /command:my-requests/.test(JSON.stringify(seen.home?.blocks ?? '')));
    await as('ben').click({ kind: 'home' }, 'command:my-requests');
    await as('ben').waitFor(({ views }) =>
      /Get a Zoom licence/.test(JSON.stringify(views.at(-1)?.view.blocks)),
    );
  });

  it('without a Zoom account: asks for one with a click, and one click of an approver makes it', async () => {
    await as('ivy').command('/zoom status');
    const told = await reply(as('ivy'), /couldn’t find a Zoom account for \*ivy@example.com\*/);
    await as('ivy').click(told, 'command:request-account');
    await day.form('ivy', 'request-account');
    await as('ivy').submit('top', { reason: 'I start today' });
    const question = await reply(as('ivy'), /Get a Zoom account\?/);
    await as('ivy').click(question, 'confirm:run');
    const card = await posted(as('grace'), 'zoom-approvals', /would like a Zoom account/);
    expect(textOf(card)).toMatch(/I start today[\s\S]*ivy@example.com/);
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ivy'), /You have a Zoom account[\s\S]*invitation/);
    const made = day.place.zoom.account.users.find((one) => one.email === 'ivy@example.com');
    expect(made).toMatchObject({ status: 'pending', type: 1 });
    await as('ivy').command('/zoom request-account');
    await as('ivy').waitFor(
      ({ views }) => /You already have a Zoom account/.test(JSON.stringify(views.at(-1)?.view.blocks)),
      15_000,
    );
  });

  it.each(['otto', 'lea'])(
    '%s, inactive or locked, asks to be activated, and one click does it',
    async (who) => {
      await as(who).command('/zoom status');
      const told = await reply(as(who), /can’t sign in/);
      await as(who).click(told, 'command:request-activation');
      await day.form(who, 'request-activation');
      await as(who).submit('top', {});
      await as(who).click(await reply(as(who), /Activate your Zoom account\?/), 'confirm:run');
      const card = await posted(as('grace'), 'zoom-approvals', /wants to activate their Zoom account/);
      await as('grace').click(card, 'request:approve');
      await directMessage(as(who), /active again/);
      expect(day.user(who).status).toBe('active');
    },
  );

  it('an invitation that was not accepted is sent once more, by the invited person', async () => {
    const former = day.user('noor');
    await as('noor').command('/zoom status');
    await as('noor').click(await reply(as('noor'), /Invited/), 'command:resend-invitation');
    await as('noor').click(await reply(as('noor'), /Send your invitation to Zoom again\?/), 'confirm:run');
    await reply(as('noor'), /The invitation is on its way/);
    const now = day.place.zoom.account.users.filter((one) => one.email === 'noor@example.com');
    expect(now).toHaveLength(1);
    expect(now[0]).toMatchObject({ status: 'pending', type: former.type });
    expect(now[0]?.id).not.toBe(former.id);
  });

  it('an admin who invites somebody invited already can send the invitation again', async () => {
    await as('grace').command('/zoom create-user noor@example.com Noor Haddad basic');
    const told = await reply(as('grace'), /already invited to Zoom/);
    await as('grace').click(told, 'request:resend-invitation');
    await reply(as('grace'), /Send the invitation of Noor Haddad to Zoom again\?/);
  });

  it('signing out without single sign-on leads into no circle', async () => {
    day.user('ada').login = 'email';
    await as('ada').command('/zoom sign-out');
    const told = await reply(as('ada'), /Sign out from all devices/);
    expect(buttonsIn(told.blocks)).toEqual([]);
  });

  it('somebody who lacks a licence is asked to request one', async () => {
    await as('ada').command('/zoom add-assistant @ben');
    const told = await reply(as('ada'), /needs a Zoom licence/);
    await as('ada').click(told, 'request:suggest-licence');
    const asked = await directMessage(as('ben'), /<@U0ADA> would like you to schedule/);
    expect(JSON.stringify(asked.blocks)).toContain('command:request-license');
    await reply(as('ada'), /I’ve asked Ben Okafor/);
  });
});

describe('a message stays true', () => {
  it('“Sent to …” says how it ended, as soon as it is decided', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    const shown = await reply(as('ada'), /Approved by <@U0GRACE>/);
    expect(buttonsIn(shown.blocks)).toEqual([]);
    expect(
      as('ada')
        .ephemerals()
        .filter((one) => /Sent to/.test(textOf(one))),
    ).toEqual([]);
  });

  it('a card that somebody has deleted is posted again, and reminders carry the buttons', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    day.provoke(/chat.update message_not_found/);
    const channel = [...day.place.slack.workspace.channels.values()].find(
      (one) => one.name === 'zoom-approvals',
    );
    if (!channel) throw new Error('There is no approval channel');
    channel.messages.splice(
      channel.messages.findIndex((one) => one.ts === card.ts),
      1,
    );
    day.place.clock.advance(5 * 3_600_000);
    const again = await as('grace').waitFor(() =>
      as('grace')
        .messages('zoom-approvals')
        .find((one) => one.ts !== card.ts && requestIdIn(one) === requestIdIn(card)),
    );
    // The next one of the same request is a reminder beside the card.
    await sendRequest(day.place, 'mia', '/zoom change-email mia.c@example.com');
    day.place.clock.advance(5 * 3_600_000);
    const reminder = await cardSays(day.place, /Still waiting/);
    const actions = buttonsIn(reminder.blocks).map((one) => one.action_id);
    expect(actions).toEqual(['request:approve', 'request:deny']);
    await as('grace').click(again, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });
});

describe('what must fail is refused before anybody is asked', () => {
  it.each([
    ['ada', '/zoom change-email mia@example.com', /\*mia@example.com\* is already in use/],
    ['owen', '/zoom change-email owen.r@example.com', /You own your organisation’s Zoom account/],
    ['grace', '/zoom delete-user @owen delete', /\*Owen Reyes\* owns your Zoom account/],
    ['grace', '/zoom delete-user @linus disassociate', /\*Linus Pauling\* is a Zoom admin/],
    ['grace', '/zoom deactivate @owen', /\*Owen Reyes\* owns your Zoom account/],
  ])('%s: %s', async (who, line, words) => {
    await as(who).command(line);
    await reply(as(who), words);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('an address outside of the domains is flagged on the card, and so is an admin’s account', async () => {
    const card = await sendRequest(day.place, 'linus', '/zoom change-email linus@elsewhere.example');
    expect(textOf(card)).toMatch(/:warning: elsewhere.example isn’t one of your organisation’s domains/);
    expect(textOf(card)).toContain(':warning: Linus Pauling is a Zoom admin.');
  });
});

describe('an error speaks to its reader about the right person', () => {
  it('check-email about somebody else’s invitation says nothing of “your”', async () => {
    day.user('noor').invitationExpired = true;
    await as('ada').command('/zoom check-email noor@example.com');
    const told = await reply(as('ada'), /noor@example.com/);
    expect(textOf(told)).not.toMatch(/\byour invitation\b/i);
  });

  it('on the card an approver is not told that their own Slack account is deactivated', async () => {
    day.provoke(/conversations.open user_disabled/);
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    const ada = day.place.slack.workspace.users.get('U0ADA');
    if (ada) ada.kind = 'deactivated';
    await as('grace').click(card, 'request:approve');
    const ended = await cardSays(day.place, /but not done/);
    expect(textOf(ended)).toContain('*Ada Lovelace* is deactivated in Slack.');
    expect(textOf(ended)).not.toMatch(/\byour\b/i);
  });

  it('who asked for a change of their own is told about “your” account, approvers about hers', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    const body = { code: 1010, message: 'User not exist or not belong to this account.' };
    day.place.zoom.faults.add({ operation: 'changeEmail', times: 9, kind: 'status', status: 404, body });
    await as('grace').click(card, 'request:approve');
    expect(textOf(await cardSays(day.place, /but not done/))).toContain('*Ada Lovelace*');
    const told = await reply(as('ada'), /but not done/);
    expect(textOf(told)).toMatch(/\byou\b/i);
    expect(textOf(told)).not.toContain('Ada Lovelace');
  });

  it('an employee reads who the admins are', async () => {
    await as('ben').command('/zoom list-users');
    await reply(as('ben'), /for Frontdesk admins: <@U0GRACE>/);
  });
});

it('admins decide in the list of requests', async () => {
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
  // Slack shows the card a moment before the bot has noted where it is.
  await until(
    async () => (await query(day.place, 'SELECT 1 FROM requests WHERE card_ts IS NOT NULL')).length > 0,
  );
  await as('grace').command('/zoom requests');
  const list = await reply(as('grace'), /<@U0ADA>: Change the Zoom email[\s\S]*Open the card/);
  expect(requestIdIn(list)).toBe(requestIdIn(card));
  await as('grace').click(list, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
});
