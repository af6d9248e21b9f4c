import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, query, quiet, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const ada = person('ada').zoom?.id;
const ask = '/zoom change-email ada.king@example.com';

const day = useWorkplace();
const { as } = day;
const assistantsOfAda = () => day.place.zoom.account.users.find((one) => one.id === ada)?.assistants;

describe('undoing when Zoom is not well', () => {
  it('says that it was not undone, and offers to undo again, not to do again', async () => {
    await as('ada').command('/zoom add-assistant @mia');
    const done = await reply(as('ada'), /can now schedule/);
    day.place.zoom.faults.add({
      operation: 'deleteAssistant',
      times: 9,
      kind: 'status',
      status: 503,
      body: {},
    });
    await as('ada').click(done, 'request:undo');
    const answer = await as('ada').waitFor(() =>
      as('ada')
        .ephemerals()
        .find((one) => !/can now schedule/.test(textOf(one))),
    );
    expect(buttonsIn(answer.blocks).map((one) => one.action_id)).toEqual(['request:undo']);
    expect(assistantsOfAda()).toEqual([person('mia').zoom?.id]);
    day.place.zoom.faults.clear();
    await as('ada').click(answer, 'request:undo');
    await reply(as('ada'), /Undone/);
    expect(assistantsOfAda()).toEqual([]);
  });
});

describe('Slack is not well', () => {
  it('does not take the answer at its response_url: it comes as a direct message', async () => {
    day.place.slack.faults.add({ method: 'response_url', status: 500 });
    await as('ada').command('/zoom add-assistant @mia');
    await directMessage(as('ada'), /Mia Chen can now schedule/);
    expect(as('ada').ephemerals()).toEqual([]);
    expect(changesIn(day.place)).toEqual([`addAssistants ${ada}`]);
  });

  it('refuses messages for a while: the card comes later, once', async () => {
    day.provoke(/chat.postMessage (internal_error|500)/);
    day.place.slack.faults.add({ method: 'chat.postMessage', times: 1, error: 'internal_error' });
    const card = await sendRequest(day.place, 'ada', ask);
    await quiet(day.place);
    expect(as('grace').messages('zoom-approvals')).toHaveLength(1);
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });

  it('cannot tell who clicks: the click changes nothing and says so; the next one counts', async () => {
    day.provoke(/users.info internal_error/);
    const card = await sendRequest(day.place, 'ada', ask);
    day.place.slack.faults.add({ method: 'users.info', error: 'internal_error' });
    await as('grace').click(card, 'request:approve');
    const told = await reply(as('grace'), /Slack didn’t answer just now/);
    expect(textOf(told)).toContain('Your click didn’t count.');
    expect(JSON.stringify(told.blocks)).not.toContain('FD-');
    day.place.slack.faults.clear();
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });

  it('takes neither the answer nor the notice at first: the change stays made, and both arrive', async () => {
    day.provoke(/(chat.postMessage|conversations.open) (internal_error|503)/);
    day.place.slack.faults.add({ method: 'response_url', status: 503 });
    day.place.slack.faults.add({ method: 'conversations.open', times: 1, error: 'internal_error' });
    day.place.slack.faults.add({ method: 'chat.postMessage', times: 1, error: 'internal_error' });
    await as('ada').command('/zoom add-assistant @mia');
    await directMessage(as('ada'), /Mia Chen can now schedule/);
    await as('linus').waitFor(() => as('linus').messages('zoom-ops').length === 1);
    // It may be hers that was refused at first.
    await directMessage(as('mia'), /Ada Lovelace/);
    expect(changesIn(day.place)).toEqual([`addAssistants ${ada}`]);
  });

  it('takes no direct messages: the notice channel is told once, and they are kept', async () => {
    day.provoke(/chat.postMessage messages_tab_disabled/);
    const card = await sendRequest(day.place, 'ada', ask);
    const off = { method: 'chat.postMessage', channel: 'D0ADA', error: 'messages_tab_disabled' };
    day.place.slack.faults.add(off);
    await as('grace').click(card, 'request:approve');
    const notices = () =>
      as('linus')
        .messages('zoom-ops')
        .filter((one) => /can’t send direct messages/.test(textOf(one)));
    await as('linus').waitFor(() => notices().length > 0);
    // Anything else is given up after ten attempts.
    const tried = () =>
      query(day.place, "SELECT 1 FROM notifications WHERE queue = 'dm:U0ADA' AND attempts > 20");
    await query(day.place, "UPDATE notifications SET attempts = 20 WHERE queue = 'dm:U0ADA'");
    day.place.clock.advance(600_000);
    await until(async () => (await tried()).length > 0);
    day.place.slack.faults.clear();
    day.place.clock.advance(600_000);
    await directMessage(as('ada'), /Email changed/);
    expect(notices()).toHaveLength(1);
  });
});
