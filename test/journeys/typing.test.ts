import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, openWorkplace, reply, textOf } from '../support/workplace.ts';
import { changesIn, forgedCommand, refusedCalls } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const idOf = (handle: string) => person(handle).zoom?.id ?? '';

const day = useWorkplace();
const { as } = day;
const assistants = () => day.place.zoom.account.users.find((one) => one.id === idOf('ada'))?.assistants;
const topForm = (who: string, callback: string) =>
  as(who).waitFor((seen) => seen.views.find((one) => one.view.callback_id === callback));

describe('people type as they like', () => {
  it.each([
    'add-assistant @mia',
    'add assistant @mia',
    'Add-Assistant @mia',
    'ADD ASSISTANT   @mia',
    '  add-assistant    mia@example.com  ',
    'add-assistant MIA@Example.com',
    'add_assistant “mia@example.com”',
    'add—assistant @mia',
    'add-assistant\u00a0@mia',
  ])('%s', async (text) => {
    expect(await as('ada').command(`/zoom ${text}`)).toMatchObject({ ok: true });
    await reply(as('ada'), /Mia Chen can now schedule Zoom meetings for you/);
    expect(changesIn(day.place)).toEqual([`addAssistants ${idOf('ada')}`]);
    expect(assistants()).toEqual([idOf('mia')]);
  });

  it.each(['<@U0MIA>', '<@U0MIA|mia>', '<mailto:mia@example.com|mia@example.com>', 'U0MIA'])(
    'as Slack sends it: %s',
    async (mention) => {
      day.provoke(/response_url expired_url/);
      await forgedCommand(day.place, 'U0ADA', `add-assistant ${mention}`);
      await directMessage(as('ada'), /Mia Chen can now schedule/);
      expect(assistants()).toEqual([idOf('mia')]);
    },
  );
});

describe('help', () => {
  it('an empty line and “help” show what one can do; an admin’s commands only to admins', async () => {
    await as('ada').command('/zoom');
    expect(textOf(await reply(as('ada'), /What would you like to do/))).toContain('add-assistant');
  });

  it('a word that is nearly one of ours: did you mean, with a button that does it', async () => {
    await as('ada').command('/zoom asistants');
    const answer = await reply(as('ada'), /Did you mean `\/zoom assistants`/);
    await as('ada').click(answer, 'command:assistants');
    await reply(as('ada'), /Nobody schedules meetings for you yet/);
  });

  it('a word that is not near anything is shown as it was typed, harmless', async () => {
    await as('ada').command('/zoom <!channel>*xyzzy*');
    const answer = await reply(as('ada'), /I don’t know/);
    expect(JSON.stringify(answer)).not.toContain('<!channel');
    expect(textOf(answer)).not.toContain('Did you mean');
  });
});

describe('something is missing or wrong', () => {
  it('a missing person opens the form; choosing Mia there does it', async () => {
    await as('ada').command('/zoom add-assistant');
    await topForm('ada', 'form:add-assistant');
    expect(await as('ada').submit('top', { person: null })).toMatchObject({
      ok: false,
      errors: { person: /required/ },
    });
    expect(await as('ada').submit('top', { person: 'U0MIA' })).toMatchObject({ ok: true });
    await reply(as('ada'), /Mia Chen can now schedule/);
    expect(as('ada').views()).toEqual([]);
  });

  it('a bad address opens the form, which says what is wrong and keeps the reason', async () => {
    await as('ada').command('/zoom change-email ada.king(at)example.com I got married');
    const form = await topForm('ada', 'form:change-email');
    expect(JSON.stringify(form.view.blocks)).toContain('“ada.king(at)example.com” isn’t an email address');
    expect(JSON.stringify(form.view.blocks)).toContain('"initial_value":"I got married"');
    await as('ada').submit('top', { email: 'ada.king@example.com' });
    expect(textOf(await reply(as('ada'), /Send request/))).toContain('I got married');
  });

  it('a link name that Zoom does not take is refused at the field, and the form stays', async () => {
    await as('ada').command('/zoom check-name');
    await topForm('ada', 'form:check-name');
    const refused = await as('ada').submit('top', { name: '1abc' });
    expect(refused).toMatchObject({ ok: false, errors: { name: /starts with a letter/ } });
    expect(await as('ada').submit('top', { name: 'ada.lovelace' })).toMatchObject({ ok: true });
    await reply(as('ada'), /ada.lovelace is free/);
  });

  it('a form for somebody else is not shown to whom it is not allowed', async () => {
    await as('ada').command('/zoom add-assistant for @ben');
    await as('ada').waitFor((seen) =>
      seen.views.find((one) => JSON.stringify(one.view.blocks).includes('for your own account only')),
    );
    expect(changesIn(day.place)).toEqual([]);
  });
});

describe('looking up', () => {
  it.each([
    ['ada@example.com', /has a Zoom account here/],
    ['nobody@example.com', /has no Zoom account here/],
    ['noor@example.com', /is invited, but hasn’t joined yet/],
  ])('check-email %s', async (email, words) => {
    await as('ada').command(`/zoom check-email ${email}`);
    const answer = await reply(as('ada'), words);
    expect(textOf(answer)).not.toMatch(/Lovelace|Haddad|zJKyai/);
  });

  it('check-name tells what is taken without telling by whom', async () => {
    await as('ada').command('/zoom check-name grace.hopper');
    const answer = await reply(as('ada'), /grace.hopper is taken/);
    expect(textOf(answer)).not.toMatch(/Grace Hopper|grace@/);
  });

  it('the eleventh lookup within a minute has to wait; others are not held up', async () => {
    // Lookups are counted by the minute of the database's time: the ten have to fall into one.
    const minute = 60_000;
    day.place.clock.advance(minute - (day.place.clock.now() % minute) + 1_000);
    for (let i = 0; i < 10; i++) await as('ada').command(`/zoom check-email somebody${i}@example.com`);
    await as('ada').waitFor(() => as('ada').ephemerals().length === 10);
    expect(
      as('ada')
        .ephemerals()
        .every((one) => /has no Zoom account/.test(one.text)),
    ).toBe(true);
    const before = day.place.zoom.calls.length;
    await as('ada').command('/zoom check-name grace.hopper');
    await reply(as('ada'), /a lot of lookups in one minute/);
    await as('ada').command('/zoom add-assistant somebody11@example.com');
    await as('ada').waitFor(
      () =>
        as('ada')
          .ephemerals()
          .filter((one) => /a lot of lookups/.test(one.text)).length === 2,
    );
    expect(day.place.zoom.calls.slice(before).filter((one) => /vanity|somebody11/.test(one.path))).toEqual(
      [],
    );
    await as('mia').command('/zoom check-email ada@example.com');
    await reply(as('mia'), /has a Zoom account here/);
  });
});

it('the workspace calls the command /zoomdesk: it works, and the help says so', async () => {
  const own = await openWorkplace({ slack: { command: '/zoomdesk' } });
  const ada = own.as('ada');
  await ada.command('/zoomdesk help');
  const help = textOf(await reply(ada, /What would you like to do/));
  expect(help).toContain('`/zoomdesk help my-requests`');
  expect(help).not.toMatch(/\/zoom[ `]/);
  await ada.command('/zoomdesk asistants');
  await reply(ada, /Did you mean `\/zoomdesk assistants`/);
  await ada.command('/zoomdesk add-assistant @mia');
  await reply(ada, /Mia Chen can now schedule/);
  await ada.openHome();
  const home = await ada.waitFor((seen) => seen.home);
  expect(JSON.stringify(home)).toContain('/zoomdesk help');
  await own.restart();
  await own.as('mia').openHome();
  expect(JSON.stringify(await own.as('mia').waitFor((seen) => seen.home))).toContain('/zoomdesk help');
  expect(refusedCalls(own)).toEqual([]);
  await own.close();
});
