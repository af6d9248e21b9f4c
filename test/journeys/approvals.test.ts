import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { directMessage, reply, textOf } from '../support/workplace.ts';
import { ask, changed, decisionsOn, threeApprovers } from './approval-support.ts';
import { buttonsIn, cardSays, changesIn, forgedClick, query, requestIdIn, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({ policy: threeApprovers });
const { as } = day;
const zoomId = (handle: string) => person(handle).zoom?.id ?? '';
const stateOf = async (card: Message) =>
  (await query(day.place, 'SELECT state FROM requests WHERE id = $1', [requestIdIn(card)]))[0]?.state;
describe('an approver decides', () => {
  it('approves: the decision is stored when the click is acknowledged, then Zoom changes once', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await as('grace').click(card, 'request:approve');
    expect(await decisionsOn(day.place, card)).toEqual(['approve U0GRACE']);
    await directMessage(as('ada'), /Email changed/);
    const ended = await cardSays(day.place, /Approved by <@U0GRACE>, and done in Zoom/);
    expect(ended.ts).toBe(card.ts);
    expect(buttonsIn(ended.blocks)).toEqual([]);
    expect(changesIn(day.place)).toEqual(changed);
  });

  it('denies with a reason: the requester reads it, the card shows it, nothing is changed', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await as('grace').click(card, 'request:deny');
    const form = await as('grace').waitFor((seen) => seen.views[0]);
    expect(form.view.callback_id).toBe('deny');
    expect(form.view.private_metadata).toBe(requestIdIn(card));
    expect(await as('grace').submit('top', { reason: '' })).toMatchObject({
      ok: false,
      error: 'client_validation',
    });
    expect(await as('grace').submit('top', { reason: 'no' })).toMatchObject({ ok: false });
    expect(await stateOf(card)).toBe('pending');
    expect(
      await as('grace').submit('top', { reason: 'Please use <your> name & not another one' }),
    ).toMatchObject({
      ok: true,
    });
    const told = await directMessage(as('ada'), /declined your request/);
    expect(textOf(told)).toContain(
      '<@U0GRACE> declined your request:*\n> Please use &lt;your&gt; name &amp; not another one',
    );
    await cardSays(day.place, /Denied by <@U0GRACE>[\s\S]*Please use &lt;your&gt; name/);
    expect(changesIn(day.place)).toEqual([]);
    expect(as('linus').messages('zoom-ops')).toEqual([]);
  });

  it('denies with blanks where Slack’s client would not let them: the field says so', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    const outcome = await day.place.slack.deliver({
      kind: 'interactive',
      payload: {
        type: 'view_submission',
        user: { id: 'U0GRACE', team_id: day.place.slack.teamId },
        team: { id: day.place.slack.teamId },
        trigger_id: 'blank.1',
        view: {
          type: 'modal',
          callback_id: 'deny',
          private_metadata: requestIdIn(card),
          state: { values: { reason: { reason: { type: 'plain_text_input', value: '   ' } } } },
        },
      },
    });
    expect(outcome).toMatchObject({ body: { response_action: 'errors', errors: { reason: /few words/ } } });
    expect(await stateOf(card)).toBe('pending');
  });

  it('comes too late with a denial: the form says who approved already', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await as('linus').click(card, 'request:deny');
    await as('linus').waitFor((seen) => seen.views[0]);
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    await as('linus').submit('top', { reason: 'I would rather not' });
    const note = await as('linus').waitFor((seen) =>
      seen.views.find((one) => one.view.title.text === 'Not denied'),
    );
    expect(JSON.stringify(note.view.blocks)).toContain('<@U0GRACE> already approved this, and it’s done.');
    expect(await decisionsOn(day.place, card)).toEqual(['approve U0GRACE']);
  });
});

describe('the requester', () => {
  it('withdraws: the card says so and nobody can approve it any more', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await as('ada').click(await reply(as('ada'), /Sent to /), 'request:cancel');
    await reply(as('ada'), /Your request is withdrawn/);
    await cardSays(day.place, /Withdrawn by <@U0ADA>/);
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('grace'), { action: 'request:approve', value: requestIdIn(card) });
    await directMessage(as('grace'), /This was withdrawn/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('alone may withdraw: Grace reads whose it is', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    expect(buttonsIn(card.blocks).map((one) => one.action_id)).toEqual(['request:approve', 'request:deny']);
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('grace'), { action: 'request:cancel', value: requestIdIn(card) });
    await directMessage(as('grace'), /Only <@U0ADA>, who asked for it, can do that/);
    expect(await stateOf(card)).toBe('pending');
  });

  it('does not approve or deny her own request, although she is an approver', async () => {
    const card = await sendRequest(day.place, 'grace', '/zoom change-email rear.admiral@example.com');
    await as('grace').click(card, 'request:approve');
    await reply(as('grace'), /You can’t decide your own request/);
    await as('grace').click(card, 'request:deny');
    await as('grace').waitFor(
      () =>
        as('grace')
          .ephemerals()
          .filter((m) => /your own request/.test(m.text)).length === 2,
    );
    expect(as('grace').views()).toEqual([]);
    expect(await decisionsOn(day.place, card)).toEqual([]);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('withdraws on the Home tab, which then shows it', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await as('ada').openHome();
    await as('ada').waitFor((seen) => /Waiting/.test(JSON.stringify(seen.home)));
    await as('ada').click({ kind: 'home' }, 'request:cancel');
    await as('ada').waitFor((seen) => !/request:cancel/.test(JSON.stringify(seen.home)));
    expect(await stateOf(card)).toBe('cancelled');
  });
});

describe('the owner of the account, where it could be taken over', () => {
  it.each(['@linus', 'linus@example.com'])(
    'does not approve it, named as %s; another approver does',
    async (named) => {
      const card = await sendRequest(day.place, 'grace', `/zoom change-email lp@example.com for ${named}`);
      await as('linus').click(card, 'request:approve');
      await reply(as('linus'), /This is about your own account, so somebody else has to decide/);
      expect(changesIn(day.place)).toEqual([]);
      expect(await decisionsOn(day.place, card)).toEqual([]);
      await forgedClick(day.place, as('owen'), { action: 'request:approve', value: requestIdIn(card) });
      await directMessage(as('grace'), /lp@example.com/);
      expect(changesIn(day.place)).toEqual([`changeEmail ${zoomId('linus')}`]);
    },
  );
});

describe('people who are not approvers', () => {
  it('Mia, who sees the card, is refused and nobody else reads it', async () => {
    day.place.slack.workspace.channels.get('C0APPROVALS')?.members.add('U0MIA');
    const card = await sendRequest(day.place, 'ada', ask);
    await as('mia').click(card, 'request:approve');
    await reply(as('mia'), /You’re not one of the approvers/);
    await as('mia').click(card, 'request:deny');
    await as('mia').waitFor(() => as('mia').ephemerals().length === 2);
    expect(as('mia').views()).toEqual([]);
    expect(as('grace').messages('zoom-approvals')).toHaveLength(1);
    expect(await decisionsOn(day.place, card)).toEqual([]);
  });

  it('an approver’s user id from another organisation does not count', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('grace'), {
      action: 'request:approve',
      value: requestIdIn(card),
      teamId: 'T0PARTNER',
    });
    await directMessage(as('grace'), /Only members of this workspace can decide here/);
    expect(await decisionsOn(day.place, card)).toEqual([]);
  });

  it('words never decide: “approve” in the thread, the channel or a direct message changes nothing', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await as('grace').message('approve', 'C0APPROVALS');
    await as('grace').message(`/approve ${requestIdIn(card)}`, 'C0APPROVALS');
    await as('grace').command(`/zoom approve ${requestIdIn(card)}`);
    await reply(as('grace'), /I don’t know “approve/);
    expect(await stateOf(card)).toBe('pending');
    expect(await decisionsOn(day.place, card)).toEqual([]);
  });

  it('a forged request id says nothing and does nothing', async () => {
    day.provoke(/^response_url expired_url$/);
    for (const value of ['req_AAAAAAAAAAAAAAAAAAAA', '', "' OR 1=1 --", '../../etc']) {
      await forgedClick(day.place, as('grace'), { action: 'request:approve', value });
    }
    await as('grace').waitFor(
      () =>
        as('grace')
          .dms()
          .filter((one) => /I no longer have this request/.test(one.text)).length === 4,
    );
    expect(changesIn(day.place)).toEqual([]);
  });

  it('what the message says is no source of truth: the stored request is what is carried out', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: 'Zoom email: `x` → `thief@evil.example`' } },
    ];
    await forgedClick(day.place, as('grace'), {
      action: 'request:approve',
      value: requestIdIn(card),
      blocks,
    });
    await directMessage(as('ada'), /ada.king@example.com/);
    expect(day.place.zoom.account.users.find((one) => one.id === zoomId('ada'))?.email).toBe(
      'ada.king@example.com',
    );
  });
});
