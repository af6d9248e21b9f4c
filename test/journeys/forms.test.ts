import { describe, expect, it, vi } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, query, quiet, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as, user, form } = day;

/** What the topmost modal says, once its words match. */
const modalSays = (handle: string, words: RegExp) =>
  as(handle).waitFor((seen) => {
    const top = seen.views.at(-1);
    return top && words.test(JSON.stringify(top.view.blocks)) ? top : undefined;
  }, 15_000);

/** What the bot calls an error of its own: it is logged with a reference. */
const ownErrors = () =>
  day.place.log.filter((line) => /unexpected error|background work failed|"reference"/.test(line));

describe('a form that stood open sends what the person changed, and nothing else', () => {
  it('profile: what an admin changed, filled in and emptied meanwhile stays', async () => {
    Object.assign(user('ada'), { location: 'Room 7', company: '' });
    await as('ada').command('/zoom profile');
    const { view } = await form('ada', 'profile');
    expect((view.private_metadata ?? '').length).toBeLessThan(3_000);
    Object.assign(user('ada'), { dept: 'Engines', timezone: 'Asia/Tokyo', lastName: 'King', usePmi: true });
    Object.assign(user('ada'), { location: '', company: 'Analytical Ltd' });
    await as('ada').submit('top', { jobTitle: 'Countess' });
    const done = textOf(await reply(as('ada'), /Your Zoom profile is changed/));
    expect(done).toContain('Countess');
    expect(done).not.toMatch(/Department|Time zone|Last name|Location|Company|Personal meeting/);
    expect(user('ada')).toMatchObject({
      jobTitle: 'Countess',
      dept: 'Engines',
      timezone: 'Asia/Tokyo',
      lastName: 'King',
      usePmi: true,
      location: '',
      company: 'Analytical Ltd',
    });
  });

  it('profile: an emoji, odd blanks and a text longer than the form takes are no change of theirs', async () => {
    Object.assign(user('ada'), { displayName: 'Ada ❤ 🎉', jobTitle: 'x'.repeat(200), location: ' Room  7 ' });
    await as('ada').command('/zoom profile');
    await form('ada', 'profile');
    await as('ada').submit('top', { displayName: 'Ada :heart: :tada:', department: 'Fun :rocket:' });
    const done = textOf(await reply(as('ada'), /Your Zoom profile is changed/));
    expect(done).not.toMatch(/Display name|Job title|Location/);
    expect(user('ada')).toMatchObject({ dept: 'Fun 🚀', displayName: 'Ada ❤ 🎉', location: ' Room  7 ' });
    expect(user('ada').jobTitle).toHaveLength(200);
  });

  it('profile: a form that is sent as it came changes nothing', async () => {
    await as('ada').command('/zoom profile');
    await form('ada', 'profile');
    user('ada').dept = 'Engines';
    await as('ada').submit('top');
    await reply(as('ada'), /Your profile already says that/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('settings: one switch is one change, also in a group where an admin switched another', async () => {
    await as('ada').command('/zoom settings');
    const shown = await form('ada', 'settings');
    user('ada').settings = {
      in_meeting: { chat: false, waiting_room: true },
      recording: { auto_recording: 'cloud' },
    };
    const ticked = JSON.stringify(shown.view.blocks);
    expect(ticked).toContain('"value":"polling"');
    const inMeeting = ['chat', 'private-chat', 'screen-sharing', 'annotation', 'breakout-rooms', 'reactions'];
    await as('ada').submit('top', { inMeeting });
    const done = textOf(await reply(as('ada'), /Your Zoom settings are changed/));
    expect(done).not.toMatch(/(?<!Private )Chat: |Waiting room|Automatic recording/);
    expect(user('ada').settings).toMatchObject({
      in_meeting: { chat: false, waiting_room: true },
      recording: { auto_recording: 'cloud' },
    });
  });

  it.each([
    [
      'edit-user @mia',
      { jobTitle: 'Head' },
      { dept: 'Engines', type: 1 },
      /Job title/,
      /Department|Zoom licence/,
    ],
    [
      'add-ons @mia',
      { webinar: '500' },
      { settings: { feature: { large_meeting: true, large_meeting_capacity: 1000 } } },
      /Webinar/,
      /Large meeting/,
    ],
  ])('%s', async (line, changed, meanwhile, isThere, isNot) => {
    await as('grace').command(`/zoom ${line}`);
    await form('grace', line.split(' ')[0] ?? '');
    if (!('type' in meanwhile)) Object.assign(user('mia'), meanwhile);
    else Object.assign(user('mia'), meanwhile);
    await as('grace').submit('top', changed);
    const preview = textOf(await reply(as('grace'), isThere));
    expect(preview).not.toMatch(isNot);
  });

  it('a form that starts with a suggestion sends it', async () => {
    await as('grace').command('/zoom create-user');
    await form('grace', 'create-user');
    await as('grace').submit('top', { email: 'new@example.com', firstName: 'New', lastName: 'Body' });
    await reply(as('grace'), /Create a Zoom account for[\s\S]*Basic/);
  });
});

describe('when Slack or the person is faster or slower than the form', () => {
  it('closing it while it loads is silence', async () => {
    day.provoke(/views.update not_found/);
    const before = ownErrors().length;
    day.place.zoom.faults.meanwhile('getUser', () => void as('ada').close());
    await as('ada').command('/zoom profile');
    await vi.waitUntil(
      () => day.place.slack.log.some((one) => one.kind === 'api' && one.error === 'not_found'),
      { timeout: 15_000 },
    );
    await quiet(day.place);
    expect([...as('ada').ephemerals(), ...as('ada').dms(), ...as('ada').views()]).toEqual([]);
    expect(ownErrors()).toHaveLength(before);
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'])(
    '%s is told, and the form opens at a click with what was typed',
    async (error) => {
      day.provoke(/views.open/);
      const before = ownErrors().length;
      day.place.slack.faults.add({ method: 'views.open', times: 1, error });
      await as('grace').command('/zoom create-user new@example.com Newton');
      const told = await reply(as('grace'), /Slack took too long/);
      await as('grace').click(told, 'form:open');
      const { view } = await form('grace', 'create-user');
      expect(JSON.stringify(view.blocks)).toContain('"initial_value":"Newton"');
      expect(ownErrors()).toHaveLength(before);
    },
  );

  it('a click on the Home tab and one on a card that came too late can be made again', async () => {
    day.provoke(/views.open/);
    const before = ownErrors().length;
    const late = { method: 'views.open', times: 1, error: 'expired_trigger_id' } as const;
    await as('ben').openHome();
    const home = await as('ben').waitFor((seen) => seen.home);
    const [button] = buttonsIn(home.blocks).filter((one) => one.action_id === 'command:request-license');
    expect(button).toBeDefined();
    day.place.slack.faults.add(late);
    await as('ben').click({ kind: 'home' }, 'command:request-license');
    const again = await directMessage(as('ben'), /Slack took too long/);
    await as('ben').click(again, 'command:request-license');
    await form('ben', 'request-license');
    await as('ben').close();
    const asked = await sendRequest(day.place, 'ben', '/zoom request-license for 14d');
    day.place.slack.faults.add(late);
    await as('grace').click(asked, 'request:deny');
    const told = await reply(as('grace'), /Slack took too long/);
    await as('grace').click(told, 'request:deny');
    await as('grace').waitFor((seen) => seen.views.at(-1)?.view.callback_id === 'deny');
    expect(ownErrors()).toHaveLength(before);
  });

  it('a form that Slack does not take is told in the form, or where the command was typed', async () => {
    const before = ownErrors().length;
    day.provoke(/views.update/);
    day.place.slack.faults.add({ method: 'views.update', times: 3, status: 503 });
    await as('ada').command('/zoom profile');
    await modalSays('ada', /Slack didn’t take the form/);
    await as('ada').close();
    day.place.slack.faults.add({ method: 'views.update', times: 6, status: 503 });
    await as('ada').command('/zoom profile');
    const told: Message = await reply(as('ada'), /Slack didn’t take the form/, 20_000);
    expect(buttonsIn(told.blocks).map((one) => one.action_id)).toEqual(['command:profile']);
    expect(ownErrors()).toHaveLength(before);
  });
});

describe('nobody gets a form that they cannot submit', () => {
  it.each([
    ['gus', 'add-assistant', /You’re a guest in this workspace/],
    ['gina', 'change-email', /You’re a guest in this workspace/],
    ['gina', 'check-email', /You’re a guest in this workspace/],
    ['ivy', 'change-email', /couldn’t find a Zoom account/],
    ['ivy', 'check-name', /couldn’t find a Zoom account/],
    ['ivy', 'request-license', /couldn’t find a Zoom account/],
    ['ada', 'request-license', /already have a Zoom licence/],
    ['ben', 'add-assistant', /no Zoom licence, and only people with one/],
    ['ben', 'remove-assistant', /Nobody schedules meetings for you/],
    ['grace', 'delete-user @grace', /can’t remove your own/],
    ['grace', 'add-ons @ben', /add-ons need one/],
  ])('%s: %s', async (who, command, words) => {
    await as(who).command(`/zoom ${command}`);
    const { view } = await modalSays(who, words);
    expect(JSON.stringify(view.blocks)).not.toContain('"type":"input"');
    expect(view.submit).toBeUndefined();
  });

  it('a password, to somebody who signs in by SSO', async () => {
    user('ada').login = 'sso';
    await as('ada').command('/zoom set-password');
    await modalSays('ada', /don.t sign in to Zoom with a Zoom password/);
  });

  it('what waits for a decision already is not asked for again', async () => {
    await sendRequest(day.place, 'ben', '/zoom request-license for 14d');
    await as('ben').command('/zoom request-license');
    const { view } = await modalSays('ben', /You already asked/);
    expect(buttonsIn(view.blocks).map((one) => one.action_id)).toContain('request:cancel');
  });

  it.each(['request-account', 'request-activation'])(
    'nor is %s, and it can be withdrawn there',
    async (command) => {
      const who = command === 'request-account' ? 'ivy' : 'ben';
      if (who === 'ben') user('ben').status = 'inactive';
      await sendRequest(day.place, who, `/zoom ${command} I start next week`);
      await as(who).command(`/zoom ${command}`);
      const open = await modalSays(who, /You already asked; it’s waiting for/);
      expect(buttonsIn(open.view.blocks).map((one) => one.action_id)).toEqual([
        'request:cancel',
        'command:my-requests',
      ]);
      await as(who).click({ kind: 'view', viewId: open.id }, 'request:cancel');
      await modalSays(who, /Your request is withdrawn/);
    },
  );

  it('but a form opens while Zoom is away, where nothing has to be read for it', async () => {
    day.place.zoom.faults.add({ times: 20, kind: 'status', status: 503, body: {} });
    await as('ada').command('/zoom change-email');
    await form('ada', 'change-email');
    expect(await query(day.place, 'SELECT * FROM requests')).toEqual([]);
  });
});

it('every reason arrives with its emoji', async () => {
  const card = await sendRequest(day.place, 'ben', '/zoom request-license for 14d the :rocket: launch', /🚀/);
  await as('grace').click(card, 'request:deny');
  await as('grace').waitFor((seen) => seen.views.at(-1)?.view.callback_id === 'deny');
  await as('grace').submit('top', { reason: 'Next month :calendar:' });
  await directMessage(as('ben'), /Next month 📆/);
});
