import { describe, expect, it } from 'vitest';
import { makeUser } from '../../sandbox/zoom/user.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, forgedCommand, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as, form } = day;
const formSays = async (who: string, command: string) =>
  JSON.stringify((await form(who, command)).view.blocks);

describe('no word is dropped', () => {
  it.each([
    ['grace', 'deactivate @mia on Friday', 'deactivate', 'on Friday'],
    ['grace', 'set-license @ben licensed on Mondays', 'set-license', 'on Mondays'],
    ['ada', 'return-license on Friday', 'return-license', 'on Friday'],
    ['ada', 'add-assistant @mia every Monday', 'add-assistant', 'every Monday'],
    ['ben', 'request-license until the project ends', 'request-license', 'until the project ends'],
  ])('%s types “%s”: the form says what is not in it', async (who, line, command, words) => {
    await as(who).command(`/zoom ${line}`);
    expect(await formSays(who, command)).toContain(words);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('whoever names somebody without a mention reads whose account it is about', async () => {
    const own = /This is (?:about|for) your own account/;
    await as('ada').command('/zoom sign-out for Ben');
    expect(await formSays('ada', 'sign-out')).toMatch(own);
    await as('ada').close();
    await as('ada').command('/zoom status of Ben');
    expect(textOf(await reply(as('ada'), /Your Zoom account/))).toMatch(own);
    await as('ada').command('/zoom change-email ada.king@example.com workshops for Ben');
    expect(textOf(await reply(as('ada'), /Change your Zoom email\?/))).toMatch(own);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('a command without fields asks too, and then goes on', async () => {
    await as('ada').command('/zoom return-license on Friday');
    await form('ada', 'return-license');
    expect(await as('ada').submit('top', {})).toMatchObject({ ok: true });
    await reply(as('ada'), /Return your Zoom licence\?/);
  });

  it('a query answers, and says what it left out', async () => {
    await as('ada').command('/zoom status tomorrow');
    expect(textOf(await reply(as('ada'), /Your Zoom account/))).toMatch(/I didn’t understand “tomorrow”/);
    await as('grace').command('/zoom audit foo denied');
    expect(textOf(await reply(as('grace'), /Nothing found in the audit log/))).toContain('“foo”');
    await as('grace').command('/zoom requests soon');
    await reply(as('grace'), /I didn’t understand “soon”[\s\S]*Nobody has asked/);
  });

  it('several fields of a profile are several values', async () => {
    await as('ada').command('/zoom profile job-title Engineer department Sales');
    await reply(as('ada'), /Your Zoom profile is changed/);
    expect(day.user('ada')).toMatchObject({ jobTitle: 'Engineer', dept: 'Sales' });
  });
});

describe('times as people say them', () => {
  it.each([
    ['two weeks', /for 14 days \(until \w+ \d+ \w+ 20\d\d if it starts today\)/],
    ['until 31 December', /until \w+ 31 December 20\d\d/],
    ['until Friday 17:00', /until Friday \d+ \w+ 20\d\d, 17:00/],
    ['for good', /with no end date/],
    ['', /request-license/],
  ])('request-license %s is shown as a date before anything happens', async (time, words) => {
    if (time === '') return;
    await as('ben').command(`/zoom request-license ${time} weekly workshops`);
    const question = textOf(await reply(as('ben'), /Send request/));
    expect(question).toMatch(words);
    expect(question).toContain('weekly workshops');
    expect(changesIn(day.place)).toEqual([]);
  });

  it('a date that was asked for is the end, however late it is approved; after it, nothing is done', async () => {
    const { clock } = day.place;
    const inDays = (days: number) => new Date(clock.now() + days * 86_400_000).toISOString().slice(0, 10);
    await as('ben').command(`/zoom request-license until ${inDays(2)}`);
    await as('ben').click(await reply(as('ben'), /Send request/), 'confirm:run');
    const card = await posted(as('linus'), 'zoom-approvals', /Ben Okafor would like/);
    expect(textOf(card)).toMatch(/Ben Okafor would like a Zoom licence until \d+ \w+ 20\d\d at /);
    clock.advance(86_400_000);
    await as('linus').click(card, 'request:approve');
    // Zoom has it a moment before the request is done.
    await directMessage(as('ben'), /You have a Zoom licence/);
    expect(day.user('ben').type).toBe(2);
    clock.advance(2 * 86_400_000);
    await until(() => day.user('ben').type === 1, 20_000);
  });

  it('a date that is over is refused', async () => {
    await as('ben').command('/zoom request-license until 2020-01-01');
    await reply(as('ben'), /1 January 2020 is already over/);
  });
});

describe('names that people use', () => {
  it('a reason that names somebody does not change whose account it is', async () => {
    await as('ben').command('/zoom request-license I plan a workshop for @mia');
    const question = textOf(await reply(as('ben'), /Send request/));
    expect(question).toMatch(/^\*Get a Zoom licence[\s\S]*I plan a workshop for @/);
    expect(question).not.toMatch(/Account:|Mia Chen/);
  });

  it('a plain sentence leads to the question, with the time in it', async () => {
    await as('ben').command('/zoom I need a Zoom licence for two weeks');
    await reply(as('ben'), /Get a Zoom licence for 14 days\?[\s\S]*Send request/);
  });

  it.each(['hlep', 'hello', '--help', 'help me'])('%s answers the help', async (word) => {
    await as('ada').command(`/zoom ${word}`);
    await reply(as('ada'), /What would you like to do/);
  });

  it('a near miss keeps its arguments', async () => {
    await as('ada').command('/zoom add asistant @mia');
    const answer = await reply(as('ada'), /Did you mean `\/zoom add-assistant`/);
    await as('ada').click(answer, 'command:add-assistant');
    await reply(as('ada'), /Mia Chen can now schedule Zoom meetings for you/);
  });

  it('a word for several things offers them; what is for admins, to admins alone', async () => {
    await as('ben').command('/zoom licence');
    const offered = buttonsIn((await reply(as('ben'), /Did you mean/)).blocks).map((one) => one.action_id);
    expect(offered).toEqual(['command:request-license', 'command:return-license', 'command:help']);
    expect(changesIn(day.place)).toEqual([]);
  });
});

describe('addresses and names of every kind', () => {
  it('whoever is in our own list can be removed and looked up', async () => {
    const { account } = day.place.zoom;
    for (const [i, email] of ['r&d@example.com', 'info/desk@example.com', 'post@bücher.example'].entries()) {
      account.users.push(
        makeUser({
          id: `Odd${i}000000000000000000`.slice(0, 22),
          accountId: account.id,
          email,
          displayName: 'Odd',
        }),
      );
      await as('grace').command(`/zoom check-email ${email}`);
      await reply(as('grace'), new RegExp(`${email.replace('&', '&amp;')} has a Zoom account here`));
    }
  });

  it.each([
    ['Muller', 'Jürgen Müller'],
    ['jose', 'José Ñandú'],
    ['O’Brien', "Pat O'Brien"],
    ['obrien', "Pat O'Brien"],
    ['ipek', 'İpek Yılmaz'],
    ['smith jones', 'Kim Smith‑Jones'],
    ['ﬁnn', 'Finn Ångström'],
  ])('list-users %s finds %s', async (typed, name) => {
    const { account } = day.place.zoom;
    const id = 'Folded0000000000000000';
    account.users.push(makeUser({ id, accountId: account.id, email: 'f@example.com', displayName: name }));
    await as('grace').command(`/zoom list-users ${typed}`);
    expect(textOf(await reply(as('grace'), /1 person with/))).toContain(name);
  });

  it('list-users knows licences, in words', async () => {
    await as('grace').command('/zoom list-users basic');
    const text = textOf(await reply(as('grace'), /are Basic and active in Zoom/));
    expect(text).toContain('ben@example.com');
    expect(text).not.toContain('ada@example.com');
  });
});

describe('offboarding', () => {
  const accountOf = (handle: string) => day.user(handle).status;

  it('by address and by mention, somebody who is deactivated in Slack already', async () => {
    await as('grace').command('/zoom deactivate dee@example.com');
    await reply(as('grace'), /Deactivate the Zoom account of Dee Parted/);
    await forgedCommand(day.place, 'U0GRACE', 'deactivate <@U0DEE>');
    day.provoke(/response_url expired_url/);
    await directMessage(as('grace'), /Deactivate the Zoom account of Dee Parted/);
    expect(accountOf('dee')).toBe('active');
  });
});

describe('filters', () => {
  it('requests and my-requests by state and command', async () => {
    await as('ben').command('/zoom request-license for 14d');
    await as('ben').click(await reply(as('ben'), /Send request/), 'confirm:run');
    await posted(as('linus'), 'zoom-approvals', /Ben Okafor would like/);
    await as('ben').command('/zoom my-requests denied');
    await reply(as('ben'), /You have no such requests: not approved/);
    await as('ben').command('/zoom my-requests waiting request-licence');
    await reply(as('ben'), /Your requests: waiting for a decision, request-license|Get a Zoom licence/);
    await as('grace').command('/zoom requests waiting @ben');
    await reply(as('grace'), /All requests so far: waiting for a decision, by <@U0BEN>/);
    await as('grace').command('/zoom requests done');
    await reply(as('grace'), /No requests: done/);
  });
});
