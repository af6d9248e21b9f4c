import { beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy, textOf } from '../support/workplace.ts';
import { buttonsIn, query, quiet, sendRequest, until } from './support.ts';
import { directMessage, NOTICE, PATIENCE, posted, REPORT, reply, tellings } from './told-support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;
const { approved, newestEntry, noticesTo, report, reportedEntries } = tellings(day);

const withToken = `${defaultPolicy}commands: { token: self-service }`;

let started = 0;
beforeEach(async () => {
  await query(day.place, 'DELETE FROM links');
  started = await newestEntry();
});

describe('somebody else changes an account', () => {
  it.each([
    [
      'the address',
      '/zoom change-email mia.new@example.com for @mia',
      /mia@example\.com[\s\S]*mia\.new@example\.com/,
    ],
    ['the licence', '/zoom set-license @mia basic', /Licensed[\s\S]*Basic/],
    ['the status', '/zoom deactivate @mia', /Active[\s\S]*Inactive/],
    ['the profile', '/zoom edit-user @mia department Sales', /Department[\s\S]*Sales/],
  ])(
    '%s: the owner reads what, by whom, approved by whom, and can say that it was wrong',
    async (_, line, changes) => {
      await day.place.restart(
        `${defaultPolicy}commands: { set-license: { access: admin, needed: 1 }, deactivate: { access: admin, needed: 1 } }`,
      );
      await approved(line);
      const notice = await directMessage(as('mia'), NOTICE);
      expect(textOf(notice)).toMatch(changes);
      expect(textOf(notice)).toMatch(/By <@U0GRACE>, approved by <@U0LINUS>, <!date/);
      expect(textOf(notice)).toContain("This wasn't me");
      expect(buttonsIn(notice.blocks)).toEqual([
        expect.objectContaining({
          action_id: 'subject:report',
          value: expect.stringMatching(/^req_[\w-]+$/),
        }),
      ]);
      await quiet(day.place);
      expect(noticesTo('mia')).toHaveLength(1);
      for (const other of ['grace', 'linus', 'ada']) expect(noticesTo(other)).toEqual([]);
    },
  );

  it('named by the address of their account: they are found in Slack by it', async () => {
    await approved('/zoom change-email mia.new@example.com for mia@example.com');
    await directMessage(as('mia'), NOTICE);
  });

  it('nobody in Slack has the account: it is done, and the log says that nobody was told', async () => {
    // Who has an address is remembered for five minutes.
    await day.place.restart(defaultPolicy);
    const mia = day.place.slack.workspace.users.get('U0MIA');
    if (mia) mia.email = 'mia.elsewhere@example.com';
    await approved('/zoom change-email mia.new@example.com for mia@example.com');
    await directMessage(as('grace'), /Email of .* changed/);
    await until(
      () => day.place.log.some((line) => line.includes('nobody in Slack has the account')),
      PATIENCE,
    );
    expect(noticesTo('mia')).toEqual([]);
  });

  it('and undoes it: the owner reads that too', async () => {
    await day.place.restart(defaultPolicy);
    await as('grace').command('/zoom set-license @mia basic');
    const card = await as('grace').waitFor(() =>
      as('grace')
        .ephemerals()
        .find((one) => /Send request/.test(JSON.stringify(one.blocks))),
    );
    await as('grace').click(card, 'confirm:run');
    await as('linus').click(
      await posted(as('linus'), 'zoom-approvals', /wants to|would like/),
      'request:approve',
    );
    await directMessage(as('mia'), NOTICE);
    const done = await directMessage(as('grace'), /You can undo this for 10 minutes/);
    await as('grace').click(done, 'request:undo');
    await directMessage(as('mia'), /A change of your Zoom account was undone[\s\S]*By <@U0GRACE>/);
  });

  it('links somebody to it: the owner of the address is told, and so is the person linked', async () => {
    await day.place.restart(`${defaultPolicy}commands: { link: { access: admin, needed: 1 } }`);
    await approved('/zoom link @ben mia@example.com');
    await directMessage(as('mia'), /Your Zoom account was changed[\s\S]*Link \*Ben Okafor\*/);
    await directMessage(as('ben'), /Your Zoom account was changed[\s\S]*Link \*Ben Okafor\*/);
    await quiet(day.place);
    // What the linked person does with it reaches the owner as well, although it is "their own" account to them.
    await as('ben').command('/zoom profile department Sales');
    await directMessage(as('mia'), /By <@U0BEN>[\s\S]*Department/);
  });
});

describe('people change their own account', () => {
  it('signing in is told even to themselves', async () => {
    Object.assign(day.user('ada'), { login: 'sso', signedIn: true });
    await as('ada').command('/zoom sign-out');
    await as('ada').click(await reply(as('ada'), /\?[\s\S]*Cancel/), 'confirm:run');
    expect(textOf(await directMessage(as('ada'), NOTICE))).toMatch(
      /By you, [\s\S]*signed out on every device/,
    );
  });

  it('their password: the message has no trace of it', async () => {
    await as('ada').command('/zoom set-password');
    await day.form('ada', 'set-password');
    const password = 'Xylophone42tree';
    await as('ada').submit('top', { password, again: password });
    const notice = await directMessage(as('ada'), NOTICE);
    expect(textOf(notice)).toContain('Zoom password');
    expect(JSON.stringify([notice, as('ada').dms()])).not.toContain(password);
  });

  it('their address, with an approval', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    await as('linus').click(card, 'request:approve');
    expect(textOf(await directMessage(as('ada'), NOTICE))).toMatch(/By you, approved by <@U0LINUS>/);
  });

  it('a token is shown: its owner is told before, without it, and a report of it reaches the admins', async () => {
    await day.place.restart(withToken);
    await as('ada').command('/zoom token');
    const answer = textOf(await reply(as('ada'), /Your start-meeting token/));
    const zak = /`(ey[\w-]+\.[\w-]+\.[\w-]+)`/.exec(answer)?.[1] ?? '';
    const notice = await directMessage(as('ada'), NOTICE);
    expect(textOf(notice)).toContain('Start-meeting token');
    expect(JSON.stringify(as('ada').dms())).not.toContain(zak);
    await report('ada', notice);
    await directMessage(as('grace'), REPORT);
    expect(await reportedEntries(started)).toEqual([
      { actor: 'U0ADA', command: 'token', subject: expect.stringContaining('ada@example.com') },
    ]);
  });

  it('a token is not shown while its owner cannot be told', async () => {
    await day.place.restart(withToken);
    day.provoke(/^conversations\.open user_disabled$/);
    day.place.slack.faults.add({ method: 'conversations.open', error: 'user_disabled' });
    await as('ada').command('/zoom token');
    await reply(as('ada'), /So nothing was shown/);
  });

  it('anything else: nothing is said beside the answer', async () => {
    await as('ada').command('/zoom profile department Sales');
    await reply(as('ada'), /changed/);
    await quiet(day.place);
    expect(noticesTo('ada')).toEqual([]);
  });
});

describe('a new assistant', () => {
  const OTHER = /What you may do for somebody in Zoom was changed/;

  it('of Ada, added by herself: the assistant is told, and she is not', async () => {
    await as('ada').command('/zoom add-assistant @mia');
    const notice = await directMessage(as('mia'), OTHER);
    expect(textOf(notice)).toMatch(
      /Add \*Mia Chen\* as an assistant of \*Ada Lovelace\*[\s\S]*By <@U0ADA>, /,
    );
    await quiet(day.place);
    expect(noticesTo('ada')).toEqual([]);
    await report('mia', notice);
    await directMessage(as('grace'), REPORT);
  });

  it('of Ada, added by an admin: both are told', async () => {
    await approved('/zoom add-assistant @mia for @ada');
    await directMessage(as('mia'), OTHER);
    await directMessage(as('ada'), NOTICE);
  });

  it('who stops scheduling for somebody: that person is told', async () => {
    await as('ada').command('/zoom add-assistant @mia');
    await directMessage(as('mia'), OTHER);
    await as('mia').command('/zoom remove-scheduler @ada');
    await as('mia').click(await reply(as('mia'), /\?[\s\S]*Cancel/), 'confirm:run');
    await directMessage(as('ada'), /By <@U0MIA>, /);
  });
});
