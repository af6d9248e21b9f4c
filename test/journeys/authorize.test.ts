import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import type { WorkspaceUser } from '../../sandbox/slack/workspace.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { ask, changed, decisionsOn, threeApprovers } from './approval-support.ts';
import {
  cardSays,
  cardsIn,
  changesIn,
  forgedClick,
  query,
  requestIdIn,
  sendRequest,
  until,
} from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({ policy: threeApprovers });
const { as, idOf } = day;
const twoNeeded = threeApprovers.replace('needed: 1', 'needed: 2');
const MINUTE = 60_000;

/** An admin has linked somebody's Slack user to another person's Zoom account. */
const linkTo = (handle: string, owner: string) =>
  query(day.place, `INSERT INTO links VALUES ($1, $2, $3, 'U0GRACE', 0)`, [
    day.place.slack.teamId,
    as(handle).id,
    idOf(owner),
  ]);

/** Somebody's Slack user becomes something else. */
function becomes(handle: string, change: Partial<WorkspaceUser>): void {
  const user = day.place.slack.workspace.users.get(as(handle).id);
  if (!user) throw new Error(`${handle} is not in Slack`);
  Object.assign(user, change);
}

const stateOf = async (card: Message) =>
  (await query(day.place, 'SELECT state FROM requests WHERE id = $1', [requestIdIn(card)]))[0]?.state;

/** A click whose answer may come as a direct message: somebody who cannot see the card any more makes their own. */
async function approveAs(handle: string, card: Message): Promise<void> {
  day.provoke(/^response_url expired_url$|^conversations.open|^chat.postMessage/);
  await forgedClick(day.place, as(handle), { action: 'request:approve', value: requestIdIn(card) });
}

/** Zoom can’t be read, so an approved change waits; it goes on when Zoom is back. */
async function approveWhileZoomIsAway(card: Message, ...handles: string[]): Promise<void> {
  day.place.zoom.faults.add({ operation: 'getUser', times: 200, kind: 'status', status: 503, body: {} });
  for (const handle of handles) await as(handle).click(card, 'request:approve');
  await until(async () => {
    const sql = `SELECT 1 FROM requests WHERE id = $1 AND state = 'approved' AND lease_owner IS NULL`;
    return (await query(day.place, sql, [requestIdIn(card)])).length === 1;
  }, 12_000);
}
function zoomIsBack(): void {
  day.place.zoom.faults.clear();
  day.place.clock.advance(MINUTE);
}

describe('two Slack users of one Zoom account', () => {
  beforeEach(() => day.place.restart(threeApprovers));

  it('the second one of the requester neither approves nor denies the request, and reads why', async () => {
    await linkTo('owen', 'ada');
    const card = await sendRequest(day.place, 'ada', ask);
    await approveAs('owen', card);
    const told = await directMessage(as('owen'), /You can’t decide your own request/);
    expect(textOf(told)).toContain('It was made with your Zoom account, as <@U0ADA>');
    await forgedClick(day.place, as('owen'), { action: 'request:deny', value: requestIdIn(card) });
    await as('owen').waitFor(() => as('owen').dms().length === 2);
    expect(await decisionsOn(day.place, card)).toEqual([]);
    expect(changesIn(day.place)).toEqual([]);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });

  it('the second one of a takeover’s subject does not approve it', async () => {
    await linkTo('owen', 'mia');
    const card = await sendRequest(day.place, 'grace', '/zoom change-email m.chen@example.com for @mia');
    await approveAs('owen', card);
    await directMessage(as('owen'), /This is about your own account/);
    expect(await decisionsOn(day.place, card)).toEqual([]);
  });

  it('count once where two approvals are needed; the third person is the second one', async () => {
    await day.place.restart(twoNeeded);
    await linkTo('owen', 'grace');
    const card = await sendRequest(day.place, 'ada', ask);
    await as('grace').click(card, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals/);
    await approveAs('owen', card);
    await directMessage(as('owen'), /Your Zoom account has already approved this, as <@U0GRACE>/);
    expect(await decisionsOn(day.place, card)).toEqual(['approve U0GRACE']);
    expect(await stateOf(card)).toBe('pending');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    const stored = 'SELECT approver_zoom_id AS id FROM decisions WHERE request_id = $1 ORDER BY decided_at';
    const ids = (await query(day.place, stored, [requestIdIn(card)])).map((one) => one.id);
    expect(ids).toEqual([idOf('grace'), idOf('linus')]);
  });

  it('count once also where Zoom could not tell at the clicks: nothing is changed', async () => {
    await day.place.restart(twoNeeded);
    await linkTo('linus', 'grace');
    const card = await sendRequest(day.place, 'ada', ask);
    await approveWhileZoomIsAway(card, 'grace', 'linus');
    expect(await decisionsOn(day.place, card)).toHaveLength(2);
    zoomIsBack();
    await directMessage(as('ada'), /approval no longer counts/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('the requester’s second one, where Zoom could not tell at the click: nothing is changed', async () => {
    await linkTo('linus', 'ada');
    const card = await sendRequest(day.place, 'ada', ask);
    await approveWhileZoomIsAway(card, 'linus');
    zoomIsBack();
    await directMessage(as('ada'), /approval no longer counts/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('an approver without a Zoom account still approves: by their Slack user', async () => {
    await day.place.restart(threeApprovers.replace('U0OWEN', 'U0IVY'));
    const card = await sendRequest(day.place, 'ada', ask);
    await approveAs('ivy', card);
    await directMessage(as('ada'), /Email changed/);
    expect(changesIn(day.place)).toEqual(changed);
  });
});

describe('an approver who is no member any more', () => {
  beforeEach(() => day.place.restart(threeApprovers));

  it.each(['guest', 'single-channel-guest', 'deactivated', 'stranger', 'bot'] as const)(
    'as a %s approves nothing at the click',
    async (kind) => {
      const card = await sendRequest(day.place, 'ada', ask);
      becomes('linus', { kind });
      await approveAs('linus', card);
      await forgedClick(day.place, as('linus'), { action: 'request:deny', value: requestIdIn(card) });
      expect(await decisionsOn(day.place, card)).toEqual([]);
      expect(await stateOf(card)).toBe('pending');
      await as('grace').click(card, 'request:approve');
      await directMessage(as('ada'), /Email changed/);
    },
  );

  it('reads that only members decide', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    becomes('linus', { kind: 'guest' });
    await as('linus').click(card, 'request:approve');
    await reply(as('linus'), /Only members of this workspace can decide here/);
  });

  it('between approval and change: nothing is changed', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await approveWhileZoomIsAway(card, 'linus');
    becomes('linus', { kind: 'guest' });
    zoomIsBack();
    await directMessage(as('ada'), /approval no longer counts/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('does not count beside a second approver: a third one is needed', async () => {
    await day.place.restart(twoNeeded);
    const card = await sendRequest(day.place, 'ada', ask);
    await as('linus').click(card, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals/);
    becomes('linus', { kind: 'guest' });
    await as('grace').click(card, 'request:approve');
    expect(await decisionsOn(day.place, card)).toHaveLength(2);
    expect(await stateOf(card)).toBe('pending');
    await approveAs('owen', card);
    await directMessage(as('ada'), /Email changed/);
  });
});

describe('people who gain something by a change', () => {
  beforeEach(() => day.place.restart(threeApprovers));

  it.each([
    ['the new assistant', '/zoom add-assistant @linus for @mia'],
    ['the new assistant, named by email', '/zoom add-assistant linus@example.com for @mia'],
    ['who gets what a deleted account holds', '/zoom delete-user @mia delete @linus'],
  ])('%s does not approve it; somebody else does', async (_, line) => {
    await day.place.restart(threeApprovers.concat('commands: { delete-user: { access: admin, needed: 1 } }'));
    const card = await sendRequest(day.place, 'grace', line);
    await as('linus').click(card, 'request:approve');
    await reply(as('linus'), /You’d gain something by this/);
    expect(await decisionsOn(day.place, card)).toEqual([]);
    await approveAs('owen', card);
    await directMessage(as('grace'), /can now schedule|is deleted/);
  });

  it('who would control an account by a link does not approve it, nor does its owner', async () => {
    await day.place.restart(threeApprovers.concat('commands: { link: { access: admin, needed: 1 } }'));
    const card = await sendRequest(day.place, 'grace', '/zoom link @linus owen@example.com');
    await as('linus').click(card, 'request:approve');
    await reply(as('linus'), /This is about your own account/);
    await approveAs('owen', card);
    await directMessage(as('owen'), /This is about your own account/);
    expect(await decisionsOn(day.place, card)).toEqual([]);
  });

  it('the second Slack user of a new assistant does not approve it either', async () => {
    await linkTo('owen', 'linus');
    const card = await sendRequest(day.place, 'grace', '/zoom add-assistant @linus for @mia');
    await approveAs('owen', card);
    await directMessage(as('owen'), /You’d gain something by this/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('is not sent where only they could approve it', async () => {
    await day.place.restart(defaultPolicy);
    await as('grace').command('/zoom add-assistant @linus for @mia');
    await reply(as('grace'), /can approve right now|Nobody else can approve/);
  });
});

describe('a user group of approvers', () => {
  const inGroup = (...handles: string[]) => {
    const group = day.place.slack.workspace.userGroups.get('S0ADMINS');
    if (group) Object.assign(group, { users: handles.map((handle) => as(handle).id) });
  };

  it('is read again at the click: who has just left it approves nothing, who has just joined it does', async () => {
    await day.place.restart(threeApprovers.replace('[U0GRACE, U0LINUS, U0OWEN]', '[S0ADMINS]'));
    inGroup('grace', 'linus');
    const card = await sendRequest(day.place, 'ada', ask);
    inGroup('grace', 'owen');
    await as('linus').click(card, 'request:approve');
    await reply(as('linus'), /You’re not one of the approvers/);
    expect(await decisionsOn(day.place, card)).toEqual([]);
    await approveAs('owen', card);
    await directMessage(as('ada'), /Email changed/);
  });

  it('is read again before the change', async () => {
    await day.place.restart(threeApprovers.replace('[U0GRACE, U0LINUS, U0OWEN]', '[S0ADMINS]'));
    inGroup('grace', 'linus');
    const card = await sendRequest(day.place, 'ada', ask);
    await approveWhileZoomIsAway(card, 'linus');
    inGroup('grace');
    zoomIsBack();
    await directMessage(as('ada'), /approval no longer counts/);
    expect(changesIn(day.place)).toEqual([]);
  });
});

describe('whoever asked, at each of their own clicks', () => {
  const glass = threeApprovers.concat('commands: { change-email: { access: approval, break_glass: true } }');

  it.each([
    ['was made a guest', { kind: 'guest' as const }, /You’re a guest/],
    [
      'has another account',
      { email: 'ben@example.com' },
      /belonged to a different Zoom account when you asked/,
    ],
  ])('Ada %s before she confirms: it is not sent', async (_, change, words) => {
    await day.place.restart(threeApprovers);
    await as('ada').command(ask);
    const preview = await reply(as('ada'), /Send request/);
    becomes('ada', change);
    await as('ada').click(preview, 'confirm:run');
    await reply(as('ada'), words);
    expect(cardsIn(day.place)).toEqual([]);
  });

  it('Grace, who is no admin any more when she confirms, sends nothing', async () => {
    await day.place.restart(threeApprovers);
    await as('grace').command('/zoom add-assistant @ada for @mia');
    const preview = await reply(as('grace'), /Send request/);
    await day.place.restart(threeApprovers.replace('admins: [U0GRACE]', 'admins: [U0LINUS]'));
    await as('grace').click(preview, 'confirm:run');
    await reply(as('grace'), /for your own account only/);
    expect(cardsIn(day.place)).toEqual([]);
  });

  it('Ada, who was made a guest, undoes nothing', async () => {
    await day.place.restart(threeApprovers);
    await as('ada').command('/zoom add-assistant @mia');
    const done = await reply(as('ada'), /can now schedule/);
    becomes('ada', { kind: 'guest' });
    await as('ada').click(done, 'request:undo');
    await reply(as('ada'), /You’re a guest/);
    expect(changesIn(day.place)).toEqual([`addAssistants ${idOf('ada')}`]);
  });

  it('Grace, who is no admin any more, does not undo a deactivation', async () => {
    await day.place.restart(threeApprovers);
    const card = await sendRequest(day.place, 'grace', '/zoom deactivate @mia');
    await as('linus').click(card, 'request:approve');
    const done = await directMessage(as('grace'), /deactivated|switched off|inactive/i);
    await day.place.restart(threeApprovers.replace('admins: [U0GRACE]', 'admins: [U0LINUS]'));
    await as('grace').click(done, 'request:undo');
    await as('grace').waitFor(() =>
      [...as('grace').ephemerals(), ...as('grace').dms()].some((one) =>
        /for Frontdesk admins/.test(textOf(one)),
      ),
    );
    expect(day.user('mia').status).toBe('inactive');
  });

  it('Grace, who was made a guest, does not break glass', async () => {
    await day.place.restart(glass);
    const card = await sendRequest(day.place, 'grace', '/zoom change-email rear.admiral@example.com');
    becomes('grace', { kind: 'guest' });
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('grace'), { action: 'request:break-glass', value: requestIdIn(card) });
    await directMessage(as('grace'), /You’re a guest/);
    expect(await stateOf(card)).toBe('pending');
  });
});

describe('a change that certainly failed is looked at again before the next try', () => {
  /** Zoom refuses all three attempts of one call. */
  const busy = (operation: string) =>
    day.place.zoom.faults.add({
      ...{ operation, kind: 'status', status: 429, times: 3 },
      body: {
        code: 429,
        message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
      },
    });

  it.each([
    ['has got another address', () => (day.user('mia').email = 'somebody.else@example.com')],
    ['has become somebody else’s', () => (day.user('mia').dept = 'Board')],
  ])('the account %s in between: nothing is changed, and Grace reads it', async (_, change) => {
    await day.place.restart(threeApprovers);
    busy('updateUser');
    day.place.zoom.faults.meanwhile('updateUser', change, 2);
    const card = await sendRequest(day.place, 'grace', '/zoom edit-user @mia department Sales');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /changed since you saw what would happen/, 15_000);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('nothing has changed in between: it is done', async () => {
    await day.place.restart(threeApprovers);
    busy('updateUser');
    const card = await sendRequest(day.place, 'grace', '/zoom edit-user @mia department Sales');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /profile of Mia Chen is changed/, 15_000);
    expect(changesIn(day.place)).toEqual([`updateUser ${idOf('mia')}`]);
  });
});
