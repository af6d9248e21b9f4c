import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, openWorkplace, reply, textOf, type Workplace } from '../support/workplace.ts';
import {
  cardSays,
  changesIn,
  forgedCommand,
  query,
  quiet,
  refusedCalls,
  sendRequest,
  startAfresh,
  until,
} from './support.ts';

const zoomId = (handle: string) => person(handle).zoom?.id ?? '';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace({ store: 'postgres' });
});
afterAll(() => place.close());
afterEach(async () => {
  await quiet(place);
  const refused = refusedCalls(place);
  const paths = place.zoom.calls.map((call) => call.path);
  startAfresh(place);
  expect(refused).toEqual([]);
  expect(paths.filter((path) => /\/users\/me(\/|\?|$)/.test(path))).toEqual([]);
});

describe('a person who cannot be identified', () => {
  it.each([
    ['gus', 'agency', /You’re a guest in this workspace[\s\S]*Ask the person who invited you/],
    ['gina', 'general', /You’re a guest in this workspace/],
    ['eve', 'agency', /You belong to another organisation[\s\S]*Your own IT team can help you/],
    ['uma', 'general', /Your email address in Slack isn’t confirmed yet[\s\S]*confirm the address/],
    ['ivy', 'general', /We couldn’t find a Zoom account for \*ivy@example.com\*[\s\S]*ask your Zoom admins/],
  ])('%s reads why, and Zoom is not changed', async (handle, channel, words) => {
    const who = place.as(handle);
    for (const line of [
      '/zoom status',
      '/zoom add-assistant mia@example.com',
      '/zoom check-email ada@example.com',
    ]) {
      await who.command(line, channel);
      const answer = await who.waitFor(() => who.ephemerals().find((one) => words.test(textOf(one))));
      expect(textOf(answer)).not.toMatch(/undefined|null|FD-/);
      place.slack.reset();
    }
    expect(changesIn(place)).toEqual([]);
    expect(place.zoom.calls.filter((call) => call.operation === 'checkEmail')).toEqual([]);
  });

  it.each([
    ['dee', /Your Slack account is deactivated/],
    ['hal', /Bots have no Zoom account here/],
  ])('%s, whom Slack shows no messages any more, is refused too', async (handle, words) => {
    const { slackId } = person(handle);
    await forgedCommand(place, slackId, 'add-assistant <@U0MIA|mia>');
    const [row] = await until(async () => {
      const rows = await query(
        place,
        `SELECT progress_json FROM requests WHERE requester_slack_id = $1 AND state = 'refused'`,
        [slackId],
      );
      return rows.length === 1 && rows;
    });
    expect(String(row?.progress_json)).toMatch(words);
    expect(changesIn(place)).toEqual([]);
    // Slack takes no message for them, so the bot's attempts to answer are refused.
    await until(() => refusedCalls(place).some((one) => one.startsWith('conversations.open')));
    place.slack.reset();
    await query(place, 'DELETE FROM notifications');
  });

  it('an address outside the allowed domains identifies nobody', async () => {
    const ada = place.slack.workspace.users.get('U0OWEN');
    if (ada) ada.email = 'owen@gmail.example';
    const owen = place.as('owen');
    await owen.command('/zoom add-assistant @ben');
    expect(textOf(await reply(owen, /isn’t one of your organisation’s addresses/))).toContain(
      '(example.com)',
    );
    expect(changesIn(place)).toEqual([]);
  });

  it('an address that Zoom only knows as a former one proves nothing', async () => {
    const lea = place.slack.workspace.users.get('U0LEA');
    if (lea) lea.email = 'leah.old@example.com';
    await place.as('lea').command('/zoom add-assistant @mia');
    await reply(place.as('lea'), /We couldn’t find a Zoom account for \*leah.old@example.com\*/);
    expect(changesIn(place)).toEqual([]);
  });
});

describe('accounts that are pending or inactive', () => {
  it('Noor, who has not accepted the invitation, reads so', async () => {
    await place.as('noor').command('/zoom status');
    expect(textOf(await reply(place.as('noor'), /Your Zoom account/))).toMatch(/Invited: /);
  });

  it('Otto, whose account is inactive, reads whom to ask', async () => {
    await place.as('otto').command('/zoom whoami');
    expect(textOf(await reply(place.as('otto'), /This is your Zoom account/))).toMatch(
      /Inactive: you can’t sign in/,
    );
  });

  it('Noor as an assistant is refused in words, and nothing is announced', async () => {
    const ada = place.as('ada');
    await ada.command('/zoom add-assistant @noor');
    const answer = await ada.waitFor(() => ada.ephemerals().at(-1));
    expect(textOf(answer)).not.toMatch(/can now schedule/);
    expect(textOf(answer).length).toBeGreaterThan(20);
    expect(changesIn(place)).toEqual([]);
    expect(place.as('linus').messages('zoom-ops')).toEqual([]);
  });
});

describe('an admin’s link', () => {
  afterEach(() => query(place, 'DELETE FROM links'));

  const link = (slackId: string, zoomUser: string) =>
    query(place, `INSERT INTO links VALUES ($1, $2, $3, 'U0GRACE', 0)`, [
      place.slack.teamId,
      slackId,
      zoomUser,
    ]);

  it('wins over the email in the profile', async () => {
    await link('U0BEN', zoomId('ada'));
    const ben = place.as('ben');
    await ben.command('/zoom whoami');
    const answer = textOf(await reply(ben, /This is your Zoom account/));
    expect(answer).toContain('ada@example.com');
    expect(answer).toContain('An admin linked the account');
    startAfresh(place);
    await ben.command('/zoom add-assistant @linus');
    await reply(ben, /Linus Pauling can now schedule/);
    expect(changesIn(place)).toEqual([`addAssistants ${zoomId('ada')}`]);
  });

  it('does not let a guest in', async () => {
    await link('U0GINA', zoomId('ada'));
    await place.as('gina').command('/zoom add-assistant @linus');
    await reply(place.as('gina'), /You’re a guest/);
    expect(changesIn(place)).toEqual([]);
  });

  it('never makes anybody the account owner by the word “me”', async () => {
    await link('U0LEA', 'me');
    await place.as('lea').command('/zoom whoami');
    await reply(place.as('lea'), /Sorry, that didn’t work/);
    expect(place.zoom.calls.filter((call) => call.operation !== 'token')).toEqual([]);
  });
});

describe('naming somebody else', () => {
  it('Ada may not look at Ben’s account, and nothing is asked of Zoom about him', async () => {
    const ada = place.as('ada');
    await ada.command('/zoom status for @ben');
    await reply(ada, /for your own account only/);
    expect(place.zoom.calls.filter((call) => call.path.includes('Ben') || call.path.includes('ben'))).toEqual(
      [],
    );
  });

  it.each(['ben@example.com', 'nobody@example.com', '@ben', '@ivy'])(
    'Ada may not add an assistant for %s, and reads the same whether that account exists or not',
    async (whom) => {
      const ada = place.as('ada');
      await ada.command(`/zoom add-assistant @mia for ${whom}`);
      const answer = await ada.waitFor(() => ada.ephemerals().at(-1));
      expect(textOf(answer)).toMatch(/You can use `add-assistant` for your own account only/);
      expect(changesIn(place)).toEqual([]);
      expect(place.zoom.calls.filter((call) => /nobody|ben/i.test(call.path))).toEqual([]);
    },
  );

  it('Grace reads Ben’s account, by mention and by address', async () => {
    const grace = place.as('grace');
    await grace.command('/zoom status for @ben');
    expect(textOf(await reply(grace, /The Zoom account of Ben Okafor/))).toContain('ben@example.com');
    startAfresh(place);
    await grace.command('/zoom whoami for ben@example.com');
    await reply(grace, /I use this Zoom account for Ben Okafor/);
  });

  it('Grace’s change to Ada’s account waits for another approver, who sees the resolved account', async () => {
    const card = await sendRequest(place, 'grace', '/zoom add-assistant @mia for @ada');
    expect(textOf(card)).toContain('Account: *Ada Lovelace* (ada@example.com)');
    expect(changesIn(place)).toEqual([]);
    await place.as('linus').click(card, 'request:approve');
    await directMessage(place.as('grace'), /Mia Chen can now schedule Zoom meetings for Ada Lovelace/);
    expect(changesIn(place)).toEqual([`addAssistants ${zoomId('ada')}`]);
  });

  it('“for me” is no account', async () => {
    await place.as('grace').command('/zoom status for me');
    await reply(place.as('grace'), /Your Zoom account/);
  });
});

describe('between asking and approving', () => {
  it.each([
    ['was made a guest', (u: { kind: string }) => (u.kind = 'guest'), /You’re a guest/],
    [
      'has got another address',
      (u: { email: string }) => (u.email = 'ben@example.com'),
      /belonged to a different Zoom account when you asked/,
    ],
    ['has lost the address', (u: { email: string }) => (u.email = ''), /I can’t see an email address/],
  ])('Ada %s: nothing is changed and she reads why', async (_, becomes, words) => {
    const card = await sendRequest(place, 'ada', '/zoom change-email ada.king@example.com');
    const user = place.slack.workspace.users.get('U0ADA');
    if (user) (becomes as (u: object) => void)(user);
    await place.as('grace').click(card, 'request:approve');
    await directMessage(place.as('ada'), words);
    await cardSays(place, /Approved by <@U0GRACE>, but not done/);
    expect(changesIn(place)).toEqual([]);
  });

  it('the subject’s Zoom account was deleted: nothing is changed', async () => {
    const card = await sendRequest(place, 'grace', '/zoom request-license for @ben workshops');
    place.zoom.account.users = place.zoom.account.users.filter((one) => one.id !== zoomId('ben'));
    await place.as('linus').click(card, 'request:approve');
    await reply(
      place.as('linus'),
      /no longer be done as it was asked: The Zoom account of \*Ben Okafor\* has been removed/,
    );
    expect(changesIn(place)).toEqual([]);
  });
});
