import { describe, expect, it } from 'vitest';
import { seatsTaken } from '../../sandbox/zoom/licences.ts';
import { startBot } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { defaultPolicy, directMessage, openWorkplace, posted, reply, textOf } from '../support/workplace.ts';
import { scrape } from '../telemetry/scrape.ts';
import { homeSays, openHome } from './home-support.ts';
import { buttonsIn, forgedClick, query, quiet, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';
import { DAY, NEXT_LOOK, waitingList } from './waiting-list-support.ts';

const policy = defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0LINUS]');
const day = useWorkplace({ policy });
const { as, user } = day;
const list = waitingList(day);

const updates = () => day.place.zoom.calls.filter((one) => one.operation === 'updateUser');

describe('somebody asks while no licence is free', () => {
  it('is told the place before, joins by an approval, sees it everywhere, and gets the next one', async () => {
    list.onlyFree(0);
    const ben = as('ben');
    await ben.command('/zoom request-license');
    const form = JSON.stringify((await day.form('ben', 'request-license')).view.blocks);
    expect(form).toMatch(/None is free right now. You’d be next in line/);
    await ben.close();

    await ben.command('/zoom request-license for 14d workshops');
    const preview = await reply(ben, /No licence is free right now/);
    expect(textOf(preview)).toMatch(
      /You’d be next in line; nobody can say yet when one comes free. The 14 days begin when you get it. The wait ends after 90 days/,
    );
    expect(textOf(preview)).not.toContain('Free licences');
    expect(textOf(preview)).toContain('Join the waiting list');

    const id = await list.join('ben', '/zoom request-license for 14d customer workshops');
    const told = await list.message('ben', /Waiting for a licence: next in line/);
    expect(buttonsIn(told.blocks).map((one) => [one.action_id, one.value])).toEqual([['request:cancel', id]]);
    expect(textOf(told)).toMatch(/Waiting since .* until .* at the latest/);
    await list.cardSays(/Approved by <@U0LINUS>. No licence is free, so it waits for one/);
    await ben.command('/zoom status');
    expect(textOf(await reply(ben, /Your Zoom account/))).toMatch(/Waiting for a licence\*\nnext in line/);
    await ben.command('/zoom my-requests');
    expect(textOf(await reply(ben, /Your requests/))).toMatch(/Waiting for a licence: next in line/);
    const home = await openHome(day, 'ben', /Leave the list/);
    expect(home).toMatch(/Basic, next in line for one/);
    expect((await scrape(day.place)).of('frontdesk_licences_waiting')).toBe(1);
    await ben.command('/zoom request-license again');
    await reply(ben, /You’re already on the waiting list: next in line/);
    expect(user('ben').type).toBe(1);

    const asked = day.place.clock.now();
    await list.passes(3 * DAY);
    list.buyOne();
    await list.passes(NEXT_LOOK);
    await directMessage(ben, /You have a Zoom licence/);
    expect(user('ben').type).toBe(2);
    await list.message('ben', /The waiting is over: the licence is there/);
    expect(list.messagesOf('ben')).toBe(1);
    const [row] = await query(
      day.place,
      "SELECT progress_json::jsonb->>'endsAt' AS ends FROM requests WHERE id = $1",
      [id],
    );
    expect(Number(row?.ends) - asked).toBeGreaterThanOrEqual(17 * DAY);
    await homeSays(day, 'ben', /Licensed until/);
  });

  it('the order is that of the approvals, each place is told in the same message, and nobody overtakes', async () => {
    list.onlyFree(0);
    await list.join('mia');
    await list.join('ben');
    await list.join('ada');
    await list.message('ada', /Waiting for a licence: 3rd in line/);
    await list.message('ben', /Waiting for a licence: 2nd in line/);
    // A licence comes free, and a newcomer is approved before the bot has looked.
    list.buyOne();
    const late = await (async () => {
      await as('grace').command('/zoom create-user jo@example.com Jo Bell licensed');
      const question = await reply(as('grace'), /Jo Bell would be 4th in line|Free licences/);
      expect(textOf(question)).toContain('Put on the waiting list');
      await as('grace').click(question, 'confirm:run');
      return reply(as('grace'), /On the waiting list/);
    })();
    expect(textOf(late)).toContain('stays up to date');
    await list.passes(NEXT_LOOK);
    await directMessage(as('mia'), /You have a Zoom licence/);
    await list.message('ben', /Waiting for a licence: next in line/);
    await list.message('ada', /Waiting for a licence: 2nd in line/);
    expect(list.messagesOf('ada')).toBe(1);
    expect([user('mia').type, user('ben').type, user('ada').type]).toEqual([2, 1, 1]);
    // What the bot frees itself goes on at once: no time passes.
    await as('mia').command('/zoom return-license');
    await as('mia').click(await reply(as('mia'), /Return your/), 'confirm:run');
    await directMessage(as('ben'), /You have a Zoom licence/);
    expect(await list.order()).toEqual(['ada', 'grace']);
    expect(updates().every((one) => one.status === 204)).toBe(true);
  });

  it('who leaves before the bot knows where the message is has no button left in it', async () => {
    list.onlyFree(0);
    day.place.slack.faults.add({ method: 'chat.postMessage', delayMs: 1_500, tookEffect: true });
    const id = await list.ask('ben');
    const told = await list.message('ben', /Waiting for a licence/);
    await as('ben').click(told, 'request:cancel');
    await list.reaches(id, 'cancelled');
    const left = await list.message('ben', /You’ve left the waiting list/);
    expect(left.ts).toBe(told.ts);
    expect(buttonsIn(left.blocks)).toEqual([]);
  });

  it('a place that changes before the bot knows where its message is, is shown there', async () => {
    list.onlyFree(0);
    await list.join('mia');
    const first = await list.message('mia', /next in line/);
    day.place.slack.faults.add({ method: 'chat.postMessage', delayMs: 1_500, tookEffect: true });
    await list.ask('ben');
    await list.message('ben', /Waiting for a licence: 2nd in line/);
    await as('mia').click(first, 'request:cancel');
    await list.message('ben', /Waiting for a licence: next in line/);
  });

  it('“Sent to …” does not come back, however late it reaches Slack', async () => {
    list.onlyFree(0);
    await as('ben').command('/zoom request-license workshops');
    const preview = await reply(as('ben'), /Join the waiting list/);
    day.place.slack.faults.add({ method: 'response_url', times: 1, delayMs: 2_000 });
    await as('ben').click(preview, 'confirm:run');
    await as('linus').click(await list.cardSays(/would like a Zoom licence/), 'request:approve');
    await list.message('ben', /Waiting for a licence/);
    await quiet(day.place);
    await reply(as('ben'), /No licence is free, so it waits for one/);
    expect(as('ben').ephemerals().map(textOf).join()).not.toContain('Sent to');
  });

  it('where a licence for a time ends first, the expected day and whose it is are told', async () => {
    list.onlyFree(1);
    await list.ask('ben', '/zoom request-license for 14d workshops');
    await directMessage(as('ben'), /You have a Zoom licence/);
    await as('mia').command('/zoom request-license until 24 December talks');
    const preview = await reply(as('mia'), /No licence is free right now/);
    expect(textOf(preview)).toMatch(
      /You’d be next in line, probably around <!date\^\d+\^\{date_pretty\}\|[^>]+> \(when <@U0BEN>’s ends\)/,
    );
    await list.join('ada');
    await list.message('ada', /next in line[\s\S]*Probably around .*when <@U0BEN>’s ends/);
    await list.passes(14 * DAY + NEXT_LOOK);
    await directMessage(as('ada'), /You have a Zoom licence/);
    await directMessage(as('ben'), /Your Zoom licence has ended/);
  });

  it('a date that was asked for stays, which is said before; after it the request falls out', async () => {
    list.onlyFree(0);
    await as('ben').command('/zoom request-license until tomorrow talks');
    const preview = await reply(as('ben'), /No licence is free right now/);
    expect(textOf(preview)).toMatch(/It still ends <!date[^>]+>, however long the wait is/);
    const id = await list.join('ben', '/zoom request-license until tomorrow for talks');
    await list.passes(3 * DAY);
    await list.reaches(id, 'failed');
    await directMessage(as('ben'), /It was asked for until .* and that’s over/);
    await list.message('ben', /No longer on the waiting list/);
  });
});

describe('admins', () => {
  it('see who waits, move and remove with a reason, and it stands in the audit log', async () => {
    list.onlyFree(0);
    await list.join('mia');
    const ben = await list.join('ben');
    const ada = await list.join('ada');
    const grace = as('grace');
    await grace.command('/zoom waitlist');
    const shown = await reply(grace, /3 people wait for a licence/);
    expect(textOf(shown)).toMatch(
      /1\.\*[\s\S]*Mia[\s\S]*approved by <@U0LINUS>[\s\S]*2\.\*[\s\S]*Ben[\s\S]*3\.\*/,
    );
    await grace.click(shown, 'waiting:top', { blockId: blockOf(shown, 'waiting:top', ada) });
    await reply(grace, /1\.\*[\s\S]*Ada[\s\S]*2\.\*[\s\S]*Mia[\s\S]*3\.\*[\s\S]*Ben/);
    expect(await list.order()).toEqual(['ada', 'mia', 'ben']);
    await list.message('ada', /Waiting for a licence: next in line/);
    await list.message('mia', /Waiting for a licence: 2nd in line/);
    const again = await reply(grace, /3 people wait for a licence/);
    await grace.click(again, 'waiting:up', { blockId: blockOf(again, 'waiting:up', ben) });
    await until(async () => (await list.order()).join() === 'ada,ben,mia');
    const last = await reply(grace, /3 people wait for a licence/);
    await grace.click(last, 'waiting:remove', { blockId: blockOf(last, 'waiting:remove', ada) });
    await grace.waitFor((seen) => seen.views.find((one) => one.view.callback_id === 'waiting-remove'));
    await grace.submit('top', { reason: 'The project is over' });
    await directMessage(
      as('ada'),
      /<@U0GRACE> took your request off the waiting list:[\s\S]*The project is over/,
    );
    await list.message('ada', /Taken off the waiting list/);
    await list.cardSays(/taken off the waiting list by <@U0GRACE>/);
    const rows = await query(
      day.place,
      "SELECT event, actor, detail, changes_json FROM audit WHERE event IN ('moved', 'removed') AND request_id IN ($1, $2) ORDER BY seq",
      [ada, ben],
    );
    expect(rows.map(({ event, actor, detail }) => [event, actor, detail])).toEqual([
      ['moved', 'U0GRACE', ''],
      ['moved', 'U0GRACE', ''],
      ['removed', 'U0GRACE', 'The project is over'],
    ]);
    expect(String(rows[0]?.changes_json)).toMatch(/"before":"3rd","after":"1st"/);
  });

  it('nobody else moves or removes, and no admin their own place', async () => {
    list.onlyFree(0);
    user('grace').type = 1;
    list.onlyFree(0);
    const ben = await list.join('ben');
    const own = await list.join('grace', '/zoom request-license my own');
    day.provoke(/expired_url/);
    for (const [who, id, words] of [
      ['mia', ben, /admins/],
      ['ben', ben, /admins/],
      ['grace', own, /your own place in line/],
    ] as const) {
      for (const action of ['waiting:up', 'waiting:top', 'waiting:remove']) {
        await forgedClick(day.place, as(who), { action, value: id });
      }
      await directMessage(as(who), words);
    }
    // Whoever waits gains by the removal of those before them, and while Zoom is away nobody can tell whose account it is.
    await forgedClick(day.place, as('grace'), { action: 'waiting:remove', value: ben });
    await directMessage(as('grace'), /You wait behind them and would move up/);
    day.place.zoom.faults.add({ operation: 'getUser', times: 50, kind: 'status', status: 503, body: {} });
    await forgedClick(day.place, as('linus'), { action: 'waiting:up', value: own });
    await directMessage(as('linus'), /can’t tell whether this is about your own account/);
    expect(await list.order()).toEqual(['ben', 'grace']);
  });
});

describe('the line is left', () => {
  it('by the person, at any time; the message says so, and those behind move up', async () => {
    list.onlyFree(0);
    await list.join('ben');
    await list.join('mia');
    await as('ben').click(await list.message('ben', /Waiting for a licence/), 'request:cancel');
    await list.message('ben', /You’ve left the waiting list/);
    expect(list.messagesOf('ben')).toBe(1);
    await list.message('mia', /Waiting for a licence: next in line/);
    list.buyOne();
    await list.passes(NEXT_LOOK);
    await directMessage(as('mia'), /You have a Zoom licence/);
    expect(user('ben').type).toBe(1);
  });

  it('by those who got one elsewhere or may no longer have one, and they are told; after 90 days by everybody', async () => {
    list.onlyFree(0);
    const ben = await list.join('ben');
    const mia = await list.join('mia');
    const ada = await list.join('ada');
    user('ben').type = 2;
    day.place.zoom.account.seats += 1;
    const inSlack = day.place.slack.workspace.users.get(as('mia').id);
    day.provoke(/user_disabled/);
    if (inSlack) inSlack.kind = 'deactivated';
    await list.passes(DAY + 1_000);
    await list.reaches(ben, 'failed');
    await list.reaches(mia, 'failed');
    await directMessage(as('ben'), /You already have a Zoom licence/);
    await list.message('ada', /Waiting for a licence: next in line/);
    await list.passes(90 * DAY);
    await list.reaches(ada, 'expired');
    await directMessage(as('ada'), /No licence came free in all this time/);
    await list.message('ada', /No longer on the waiting list: no licence came free/);
    expect(updates()).toEqual([]);
  });
});

describe('nobody loses their place', () => {
  it('when the bot is restarted in between', async () => {
    list.onlyFree(0);
    await list.join('mia');
    await list.join('ben');
    await day.place.restart();
    expect(await list.order()).toEqual(['mia', 'ben']);
    list.buyOne();
    await list.passes(NEXT_LOOK);
    await directMessage(as('mia'), /You have a Zoom licence/);
    await list.message('ben', /Waiting for a licence: next in line/);
    expect(list.messagesOf('ben')).toBe(1);
  });

  it('when the licence is gone between the look and the change', async () => {
    list.onlyFree(0);
    const mia = await list.join('mia');
    await list.join('ben');
    day.place.zoom.faults.add({ operation: 'getUser', kind: 'slow', delayMs: 1_500, times: 2 });
    list.buyOne();
    await list.passes(NEXT_LOOK);
    await until(async () => {
      const [row] = await query(day.place, 'SELECT given_at FROM waiting_list WHERE request_id = $1', [mia]);
      return row?.given_at;
    });
    day.place.zoom.account.seats -= 1;
    await until(() => updates().some((one) => one.status === 400));
    await list.reaches(mia, 'waiting');
    expect(await list.order()).toEqual(['mia', 'ben']);
    list.buyOne();
    await list.passes(NEXT_LOOK);
    await directMessage(as('mia'), /You have a Zoom licence/);
    expect(list.messagesOf('mia')).toBe(1);
  });

  it('where Zoom does not tell how many are free: who is refused waits, and the first in line tries', async () => {
    list.onlyFree(0);
    day.place.zoom.account.billing = false;
    const ben = await list.ask('ben');
    await list.reaches(ben, 'waiting');
    await as('mia').command('/zoom request-license talks');
    await reply(as('mia'), /Others are already waiting for a licence. You’d be 2nd in line/);
    await list.join('mia');
    const tried = updates().length;
    await list.passes(NEXT_LOOK);
    await until(() => updates().length > tried);
    await list.reaches(ben, 'waiting');
    list.buyOne();
    await list.passes(NEXT_LOOK);
    await directMessage(as('ben'), /You have a Zoom licence/);
    expect(user('mia').type).toBe(1);
  });

  it('with two processes at one database: one licence is given once, to the first', async () => {
    list.onlyFree(0);
    await list.join('mia');
    await list.join('ben');
    await list.join('ada');
    const logger = createLogger('error', [], { write: () => undefined });
    const second = await startBot(day.place.config, logger, day.place.clock);
    try {
      for (const who of ['mia', 'ben', 'ada']) {
        list.buyOne();
        await list.passes(NEXT_LOOK);
        await directMessage(as(who), /You have a Zoom licence/);
      }
    } finally {
      await second.stop();
    }
    expect(updates().map((one) => one.status)).toEqual([204, 204, 204]);
  });
});

describe('an undo that needs a licence', () => {
  it('is refused where the licence went to the next person, and leads to the line', async () => {
    list.onlyFree(0);
    user('mia').type = 2;
    day.place.zoom.account.seats += 1;
    const ben = await list.join('ben');
    await list.join('ada');
    const grace = as('grace');
    await list.ask('grace', '/zoom set-license @mia basic');
    const done = await directMessage(grace, /Mia Chen is Basic in Zoom now/);
    await list.reaches(ben, 'done');
    await grace.click(done, 'request:undo');
    const refused = await reply(grace, /No licence is free for \*Mia Chen\* any more/);
    expect(textOf(refused)).toMatch(/They would be 2nd in line/);
    await grace.click(refused, 'request:ask-back');
    expect(textOf(await reply(grace, /Mia Chen would be 2nd in line/))).toContain('Put on the waiting list');
    expect(updates().every((one) => one.status === 204)).toBe(true);
  });
});

it('on SQLite: the place is kept over a restart, and the first in line gets the next one', async () => {
  const place = await openWorkplace({ store: 'sqlite', policy });
  const person = (handle: string) => place.as(handle);
  try {
    const { account } = place.zoom;
    for (const one of account.users) if (/^(mia|ben)@/.test(one.email)) one.type = 1;
    account.seats = seatsTaken(account);
    for (const handle of ['mia', 'ben']) {
      await person(handle).command('/zoom request-license workshops');
      await person(handle).click(await reply(person(handle), /Join the waiting list/), 'confirm:run');
      const card = await posted(person('linus'), 'zoom-approvals', new RegExp(`${handle}.*decide`, 'is'));
      await person('linus').click(card, 'request:approve');
      await directMessage(person(handle), /Waiting for a licence/);
    }
    await place.restart();
    account.seats += 1;
    place.clock.advance(NEXT_LOOK);
    await directMessage(person('mia'), /You have a Zoom licence/);
    await directMessage(person('ben'), /Waiting for a licence: next in line/);
    expect(account.users.filter((one) => /^(mia|ben)@/.test(one.email) && one.type === 2)).toHaveLength(1);
  } finally {
    await place.close();
  }
});

/** The block that has this button for this request. */
function blockOf(message: { blocks: unknown }, action: string, id: string): string {
  const blocks = message.blocks as {
    block_id: string;
    elements?: { action_id?: string; value?: string }[];
  }[];
  const found = blocks.find(({ elements }) =>
    elements?.some((one) => one.action_id === action && one.value === id),
  );
  if (!found) throw new Error(`No ${action} for ${id}`);
  return found.block_id;
}
