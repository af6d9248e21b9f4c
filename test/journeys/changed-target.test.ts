import { beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, changesIn, query, requestIdIn, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const policy = (needed: number) =>
  defaultPolicy
    .replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0OWEN]')
    .concat(`commands: { profile: { access: approval, needed: ${needed} } }`);
const day = useWorkplace({ policy: policy(1) });
const { as } = day;
const ada = person('ada').zoom?.id;
const ask = '/zoom profile department Physics';
const decisionsOn = async (card: Message) =>
  (await query(day.place, 'SELECT 1 FROM decisions WHERE request_id = $1', [requestIdIn(card)])).length;
const askFor = (who: string, line = ask) => sendRequest(day.place, who, line);

describe('the account changes while its request waits', () => {
  beforeEach(() => day.place.restart(policy(1)));

  it('the first approver reads what has changed, the card shows it, and their second click counts', async () => {
    const card = await askFor('ada');
    const before = day.user('ada').dept;
    day.user('ada').dept = 'Chemistry';
    await as('grace').click(card, 'request:approve');
    const told = textOf(await reply(as('grace'), /has changed since this was asked/));
    expect(told).toContain(`Department is now *Chemistry*; it was *${before || 'none'}*`);
    const renewed = await cardSays(day.place, /Changed since it was asked[\s\S]*Chemistry/);
    expect(renewed.ts).toBe(card.ts);
    expect(textOf(renewed)).toMatch(/Department: \*Chemistry\* → \*Physics\*/);
    expect(await decisionsOn(card)).toBe(0);
    expect(changesIn(day.place)).toEqual([]);
    await as('grace').click(renewed, 'request:approve');
    await directMessage(as('ada'), /Your Zoom profile is changed/);
    expect(changesIn(day.place)).toEqual([`updateUser ${ada}`]);
    const log = await query(day.place, "SELECT detail FROM audit WHERE event = 'asked-anew'");
    expect(log.at(-1)?.detail).toContain('Department is now Chemistry');
  });

  it('an approval that was given before it changed counts no more', async () => {
    await day.place.restart(policy(2));
    const card = await askFor('ada');
    await as('grace').click(card, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals/);
    day.user('ada').dept = 'Chemistry';
    await as('linus').click(card, 'request:approve');
    await reply(as('linus'), /has changed since this was asked/);
    const renewed = await cardSays(day.place, /0 of 2 approvals/);
    await as('linus').click(renewed, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals \(<@U0LINUS>\)/);
    expect(changesIn(day.place)).toEqual([]);
    await as('grace').click(renewed, 'request:approve');
    await directMessage(as('ada'), /Your Zoom profile is changed/);
  });

  it('what was asked for is there already: the approver reads it and can deny', async () => {
    const card = await askFor('ada');
    day.user('ada').dept = 'Physics';
    await as('grace').click(card, 'request:approve');
    await reply(
      as('grace'),
      /can no longer be done as it was asked: The profile of \*Ada Lovelace\* already says that/,
    );
    expect(changesIn(day.place)).toEqual([]);
    expect(buttonsIn((await cardSays(day.place, /wants to|would like/)).blocks)).toHaveLength(2);
  });

  it('it is deleted: the approver reads that it is gone', async () => {
    const card = await askFor('ada');
    const { users } = day.place.zoom.account;
    users.splice(users.indexOf(day.user('ada')), 1);
    await as('grace').click(card, 'request:approve');
    await reply(as('grace'), /The Zoom account of \*Ada Lovelace\* has been removed since this was asked/);
  });

  it('only how many licences are free has changed: that is no reason to ask again', async () => {
    const card = await askFor('ben', '/zoom request-license for 14d');
    const freed = day.place.zoom.account.users.find((one) => one.id === person('mia').zoom?.id);
    if (freed) freed.type = 1;
    await as('grace').click(card, 'request:approve');
    await directMessage(as('ben'), /You have a Zoom licence/);
  });
});

it('the account changes between approval and change: nothing is done, and Ada reads what is different', async () => {
  await day.place.restart(policy(1));
  const card = await askFor('ada');
  day.place.zoom.faults.add({ operation: 'getUser', times: 20, kind: 'status', status: 503, body: {} });
  await as('grace').click(card, 'request:approve');
  await until(async () => {
    const sql = 'SELECT state, lease_owner FROM requests WHERE id = $1';
    const [row] = await query(day.place, sql, [requestIdIn(card)]);
    return row?.state === 'approved' && row.lease_owner === null;
  }, 12_000);
  day.user('ada').dept = 'Chemistry';
  day.place.zoom.faults.clear();
  day.place.clock.advance(10_000);
  const told = textOf(await directMessage(as('ada'), /changed since you saw what would happen/));
  expect(told).toContain('Department is now *Chemistry*');
  expect(changesIn(day.place)).toEqual([]);
});

it('a change that only its owner confirms: what they saw must still be true', async () => {
  await day.place.restart(defaultPolicy);
  day.user('ada').assistants.push(person('mia').zoom?.id ?? '');
  await as('ada').command('/zoom remove-assistant all');
  const preview = await reply(as('ada'), /\?[\s\S]*Cancel/);
  day.user('ada').assistants.push(person('linus').zoom?.id ?? '');
  await as('ada').click(preview, 'confirm:run');
  await reply(as('ada'), /changed since you saw what would happen/);
  expect(changesIn(day.place)).toEqual([]);
});

it('before sending, the requester reads who decides, how long that took lately, and what happens in silence', async () => {
  await day.place.restart(
    policy(1).replace(
      'expires_after: 72h',
      'expires_after: 72h, remind_after: 4h, escalate_after: 24h, escalate_to: [U0MIA]',
    ),
  );
  for (const who of ['ada', 'mia', 'ben']) {
    const card = await askFor(who, `/zoom profile department ${who}`);
    day.place.clock.advance(20 * 60_000);
    await as('grace').click(card, 'request:approve');
    await directMessage(as(who), /Your Zoom profile is changed/);
  }
  await as('ada').command('/zoom profile department Optics');
  const note = textOf(await reply(as('ada'), /Optics[\s\S]*Send request/));
  expect(note).toContain('Usually answered in ~20 minutes.');
  expect(note).toContain('I’ll remind them after 4 hours and ask <@U0MIA> too after 1 day; it expires');
});
