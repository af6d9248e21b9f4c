import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { adminPlace, idOf } from './admin-support.ts';
import { buttonsIn, cardsIn, changesIn } from './support.ts';

const { place, as, zoomUser, form, approved, approvedFrom } = adminPlace();

const deputies = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [U0GRACE, U0LINUS]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
`;

const lines = [
  'create-user jo@example.com Jo Bell basic',
  'edit-user @ben department Sales',
  'delete-user @ben delete',
  'activate @otto',
  'deactivate @ben',
  'set-license @ben licensed',
  'add-ons @mia webinar 500',
  'requests',
  'link @ivy ben@example.com',
  'unlink @ivy',
];

describe('somebody who is no admin', () => {
  it.each(lines)('is refused in words: /zoom %s', async (line) => {
    await as('ben').command(`/zoom ${line}`);
    const told = await reply(as('ben'), /for Frontdesk admins/);
    expect(textOf(told)).toContain('Ask one of them to do it for you.');
    expect(changesIn(place())).toEqual([]);
  });

  it.each(['create-user', 'edit-user', 'set-license', 'delete-user', 'link'])(
    'gets no form either: /zoom %s',
    async (line) => {
      await as('ben').command(`/zoom ${line}`);
      const note = await as('ben').waitFor((seen) => seen.views.at(-1));
      expect(JSON.stringify(note.view)).toContain('for Frontdesk admins');
      expect(note.view.submit).toBeUndefined();
    },
  );

  it('sees none of it in the help, on the Home tab or among the suggestions', async () => {
    await as('ben').command('/zoom help');
    const help = textOf(await reply(as('ben'), /What would you like to do/));
    expect(help).not.toMatch(/create-user|delete-user|For admins/);
    await as('ben').openHome();
    const home = await as('ben').waitFor((seen) => seen.home);
    expect(JSON.stringify(home)).not.toMatch(/command:create-user|For admins/);
    await as('ben').command('/zoom creat-user');
    expect(textOf(await reply(as('ben'), /I don’t know “creat-user”/))).not.toContain('Did you mean');
  });
});

it('an admin finds these commands in groups of their own', async () => {
  await as('grace').command('/zoom help');
  expect(textOf(await reply(as('grace'), /What would you like to do/))).toMatch(
    /\*Zoom accounts\*[\s\S]*create-user/,
  );
  await as('grace').openHome();
  const home = await as('grace').waitFor((seen) => seen.home);
  expect(JSON.stringify(home)).toMatch(/For admins[\s\S]*command:create-user/);
  await as('grace').command('/zoom help delete-user');
  await reply(as('grace'), /Only admins can do this/);
});

describe('creating an account', () => {
  it('invites the person after a confirmation, and undo takes the invitation back', async () => {
    await as('grace').command('/zoom create-user jo@example.com Jo Bell licensed Customer Support');
    const question = await reply(as('grace'), /\?[\s\S]*Cancel/);
    expect(textOf(question)).toMatch(/Create a Zoom account for Jo Bell \(`jo@example.com`\)/);
    expect(textOf(question)).toMatch(/Department: \*none\* → \*Customer Support\*/);
    expect(textOf(question)).toMatch(/Free licences: \*\d+\* → \*\d+\*/);
    expect(changesIn(place())).toEqual([]);
    await as('grace').click(question, 'confirm:run');
    const done = await reply(as('grace'), /Jo Bell is invited to Zoom/);
    expect(zoomUser('jo@example.com')).toMatchObject({
      status: 'pending',
      type: 2,
      dept: 'Customer Support',
    });
    await posted(as('linus'), 'zoom-ops', /Create a Zoom account for \*Jo Bell\*/);
    await as('grace').click(done, 'request:undo');
    await reply(as('grace'), /Undone/);
    expect(zoomUser('jo@example.com')).toBeUndefined();
  });

  it('is not undone any more once the person has accepted', async () => {
    await as('grace').command('/zoom create-user jo@example.com Jo Bell basic');
    await as('grace').click(await reply(as('grace'), /\?[\s\S]*Cancel/), 'confirm:run');
    const done = await reply(as('grace'), /Jo Bell is invited/);
    const jo = zoomUser('jo@example.com');
    if (jo) jo.status = 'active';
    await as('grace').click(done, 'request:undo');
    await reply(as('grace'), /has accepted the invitation, so the account is theirs/);
    expect(zoomUser('jo@example.com')?.status).toBe('active');
  });

  it('the form tells how many licences are free', async () => {
    await as('grace').command('/zoom create-user jo@example.com');
    const shown = await form('grace', 'create-user');
    expect(JSON.stringify(shown.view)).toMatch(/\d+ of 20 licences are in use, \d+ (is|are) free/);
    await as('grace').submit('top', { firstName: 'Jo', lastName: 'Bell' });
    await as('grace').click(await reply(as('grace'), /\?[\s\S]*Cancel/), 'confirm:run');
    await reply(as('grace'), /Jo Bell is invited/);
    expect(zoomUser('jo@example.com')?.type).toBe(1);
  });

  it('refuses an account that is there, and a licence where none is free', async () => {
    await as('grace').command('/zoom create-user ben@example.com Ben Okafor basic');
    await reply(as('grace'), /`ben@example.com` already has a Zoom account here/);
    place().zoom.account.seats = 3;
    await as('grace').command('/zoom create-user jo@example.com Jo Bell licensed');
    await reply(as('grace'), /No licence is free: all 3 are in use/);
    expect(changesIn(place())).toEqual([]);
  });

  it('waits for another admin where policy says so', async () => {
    await place().restart(`${deputies}commands: { create-user: { access: admin, needed: 1 } }\n`);
    const { card } = await approved('/zoom create-user jo@example.com Jo Bell basic');
    expect(textOf(card)).toMatch(/\*Jo Bell\* \(`jo@example.com`\)/);
    await directMessage(as('grace'), /Jo Bell is invited/);
    await place().restart();
  });
});

describe('editing an account', () => {
  it('asks for the person first, then shows what Zoom has, and sends only what is different', async () => {
    await as('grace').command('/zoom edit-user');
    await form('grace', 'edit-user');
    await as('grace').submit('top', { person: person('ben').slackId });
    const whole = await as('grace').waitFor((seen) =>
      seen.views.find(
        (one) => /Ben/.test(JSON.stringify(one.view)) && /department/.test(JSON.stringify(one.view)),
      ),
    );
    expect(JSON.stringify(whole.view)).toContain('For <@U0BEN>');
    await as('grace').submit('top', { department: 'Sales' });
    const { preview, card } = await approvedFrom();
    expect(textOf(preview)).toMatch(/Department: \*.*\* → \*Sales\*/);
    expect(textOf(card)).toContain('ben@example.com');
    await directMessage(as('grace'), /The Zoom profile of Ben Okafor is changed/);
    expect(zoomUser('ben@example.com')?.dept).toBe('Sales');
    expect(place().zoom.changes.map((one) => one.what)).toEqual(['dept → Sales']);
  });

  it('by words: several at once, and undo brings all of it back', async () => {
    const before = { ...zoomUser('mia@example.com') };
    await approved('/zoom edit-user @mia job-title Head of Support timezone Europe/London licence basic');
    const done = await directMessage(as('grace'), /The Zoom profile of Mia Chen is changed/);
    expect(zoomUser('mia@example.com')).toMatchObject({
      jobTitle: 'Head of Support',
      timezone: 'Europe/London',
      type: 1,
    });
    await as('grace').click(done, 'request:undo');
    await as('grace').waitFor(() => zoomUser('mia@example.com')?.type === 2);
    expect(zoomUser('mia@example.com')?.jobTitle).toBe(before.jobTitle);
  });

  it('says what it does not understand in the form', async () => {
    await as('grace').command('/zoom edit-user @mia shoe-size 42');
    const shown = await form('grace', 'edit-user');
    expect(JSON.stringify(shown.view)).toContain('I don’t know “shoe-size”');
    await as('grace').close();
    await as('grace').command('/zoom edit-user @mia timezone Mars/Olympus');
    expect(JSON.stringify(await form('grace', 'edit-user'))).toContain('I don’t know this time zone');
  });

  it('an admin’s own account needs no approval', async () => {
    await as('grace').command('/zoom edit-user @grace department Navy');
    await as('grace').click(await reply(as('grace'), /\?[\s\S]*Cancel/), 'confirm:run');
    await reply(as('grace'), /The Zoom profile of Grace Hopper is changed/);
    expect(zoomUser('grace@example.com')?.dept).toBe('Navy');
  });
});

describe('the state of an account', () => {
  it('is deactivated with another’s approval; undo brings the licence back too', async () => {
    const { preview } = await approved('/zoom deactivate @mia');
    expect(textOf(preview)).toMatch(/\*Active\* → \*Inactive\*[\s\S]*loses their licence/);
    const done = await directMessage(as('grace'), /The Zoom account of Mia Chen is inactive/);
    expect(zoomUser('mia@example.com')).toMatchObject({ status: 'inactive', type: 1 });
    await as('grace').click(done, 'request:undo');
    await as('grace').waitFor(() => zoomUser('mia@example.com')?.type === 2);
    expect(zoomUser('mia@example.com')?.status).toBe('active');
  });

  it('is activated from the form', async () => {
    await as('grace').command('/zoom activate');
    await form('grace', 'activate');
    await as('grace').submit('top', { person: [person('otto').slackId] });
    await approvedFrom();
    await directMessage(as('grace'), /The Zoom account of Otto Braun is active/);
    expect(zoomUser('otto@example.com')?.status).toBe('active');
  });

  it('of somebody who was only invited cannot change', async () => {
    await as('grace').command('/zoom activate @noor');
    await reply(as('grace'), /\*Noor Haddad\* hasn’t accepted the invitation/);
    await as('grace').command('/zoom activate @ada');
    await reply(as('grace'), /is already active/);
    expect(changesIn(place())).toEqual([]);
  });
});

describe('licences and add-ons', () => {
  it('a licence for two weeks says when it ends, and undo takes it back', async () => {
    const { preview } = await approved('/zoom set-license @ben licensed for 14d');
    expect(textOf(preview)).toMatch(
      /\*Basic\* → \*Licensed for 14 days \(until \w+ \d+ \w+ \d{4} if it starts today\)\*[\s\S]*Free licences/,
    );
    const done = await directMessage(as('grace'), /Ben Okafor has a Zoom licence[\s\S]*Until <!date/);
    expect(zoomUser('ben@example.com')?.type).toBe(2);
    await as('grace').click(done, 'request:undo');
    await as('grace').waitFor(() => zoomUser('ben@example.com')?.type === 1);
  });

  it('from the form a licence is taken back', async () => {
    await as('grace').command('/zoom set-license @mia');
    await form('grace', 'set-license');
    await as('grace').submit('top', { licence: 'basic' });
    await approvedFrom();
    await directMessage(as('grace'), /Mia Chen is Basic in Zoom now/);
    expect(changesIn(place())).toEqual([`updateUser ${idOf('mia')}`]);
  });

  it('lasts no longer than policy allows', async () => {
    await place().restart(`${deputies}commands: { set-license: { access: admin, max_duration: 7d } }\n`);
    await as('grace').command('/zoom set-license @ben licensed for 14d');
    await reply(as('grace'), /at most here, and you asked for 14 days/);
    await place().restart();
  });

  it('is refused before anybody is asked where no licence is free or it changes nothing', async () => {
    await as('grace').command('/zoom set-license @mia licensed');
    await reply(as('grace'), /\*Mia Chen\* is already Licensed/);
    place().zoom.account.seats = 3;
    await as('grace').command('/zoom set-license @ben licensed');
    await reply(as('grace'), /No licence is free/);
    expect(cardsIn(place())).toEqual([]);
  });

  it('add-ons start from what somebody has, and undo gives it back', async () => {
    await as('grace').command('/zoom add-ons rosa@example.com');
    const shown = await as('grace').waitFor((seen) =>
      seen.views.find((one) => /initial_option/.test(JSON.stringify(one.view))),
    );
    expect(JSON.stringify(shown.view)).toContain('"value":"500"');
    await as('grace').submit('top', { webinar: 'none', meeting: '500' });
    const { preview } = await approvedFrom();
    expect(textOf(preview)).toMatch(/Webinar: \*up to 500 people\* → \*none\*/);
    const done = await directMessage(as('grace'), /The Zoom add-ons of Rosa Diaz are changed/);
    expect(zoomUser('rosa@example.com')).toMatchObject({ webinar: 0, largeMeeting: 500 });
    await as('grace').click(done, 'request:undo');
    await as('grace').waitFor(() => zoomUser('rosa@example.com')?.webinar === 500);
    expect(zoomUser('rosa@example.com')?.largeMeeting).toBe(0);
  });

  it('add-ons by words, and a sentence where a licence is missing', async () => {
    await approved('/zoom add-ons @mia webinar 500');
    await directMessage(as('grace'), /The Zoom add-ons of Mia Chen are changed/);
    expect(zoomUser('mia@example.com')?.webinar).toBe(500);
    await as('grace').command('/zoom add-ons @ben webinar 500');
    await reply(as('grace'), /\*Ben Okafor\* has no Zoom licence, and add-ons need one/);
  });
});

describe('everybody’s requests', () => {
  it('those that wait come first, with who asked', async () => {
    await as('grace').command('/zoom requests');
    await reply(as('grace'), /Nobody has asked for anything yet/);
    await as('ben').command('/zoom request-license workshops');
    await as('ben').click(await reply(as('ben'), /Send request/), 'confirm:run');
    await reply(as('ben'), /Sent to /);
    await as('ada').command('/zoom add-assistant @mia');
    await reply(as('ada'), /can now schedule/);
    await as('grace').command('/zoom requests');
    const shown = await reply(as('grace'), /All requests so far/);
    expect(textOf(shown)).toMatch(/<@U0BEN>: [\s\S]*Waiting for approval[\s\S]*<@U0ADA>: [\s\S]*Done/);
    expect(buttonsIn(shown.blocks).map((one) => one.action_id)).toEqual(['request:approve', 'request:deny']);
  });
});
