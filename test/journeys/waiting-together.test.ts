import { expect, it } from 'vitest';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';
import { NEXT_LOOK, waitingList } from './waiting-list-support.ts';

const day = useWorkplace({
  policy: defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0LINUS]'),
});
const { as, user } = day;
const list = waitingList(day);
const updates = () => day.place.zoom.calls.filter((one) => one.operation === 'updateUser');

/** Grace asks for all of them, and Linus approves. */
async function askForAll(line: string, wish: RegExp) {
  await as('grace').command(line);
  const question = await reply(as('grace'), /Cancel/);
  await as('grace').click(question, 'confirm:run');
  const card = await posted(as('linus'), 'zoom-approvals', wish);
  await as('linus').click(card, 'request:approve');
  return { question, card };
}

it('several people at once stand in line as they were named, read in one message, and get the next ones in this order', async () => {
  list.onlyFree(1);
  const { question, card } = await askForAll(
    '/zoom request-license for @ben, @mia and @ada workshops',
    /wants to give 3 people a Zoom licence[\s\S]*please decide/,
  );
  expect(textOf(question)).toContain('Give 3 people a Zoom licence?');
  expect(textOf(question)).toMatch(
    /Ben Okafor[\s\S]*Mia Chen[\s\S]*for them: next in line[\s\S]*Ada Lovelace[\s\S]*for them: 2nd in line/,
  );
  expect(textOf(card)).toMatch(/Ada Lovelace[\s\S]*for them: 2nd in line/);
  const told = await directMessage(as('grace'), /2 of 3 wait for one[\s\S]*Ben Okafor/);
  expect(textOf(told)).toMatch(/Mia Chen[^\n]*: next in line[\s\S]*Ada Lovelace[^\n]*: 2nd in line/);
  expect(user('ben').type).toBe(2);

  list.buyOne();
  await list.passes(NEXT_LOOK);
  const moved = await directMessage(as('grace'), /1 of 3 wait for one/);
  expect(textOf(moved)).toMatch(/Ada Lovelace[^\n]*: next in line/);
  expect([user('mia').type, user('ada').type]).toEqual([2, 1]);
  expect(moved.ts).toBe(told.ts);
  const leave = buttonsIn(moved.blocks).filter((one) => one.action_id === 'request:cancel');
  expect(leave).toHaveLength(1);

  list.buyOne();
  await list.passes(NEXT_LOOK);
  const result = await directMessage(as('grace'), /Give 3 people a Zoom licence: done for 3 of 3/);
  expect(result.ts).not.toBe(told.ts);
  await directMessage(as('grace'), /The waiting is over/);
  expect(user('ada').type).toBe(2);
  expect(updates().map((one) => one.status)).toEqual([204, 204, 204]);
});

it('without a reason the form asks for it once, and says for whom', async () => {
  list.onlyFree(0);
  await as('grace').command('/zoom request-license for @ben, @mia and @ada');
  const form = await day.form('grace', 'request-license');
  expect(JSON.stringify(form.view.blocks)).toMatch(/For <@U0BEN>, <@U0MIA>, <@U0ADA>/);
  await as('grace').submit('top', { reason: 'workshops' });
  const question = await reply(as('grace'), /Give 3 people a Zoom licence\?/);
  expect(textOf(question)).toMatch(/next in line[\s\S]*2nd in line[\s\S]*3rd in line/);
  await as('grace').click(question, 'confirm:cancel');
});

it('one leaves the line, and one is taken off it: the message says so of each', async () => {
  list.onlyFree(0);
  await askForAll('/zoom set-license @ben @mia licensed', /of 2 people[\s\S]*please decide/);
  const told = await directMessage(as('grace'), /2 of 2 wait for one/);
  const [ben] = told.blocks.filter((one) => JSON.stringify(one).includes('Ben Okafor'));
  await as('grace').click(told, 'request:cancel', { blockId: ben?.block_id ?? '' });
  const left = await directMessage(as('grace'), /1 of 2 wait for one/);
  expect(textOf(left)).toMatch(/Ben Okafor[^\n]*has left the waiting list/);
  await until(async () => (await list.order()).length === 1);
  await as('linus').command('/zoom waiting-list');
  await as('linus').click(await reply(as('linus'), /1 person waits/), 'waiting:remove');
  const why = await as('linus').waitFor((seen) =>
    seen.views.find(({ view }) => view.callback_id === 'waiting-remove'),
  );
  expect(JSON.stringify(why.view.blocks)).toMatch(/Grace Hopper wants to [^"]*they lose their place in line/);
  await as('linus').submit('top', { reason: 'The project is over' });
  const result = await directMessage(as('grace'), /done for 0 of 2/);
  expect(textOf(result)).toMatch(
    /Mia Chen[^\n]*<@U0LINUS> took it off the waiting list: “The project is over”/,
  );
  expect(updates()).toEqual([]);
});

it('whoever may ask only for themselves reads so once, and nobody joins', async () => {
  list.onlyFree(0);
  await as('ben').command('/zoom request-license for @mia and @ada');
  await as('ben').waitFor(() => /for your own account only/.test(JSON.stringify(as('ben').views())));
  await as('ben').close();
  await as('ben').command('/zoom request-license for @mia and @ada workshops');
  await reply(as('ben'), /for your own account only/);
  expect(await list.order()).toEqual([]);
  expect(as('linus').messages('zoom-approvals')).toEqual([]);
});
