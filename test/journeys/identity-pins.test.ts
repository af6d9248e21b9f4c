import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceUser } from '../../sandbox/slack/workspace.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, query, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as, idOf, user } = day;
const withLink = defaultPolicy.concat('commands: { link: { access: admin, needed: 1 } }');

/** Somebody's Slack user changes; the bot has not cached it. */
async function becomes(handle: string, change: Partial<WorkspaceUser>): Promise<void> {
  const found = day.place.slack.workspace.users.get(as(handle).id);
  if (!found) throw new Error(`${handle} is not in Slack`);
  Object.assign(found, change);
}
const linkTo = (handle: string, zoomId: string) =>
  query(day.place, `INSERT INTO links VALUES ($1, $2, $3, 'U0GRACE', 0)`, [
    day.place.slack.teamId,
    as(handle).id,
    zoomId,
  ]);
const linkOf = (handle: string) =>
  query(day.place, 'SELECT zoom_user_id, linked_by FROM links WHERE slack_user_id = $1', [as(handle).id]);

/** Ben has used the bot, has left, and Ivy gets his address. */
async function ivySucceedsBen(): Promise<void> {
  await as('ben').command('/zoom whoami');
  await reply(as('ben'), /This is your Zoom account/);
  await becomes('ben', { kind: 'deactivated', email: 'ben.left@example.com' });
  await becomes('ivy', { email: 'ben@example.com' });
  await day.place.restart(withLink);
}

describe('a newcomer with the address of somebody who has left', () => {
  beforeEach(() => day.place.restart(withLink));

  it('uses nothing of their account, and reads whom to ask', async () => {
    await ivySucceedsBen();
    for (const line of ['whoami', 'status', 'profile job-title Boss', 'add-assistant @mia']) {
      await as('ivy').command(`/zoom ${line}`);
    }
    await as('ivy').waitFor(() => {
      const told = as('ivy').ephemerals().map(textOf);
      return told.filter((text) => /belongs to another person in Slack/.test(text)).length === 4;
    });
    const told = textOf(await reply(as('ivy'), /belongs to another person/));
    expect(told).toContain('to link it to you');
    expect(told).not.toContain(idOf('ben'));
    expect(changesIn(day.place)).toEqual([]);
  });

  it('is not taken for them when somebody else is asked to be named either', async () => {
    await ivySucceedsBen();
    await as('ada').command('/zoom add-assistant @ivy');
    await reply(
      as('ada'),
      /I can’t tell whether the Zoom account \*ben@example.com\* belongs to \*Ivy Tan\*/,
    );
    expect(changesIn(day.place)).toEqual([]);
  });

  it('has it after an admin’s link, whose preview says whose it was', async () => {
    await ivySucceedsBen();
    await as('grace').command('/zoom link @ivy ben@example.com');
    const preview = await reply(as('grace'), /Send request/);
    expect(textOf(preview)).toContain('Ben Okafor (used it before, has left)');
    await as('grace').click(preview, 'confirm:run');
    const card = await as('linus').waitFor(() =>
      as('linus')
        .messages('zoom-approvals')
        .find((one) => /wants to|would like/.test(textOf(one))),
    );
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /Ivy Tan is linked/);
    await as('ivy').command('/zoom profile job-title Boss');
    await reply(as('ivy'), /Your Zoom profile is changed/);
    expect(changesIn(day.place)).toEqual([`updateUser ${idOf('ben')}`]);
    // The account is hers by her address as well now.
    await query(day.place, 'TRUNCATE links');
    await as('ivy').command('/zoom whoami');
    await reply(as('ivy'), /The account’s address is the one in your Slack profile/);
  });

  it('gets a new account that was made for the address after the old one was deleted', async () => {
    await ivySucceedsBen();
    user('ben').id = 'NewAccountOfIvy0000000';
    await as('ivy').command('/zoom whoami');
    await reply(as('ivy'), /This is your Zoom account/);
  });
});

describe('somebody whose own address changes', () => {
  beforeEach(() => day.place.restart(withLink));

  it('does not get an account that nobody has used yet: theirs is still there', async () => {
    await as('ada').command('/zoom whoami');
    await reply(as('ada'), /This is your Zoom account/);
    await becomes('ada', { email: 'mia@example.com' });
    await as('ada').command('/zoom profile job-title Boss');
    await reply(as('ada'), /isn’t the Zoom account that you’ve used here so far/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('has the new account once the old one is gone', async () => {
    await as('ada').command('/zoom whoami');
    await reply(as('ada'), /This is your Zoom account/);
    await becomes('ada', { email: 'mia@example.com' });
    const { account } = day.place.zoom;
    account.users = account.users.filter((one) => one.id !== idOf('ada'));
    await as('ada').command('/zoom profile job-title Boss');
    await reply(as('ada'), /Your Zoom profile is changed/);
    expect(changesIn(day.place)).toEqual([`updateUser ${idOf('mia')}`]);
  });
});

describe('after the bot has changed an address', () => {
  beforeEach(() => day.place.restart(withLink));

  it('the person keeps working: the link is stored with the change', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com I got married');
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    expect(await linkOf('ada')).toEqual([{ zoom_user_id: idOf('ada'), linked_by: 'frontdesk' }]);
    await as('ada').command('/zoom whoami');
    const told = textOf(await reply(as('ada'), /This is your Zoom account/));
    expect(told).toContain('ada.king@example.com');
    expect(told).toContain('The account stayed yours when I changed its address.');
    await as('ada').command('/zoom profile job-title Countess');
    await reply(as('ada'), /Your Zoom profile is changed/);
  });

  it('whose answer was lost, too', async () => {
    day.place.zoom.faults.add({ operation: 'changeEmail', times: 1, kind: 'reset', afterApplying: true });
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    await as('ada').command('/zoom whoami');
    await reply(as('ada'), /ada.king@example.com/);
  });

  it.each(['@mia', 'mia@example.com'])('for %s, the owner keeps working', async (named) => {
    const card = await sendRequest(day.place, 'grace', `/zoom change-email m.chen@example.com for ${named}`);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /Email of Mia Chen changed/);
    await as('mia').command('/zoom whoami');
    await reply(as('mia'), /m.chen@example.com/);
  });

  it('the only admin gets back in', async () => {
    const card = await sendRequest(day.place, 'grace', '/zoom change-email rear.admiral@example.com');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /Email changed/);
    await as('grace').command('/zoom edit-user @mia department Sales');
    await reply(as('grace'), /Send request/);
  });
});

describe('the only admin with a new Slack user', () => {
  const adminIs = (admins: string) => defaultPolicy.replace('admins: [U0GRACE]', `admins: [${admins}]`);
  const graceComesBackAsIvy = async (admins: string, kind: WorkspaceUser['kind']) => {
    await day.place.restart(defaultPolicy);
    await as('grace').command('/zoom whoami');
    await reply(as('grace'), /This is your Zoom account/);
    await becomes('grace', { kind, email: 'grace.old@example.com' });
    await becomes('ivy', { email: 'grace@example.com' });
    await day.place.restart(adminIs(admins));
    await as('ivy').command('/zoom whoami');
  };

  it('is not locked out: there is nobody who could link them', async () => {
    await graceComesBackAsIvy('U0IVY', 'deactivated');
    await reply(as('ivy'), /This is your Zoom account/);
    expect(day.place.log.join('\n')).toContain('the only admin has another Slack user now');
  });

  it.each([
    ['another admin can link them', 'U0IVY, U0LINUS', 'deactivated' as const],
    ['the earlier Slack user is still there', 'U0IVY', 'member' as const],
  ])('needs the link where %s', async (_, admins, kind) => {
    await graceComesBackAsIvy(admins, kind);
    await reply(as('ivy'), /belongs to another person in Slack/);
  });
});

describe('a link to an account that is gone', () => {
  const GONE = 'GoneFromZoom0000000000';
  beforeEach(() => day.place.restart(defaultPolicy));

  it('says so to the person, who cannot mend it, and offers the admins to unlink it', async () => {
    await linkTo('ben', GONE);
    await as('ben').command('/zoom whoami');
    const told = await reply(as('ben'), /The Zoom account that you were linked to is gone/);
    expect(buttonsIn(told.blocks)).toEqual([]);
    await as('grace').command('/zoom whoami for @ben');
    const offered = await reply(as('grace'), /The Zoom account that \*Ben Okafor\* was linked to is gone/);
    expect(buttonsIn(offered.blocks).map((one) => one.action_id)).toEqual(['command:unlink']);
    await as('grace').click(offered, 'command:unlink');
    await day.form('grace', 'unlink');
  });

  it('does not lock out the only admin, who is found by their address until it is mended', async () => {
    await linkTo('grace', GONE);
    await as('grace').command('/zoom whoami');
    await reply(as('grace'), /The account’s address is the one in your Slack profile/);
    await query(day.place, 'TRUNCATE links');
  });
});

describe('the preview of a link says whose account it is already', () => {
  beforeEach(() => day.place.restart(withLink));

  it.each([
    ['by the address in Slack', async () => undefined, 'Mia Chen (by the address in Slack)'],
    [
      'and by a link',
      () => linkTo('lea', idOf('mia')),
      'Lea Novak (by a link), Mia Chen (by the address in Slack)',
    ],
    [
      'also of a guest',
      async () => {
        await linkTo('gina', idOf('mia'));
        await becomes('mia', { email: 'mia.new@example.com' });
      },
      'Gina Guest (by a link, guest)',
    ],
  ])('%s', async (_, prepare, words) => {
    await prepare();
    await as('grace').command('/zoom link @ben mia@example.com');
    const preview = textOf(await reply(as('grace'), /Send request/));
    expect(preview).toContain(words);
    expect(preview).toContain('Ben Okafor can change it too');
  });

  it('nothing where it is nobody’s', async () => {
    await as('grace').command('/zoom link @ben rosa@example.com');
    expect(textOf(await reply(as('grace'), /Send request/))).not.toContain('Belongs to');
  });

  it('leaves the owner their account beside the other', async () => {
    const card = await sendRequest(day.place, 'grace', '/zoom link @ben mia@example.com');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /Ben Okafor is linked/);
    for (const who of ['ben', 'mia']) {
      await as(who).command('/zoom whoami');
      await reply(as(who), /This is your Zoom account[\s\S]*mia@example.com/);
    }
  });
});
