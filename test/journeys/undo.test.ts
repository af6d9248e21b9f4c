import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, changesIn, query, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const policy = defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0LINUS]');
const day = useWorkplace({ policy });
const as = (handle: string) => day.as(handle);
const actionsOf = (message: Message) => buttonsIn(message.blocks).map((one) => one.action_id);

/** One admin asks for it, the other approves: what the first reads when it is done. */
async function done(who: 'grace' | 'linus', line: string, words: RegExp): Promise<Message> {
  const card = await sendRequest(day.place, who, line);
  await as(who === 'grace' ? 'linus' : 'grace').click(card, 'request:approve');
  return directMessage(as(who), words);
}

describe('somebody has changed it since', () => {
  it('Grace sets a department, Linus another: her undo overwrites nothing, says what differs, and she can ask anew', async () => {
    day.user('mia').dept = 'Marketing';
    const hers = await done('grace', '/zoom edit-user @mia department Research', /Mia Chen is changed/);
    await done('linus', '/zoom edit-user @mia department Sales', /Mia Chen is changed/);
    const changes = changesIn(day.place);

    await as('grace').click(hers, 'request:undo');
    const refused = await reply(as('grace'), /no longer as you left it/);
    expect(textOf(refused)).toContain('Department is *Sales* now; this change had made it *Research*.');
    expect(day.user('mia').dept).toBe('Sales');
    expect(changesIn(day.place)).toEqual(changes);
    expect(actionsOf(refused)).toEqual(['request:ask-back']);

    await as('grace').click(refused, 'request:ask-back');
    const question = await reply(as('grace'), /Department: \*Sales\* → \*Marketing\*/);
    expect(actionsOf(question)).toContain('confirm:run');
    expect(day.user('mia').dept).toBe('Sales');
  });

  it('one of two fields: the rest can be undone without touching it', async () => {
    const { jobTitle } = day.user('mia');
    const made = await done('grace', '/zoom edit-user @mia job-title Lead department Research', /is changed/);
    day.user('mia').dept = 'Sales';
    await as('grace').click(made, 'request:undo');
    const refused = await reply(as('grace'), /no longer as you left it/);
    expect(textOf(refused)).not.toContain('Job title');
    expect(actionsOf(refused)).toEqual(['request:undo-rest', 'request:ask-back']);
    expect(day.user('mia').jobTitle).toBe('Lead');
    await as('grace').click(refused, 'request:undo-rest');
    const undone = await reply(as('grace'), /Undone/);
    expect(textOf(undone)).toMatch(/which stays:\nDepartment is \*Sales\* now/);
    expect(textOf(undone)).not.toContain('Everything’s as it was before');
    expect(day.user('mia')).toMatchObject({ jobTitle, dept: 'Sales' });
    await cardSays(day.place, /undone by the requester .*, except what was changed since/);
  });

  it.each<[line: string, doneWords: RegExp, change: () => unknown, differs: RegExp]>([
    [
      'set-license @ben licensed',
      /Ben Okafor has a Zoom licence/,
      () => Object.assign(day.user('ben'), { type: 4 }),
      /Zoom licence is \*Unassigned\* now; this change had made it \*Licensed\*/,
    ],
    [
      'deactivate @mia',
      /Mia Chen is inactive/,
      () => Object.assign(day.user('mia'), { status: 'active' }),
      /Account is \*Active\* now; this change had made it \*Inactive\*/,
    ],
    [
      'activate @otto',
      /Otto Braun is active/,
      () => Object.assign(day.user('otto'), { type: 1 }),
      /Zoom licence is \*Basic\* now/,
    ],
    [
      'edit-user @mia licence basic',
      /Mia Chen is changed/,
      () => Object.assign(day.user('mia'), { type: 4 }),
      /Zoom licence is \*Unassigned\* now/,
    ],
    [
      'add-ons @mia webinar 500',
      /add-ons of Mia Chen are changed/,
      () => Object.assign(day.user('mia'), { webinar: 100 }),
      /Webinar is \*/,
    ],
    [
      'add-assistant @mia for @ada',
      /can now schedule Zoom meetings for Ada/,
      () => Object.assign(day.user('ada'), { assistants: [] }),
      /is \*not an assistant\* now[\s\S]*there’s nothing to undo/,
    ],
  ])('%s: Grace’s undo changes nothing and says how it is now', async (line, words, change, differs) => {
    const made = await done('grace', `/zoom ${line}`, words);
    change();
    const changes = changesIn(day.place);
    await as('grace').click(made, 'request:undo');
    expect(textOf(await reply(as('grace'), /no longer as you left it/))).toMatch(differs);
    expect(changesIn(day.place)).toEqual(changes);
  });

  it.each<[line: string, doneWords: RegExp, change: () => unknown, differs: RegExp]>([
    [
      'settings waiting-room off',
      /Your Zoom settings are changed/,
      () => setWaitingRoom(true),
      /Waiting room is \*on\* now; this change had made it \*off\*/,
    ],
    [
      'remove-assistant @mia',
      /no longer schedules Zoom meetings for you/,
      () => void day.user('ada').assistants.push(day.idOf('mia')),
      /is \*an assistant\* now/,
    ],
  ])('%s: the same for one’s own account', async (line, words, change, differs) => {
    day.user('ada').assistants.push(day.idOf('mia'));
    await as('ada').command(`/zoom ${line}`);
    const made = await reply(as('ada'), words);
    change();
    const changes = changesIn(day.place);
    await as('ada').click(made, 'request:undo');
    expect(textOf(await reply(as('ada'), /no longer as you left it/))).toMatch(differs);
    expect(changesIn(day.place)).toEqual(changes);
  });

  const setWaitingRoom = (on: boolean) => {
    const { in_meeting: inMeeting } = day.user('ada').settings as Record<string, Record<string, unknown>>;
    if (inMeeting) inMeeting.waiting_room = on;
  };
});

describe('the rights of today', () => {
  afterEach(async () => {
    await query(day.place, 'DELETE FROM links');
    await day.place.restart();
  });

  it('somebody who is no admin any more cannot undo a deactivation', async () => {
    const made = await done('grace', '/zoom deactivate @mia', /Mia Chen is inactive/);
    await day.place.restart(policy.replace('admins: [U0GRACE, U0LINUS]', 'admins: [U0LINUS]'));
    await as('grace').click(made, 'request:undo');
    const refused = await reply(as('grace'), /for Frontdesk admins/);
    expect(actionsOf(refused)).not.toContain('request:undo');
    expect(day.user('mia').status).toBe('inactive');
  });

  it.each([
    ['off', /`profile` is switched off here/],
    ['approval', /`profile` needs an approval by now, and this change had none/],
  ])('the command is “%s” by now', async (access, words) => {
    await as('ada').command('/zoom profile display-name Ada King');
    const made = await reply(as('ada'), /Your Zoom profile is changed/);
    await day.place.restart(`${policy}commands: { profile: ${access} }\n`);
    await as('ada').click(made, 'request:undo');
    await reply(as('ada'), words);
    expect(day.user('ada').displayName).toBe('Ada King');
  });

  it('somebody whose Slack user belongs to another Zoom account by now', async () => {
    await as('ada').command('/zoom profile display-name Ada King');
    const made = await reply(as('ada'), /Your Zoom profile is changed/);
    await query(day.place, `INSERT INTO links VALUES ($1, 'U0ADA', $2, 'U0GRACE', 0)`, [
      day.place.slack.teamId,
      day.idOf('ben'),
    ]);
    await as('ada').click(made, 'request:undo');
    await reply(as('ada'), /belonged to a different Zoom account when you asked/);
    expect(changesIn(day.place)).toHaveLength(1);
  });
});

it('what would give a right over somebody else’s account has no undo, and says so before', async () => {
  day.user('ada').assistants.push(day.idOf('mia'));
  await as('grace').command('/zoom remove-assistant @mia for @ada');
  const question = await reply(as('grace'), /Send request/);
  expect(textOf(question)).toContain('This can’t be undone');
  await as('grace').click(question, 'confirm:run');
  const card = await until(() => as('linus').messages('zoom-approvals').at(-1));
  await as('linus').click(card, 'request:approve');
  const made = await directMessage(as('grace'), /no longer schedules Zoom meetings for Ada Lovelace/);
  expect(actionsOf(made)).not.toContain('request:undo');
  expect(day.user('ada').assistants).toEqual([]);
});
