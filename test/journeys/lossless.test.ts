import { describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { giveEverything, giveFromSubscription, LONG_OPTION, readable } from './lossless-support.ts';
import { cardSays, changesIn, passTime, query, requestIdIn, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const policy = defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0LINUS]');
const day = useWorkplace({ policy });
const as = (handle: string) => day.as(handle);
const DAY = 86_400_000;

/** Grace asks for it, Linus approves: the card, and what she reads when it is done. */
async function done(line: string, words: RegExp): Promise<{ card: Message; made: Message }> {
  const card = await sendRequest(day.place, 'grace', line);
  await as('linus').click(card, 'request:approve');
  return { card, made: await directMessage(as('grace'), words) };
}

const stateOf = async (id: string) =>
  String((await query(day.place, 'SELECT state FROM requests WHERE id = $1', [id]))[0]?.state);
const pass = (ms: number) => passTime(day.place, ms);

describe('a deactivation takes everything', () => {
  it('it is named before, with what is lost; the undo brings back all the rest, and the store keeps it sealed', async () => {
    giveEverything(day);
    const before = readable(day, 'mia');
    const { card, made } = await done('/zoom deactivate @mia', /Mia Chen is inactive/);
    const named = textOf(card);
    for (const words of [
      `Zoom Workplace plan ${LONG_OPTION}`,
      /Webinar licence: \*up to 500 people\*/,
      /Large-meeting licence: \*up to 500 people\*/,
      /Meeting capacity: \*up to 300 people\*/,
      /Zoom clips plus/,
      /Zoom events: \*up to 1000 people\*/,
      /Zoom Phone: \*US\/CA Unlimited\*/,
      /Phone number: \*\+493055501234\* → \*lost for good/,
      /Assistant: \*ada@example\.com, private events too\*/,
      /Schedules for: \*.*grace@example\.com, private events too/,
      /Personal link: \*mia\.chen\*/,
      /Upcoming webinars: \*“Launch” on 2026-12-03\* → \*can be lost/,
    ]) {
      expect.soft(named).toMatch(words);
    }
    expect(named).not.toContain('Group');
    expect(readable(day, 'mia')).toMatchObject({
      status: 'inactive',
      type: 1,
      webinar: 0,
      assistants: [],
      bundle: ['0', 'none', []],
    });
    for (const table of ['requests', 'inventories', 'audit']) {
      const rows = JSON.stringify(await query(day.place, `SELECT * FROM ${table}`));
      expect.soft(rows, table).not.toMatch(/493055501234|mia\.chen/);
    }

    await as('grace').click(made, 'request:undo');
    const undone = await reply(as('grace'), /Undone/);
    expect(textOf(undone)).toMatch(/Phone number \*\+493055501234\* didn’t come back/);
    expect(readable(day, 'mia')).toEqual({ ...before, phone: [], webinars: [] });
  });

  it('a month later the reactivation says what comes back, and gives it back; three months later it is deleted', async () => {
    giveEverything(day);
    const before = readable(day, 'mia');
    await done('/zoom deactivate @mia', /Mia Chen is inactive/);
    await pass(30 * DAY);
    const { card } = await done('/zoom activate @mia', /Mia Chen is active/);
    expect(textOf(card)).toMatch(/Zoom licence: \*Basic\* → \*Licensed\*/);
    expect(textOf(card)).toMatch(/Phone number: \*\+493055501234\* → \*lost/);
    expect(readable(day, 'mia')).toEqual({ ...before, phone: [], webinars: [] });
    await pass(91 * DAY);
    await until(
      async () => Number((await query(day.place, 'SELECT count(*) AS n FROM inventories'))[0]?.n) === 0,
    );
  });
});

describe('somebody becomes Basic', () => {
  it('for a time: at its end the bundle of the very subscription is back, with the rights on both sides', async () => {
    giveFromSubscription(day);
    Object.assign(day.user('mia'), {
      webinar: 100,
      assistants: [day.idOf('ada')],
      privateEvents: [day.idOf('ada')],
    });
    const before = readable(day, 'mia');
    const { card } = await done('/zoom set-license @mia basic for 14d', /Mia Chen is Basic/);
    expect(textOf(card)).toMatch(/comes back at the end or with an undo/);
    expect(readable(day, 'mia')).toMatchObject({ type: 1, bundle: ['0', 'none', []], assistants: [] });
    await pass(13 * DAY);
    expect(day.user('mia').type).toBe(1);
    await pass(2 * DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    expect(readable(day, 'mia')).toEqual(before);
  });

  it.each(['/zoom set-license @mia basic', '/zoom edit-user @mia licence basic department Sales'])(
    '%s: the undo gives back all that went',
    async (line) => {
      giveEverything(day);
      const before = readable(day, 'mia');
      const { made } = await done(line, /Mia Chen is (Basic|changed)/);
      expect(readable(day, 'mia')).toMatchObject({ type: 1, webinar: 0, bundle: ['0', 'none', []] });
      await as('grace').click(made, 'request:undo');
      await reply(as('grace'), /Undone/);
      expect(readable(day, 'mia')).toEqual({ ...before, webinars: [] });
    },
  );

  it('what somebody has given since stays as it is', async () => {
    giveEverything(day);
    const { made } = await done('/zoom set-license @mia basic', /Mia Chen is Basic/);
    day.user('mia').groups = [];
    await as('grace').click(made, 'request:undo');
    const undone = await reply(as('grace'), /Undone/);
    expect(textOf(undone)).toMatch(/Not as it was before:[\s\S]*Group \*Sales\* was taken away since/);
    expect(textOf(undone)).not.toMatch(/Everything’s as it was/);
    expect(day.user('mia').groups).toEqual([]);
  });

  it('somebody has given a smaller add-on since: it is named, the rest comes back, and it stays', async () => {
    giveEverything(day);
    const before = readable(day, 'mia');
    const { made } = await done('/zoom set-license @mia basic', /Mia Chen is Basic/);
    Object.assign(day.user('mia'), { webinar: 100, largeMeeting: 1000, vanityName: 'mia.c' });
    await as('grace').click(made, 'request:undo');
    const asked = await reply(as('grace'), /no longer as you left it/);
    for (const words of [
      /Webinar licence is \*up to 100 people\* now; this change had made it \*none\*/,
      /Large-meeting licence is \*up to 1000 people\* now/,
      /Personal link is another one now/,
    ]) {
      expect.soft(textOf(asked)).toMatch(words);
    }
    expect(day.user('mia').type).toBe(1);
    await as('grace').click(asked, 'request:undo-rest');
    const undone = await reply(as('grace'), /Undone/);
    for (const words of [
      /Webinar licence is \*up to 100 people\* now; before it was \*up to 500 people\*/,
      /Large-meeting licence is \*up to 1000 people\* now; before it was \*up to 500 people\*/,
      /Personal link is \*mia\.c\* now; before it was \*mia\.chen\*/,
    ]) {
      expect.soft(textOf(undone)).toMatch(words);
    }
    const now = { webinar: 100, largeMeeting: 1000, vanityName: 'mia.c', webinars: [] };
    expect(readable(day, 'mia')).toEqual({ ...before, ...now });
    const rows = JSON.stringify(await query(day.place, 'SELECT * FROM requests'));
    expect(rows).not.toMatch(/mia\.c\b|mia\.chen/);
  });

  it('somebody lets a deactivated person in again: the undo gives back the rest', async () => {
    giveEverything(day);
    const before = readable(day, 'mia');
    const { made } = await done('/zoom deactivate @mia', /Mia Chen is inactive/);
    day.user('mia').status = 'active';
    await as('grace').click(made, 'request:undo');
    const asked = await reply(as('grace'), /Account is \*Active\* now/);
    await as('grace').click(asked, 'request:undo-rest');
    await reply(as('grace'), /Undone/);
    expect(readable(day, 'mia')).toEqual({ ...before, phone: [], webinars: [] });
  });

  it('for a time, and somebody gives the licence back early: the rest still comes back at the end', async () => {
    giveFromSubscription(day);
    Object.assign(day.user('mia'), { webinar: 100, assistants: [day.idOf('ada')] });
    const before = readable(day, 'mia');
    const { card } = await done('/zoom set-license @mia basic for 14d', /Mia Chen is Basic/);
    day.user('mia').type = 2;
    await pass(15 * DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    expect(readable(day, 'mia')).toEqual(before);
  });
});

it('who gets the licence back before the time is over is told what does not come with it', async () => {
  giveEverything(day);
  await done('/zoom set-license @mia basic for 14d', /Mia Chen is Basic/);
  const card = await sendRequest(day.place, 'grace', '/zoom set-license @mia licensed');
  expect(textOf(card)).toMatch(/Webinar licence: \*up to 500 people\* → \*not given back by this\*/);
  await as('grace').click(await reply(as('grace'), /Sent to /), 'request:cancel');
  await cardSays(day.place, /withdr/i);
});

describe('a licence for a time', () => {
  it('where Workplace is the base plan it goes back to Basic, with the bundle that came with it', async () => {
    day.place.zoom.account.workplace = { role: 'base', option: '16', seats: {} };
    const { card } = await done('/zoom set-license @ben licensed for 2d', /Ben Okafor has a Zoom licence/);
    expect(readable(day, 'ben')).toMatchObject({ type: 2, bundle: ['16', 'none', []] });
    await pass(3 * DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    expect(readable(day, 'ben')).toMatchObject({ type: 1, bundle: ['0', 'none', []] });
  });

  it('somebody has given another bundle since: nothing is taken back', async () => {
    const { card } = await done('/zoom set-license @ben licensed for 2d', /Ben Okafor has a Zoom licence/);
    day.user('ben').profile = { zoom_one_type: BigInt(LONG_OPTION) };
    await pass(3 * DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    await cardSays(
      day.place,
      /it had been changed before[\s\S]*Bundle \*Zoom Workplace plan \d+\* was given since/,
    );
    expect(readable(day, 'ben')).toMatchObject({ type: 2, bundle: [LONG_OPTION, 'none', []] });
  });

  it('a bundle that was given before it was extended outlives its end', async () => {
    await done('/zoom set-license @ben licensed for 2d', /Ben Okafor has a Zoom licence/);
    day.user('ben').profile = { zoom_one_type: BigInt(LONG_OPTION) };
    const { card } = await done(
      '/zoom set-license @ben licensed for 5d',
      /Ben Okafor keeps the Zoom licence/,
    );
    await pass(6 * DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    await directMessage(as('grace'), /I left it as it is/);
    expect(readable(day, 'ben')).toMatchObject({ type: 2, bundle: [LONG_OPTION, 'none', []] });
  });

  it('an add-on that was given meanwhile keeps the licence, and what keeps it is said', async () => {
    const { card } = await done('/zoom set-license @ben licensed for 2d', /Ben Okafor has a Zoom licence/);
    day.user('ben').webinar = 500;
    await pass(3 * DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    await directMessage(
      as('grace'),
      /Webinar licence \*up to 500 people\* was given since, and needs the licence/,
    );
    await cardSays(day.place, /Webinar licence \*up to 500 people\* was given since/);
    expect(day.user('ben')).toMatchObject({ type: 2, webinar: 500 });
  });

  it('what the person has set up with it is named in the reminder, and goes', async () => {
    const { card } = await done('/zoom set-license @ben licensed for 10d', /Ben Okafor has a Zoom licence/);
    day.user('ben').assistants = [day.idOf('ada')];
    await pass(9.1 * DAY);
    await directMessage(
      as('ben'),
      /Your Zoom licence ends[\s\S]*This may go with it: Assistant \*ada@example\.com\*/,
    );
    await pass(DAY);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    await directMessage(
      as('ben'),
      /Your Zoom licence has ended[\s\S]*This went with it: Assistant \*ada@example\.com\*/,
    );
    expect(day.user('ben').type).toBe(1);
  });

  it('the undo does not take what came since without asking', async () => {
    const { made } = await done('/zoom set-license @ben licensed', /Ben Okafor has a Zoom licence/);
    Object.assign(day.user('ben'), { webinar: 100, assistants: [day.idOf('ada')] });
    await as('grace').click(made, 'request:undo');
    const asked = await reply(as('grace'), /Webinar licence is \*up to 100 people\* now/);
    expect(textOf(asked)).toMatch(/Assistant is \*ada@example\.com\* now/);
    expect(day.user('ben').type).toBe(2);
  });
});

it('the undo of a webinar licence does not lose webinars that were planned since', async () => {
  const { made } = await done('/zoom add-ons @ada webinar 500', /add-ons of Ada Lovelace are changed/);
  day.user('ada').webinars = [{ topic: 'Launch', startsAt: '2026-12-03T09:00:00Z' }];
  await as('grace').click(made, 'request:undo');
  await reply(as('grace'), /has planned webinars: “Launch” on 2026-12-03\. They would be lost/);
  expect(day.user('ada').webinar).toBe(500);
});

it('a reactivation says what Zoom did not give back', async () => {
  giveEverything(day);
  await done('/zoom deactivate @mia', /Mia Chen is inactive/);
  day.place.zoom.account.webinarSeats = {};
  const card = await sendRequest(day.place, 'grace', '/zoom activate @mia');
  await as('linus').click(card, 'request:approve');
  await directMessage(as('grace'), /is active again, but Zoom didn’t give this back: Webinar licence/);
  expect(day.user('mia')).toMatchObject({ status: 'active', webinar: 0, largeMeeting: 500 });
});

describe('somebody hosts a meeting right now', () => {
  it('they cannot return their licence; an admin can take it, and is told', async () => {
    day.user('ada').meetingRunning = true;
    await as('ada').command('/zoom return-license');
    await reply(as('ada'), /You are hosting a Zoom meeting right now \(“Weekly sync”\)/);
    expect(changesIn(day.place)).toEqual([]);
    const { card } = await done('/zoom set-license @ada basic', /Ada Lovelace is Basic/);
    expect(textOf(card)).toMatch(/Hosting right now: \*“Weekly sync”\* → \*can be cut short\*/);
  });

  it('the meeting began after the admin asked: nothing is changed, and they are told', async () => {
    const card = await sendRequest(day.place, 'grace', '/zoom set-license @ada basic');
    day.user('ada').meetingRunning = true;
    await as('linus').click(card, 'request:approve');
    await cardSays(day.place, /Hosting right now/);
    expect(day.user('ada').type).toBe(2);
  });

  it('the end of a licence waits until the meeting is over', async () => {
    const { card } = await done('/zoom set-license @ben licensed for 2d', /Ben Okafor has a Zoom licence/);
    day.user('ben').meetingRunning = true;
    await pass(2.5 * DAY);
    expect(day.user('ben').type).toBe(2);
    day.user('ben').meetingRunning = false;
    await pass(DAY / 48);
    await until(async () => (await stateOf(requestIdIn(card))) === 'undone');
    expect(day.user('ben').type).toBe(1);
  });
});

describe('what is named before', () => {
  it('webinars that are planned, before the webinar licence goes', async () => {
    giveEverything(day);
    const card = await sendRequest(day.place, 'grace', '/zoom add-ons @mia webinar none');
    expect(textOf(card)).toMatch(/Upcoming webinars: \*“Launch” on 2026-12-03\*/);
    await as('grace').click(await reply(as('grace'), /Sent to /), 'request:cancel');
    await cardSays(day.place, /withdr/i);
  });

  it('what an account that is deleted holds', async () => {
    giveEverything(day);
    const card = await sendRequest(day.place, 'grace', '/zoom delete-user @mia delete');
    expect(textOf(card)).toMatch(/Phone number[\s\S]*Group: \*Sales\* → \*taken away\*/);
    await as('grace').click(await reply(as('grace'), /Sent to /), 'request:cancel');
    await cardSays(day.place, /withdr/i);
  });

  it('what cannot be known, where the app lacks the scopes', async () => {
    giveEverything(day);
    const { scopes } = day.place.zoom.tokens;
    for (const scope of [
      'meeting:read:list_meetings:admin',
      'webinar:read:list_webinars:admin',
      'phone:read:user:admin',
    ]) {
      scopes.delete(scope);
    }
    const card = await sendRequest(day.place, 'grace', '/zoom deactivate @mia');
    expect(textOf(card)).toMatch(
      /Not known: \*phone numbers, meetings that run right now, upcoming webinars\* → \*.*`phone:read:user:admin`/,
    );
    await as('grace').click(await reply(as('grace'), /Sent to /), 'request:cancel');
    await cardSays(day.place, /withdr/i);
  });
});

it('the undo of a removed assistant gives back the right to private events', async () => {
  Object.assign(day.user('ada'), { assistants: [day.idOf('mia')], privateEvents: [day.idOf('mia')] });
  const before = readable(day, 'ada');
  await as('ada').command('/zoom remove-assistant @mia');
  const made = await reply(as('ada'), /no longer schedules Zoom meetings for you/);
  await as('ada').click(made, 'request:undo');
  await reply(as('ada'), /Undone/);
  expect(readable(day, 'ada')).toEqual(before);
});
