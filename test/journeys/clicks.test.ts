import { describe, expect, it } from 'vitest';
import { directMessage, posted, reply } from '../support/workplace.ts';
import { ask, changed, decisionsOn, threeApprovers } from './approval-support.ts';
import { changesIn, forgedClick, query, quiet, requestIdIn, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({ policy: threeApprovers });
const { as } = day;
describe('several clicks', () => {
  it('Grace and Linus at the same moment: one wins, the other reads who it was', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    await Promise.all([
      as('grace').click(card, 'request:approve'),
      as('linus').click(card, 'request:approve'),
    ]);
    await directMessage(as('ada'), /Email changed/);
    const [decision, ...others] = await decisionsOn(day.place, card);
    expect(others).toEqual([]);
    const [winner, loser] =
      decision === 'approve U0GRACE' ? (['U0GRACE', 'linus'] as const) : (['U0LINUS', 'grace'] as const);
    await reply(as(loser), new RegExp(`<@${winner}> already approved this`));
    expect(changesIn(day.place)).toEqual(changed);
  });

  it('a double click approves once', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    const grace = as('grace');
    await Promise.all([grace.click(card, 'request:approve'), grace.click(card, 'request:approve')]);
    await directMessage(as('ada'), /Email changed/);
    await quiet(day.place);
    expect(await decisionsOn(day.place, card)).toEqual(['approve U0GRACE']);
    expect(changesIn(day.place)).toEqual(changed);
  });

  it('the same payload twice is one click, and is not even answered twice', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    const click = { action: 'request:approve', value: requestIdIn(card), triggerId: 'same.1' };
    for (let i = 0; i < 3; i++)
      expect(await forgedClick(day.place, as('grace'), click)).toMatchObject({ ok: true });
    await directMessage(as('ada'), /Email changed/);
    await quiet(day.place);
    expect(changesIn(day.place)).toEqual(changed);
    expect(as('grace').dms()).toEqual([]);
  });

  it('a replay after the bot has forgotten the trigger changes nothing and says what happened', async () => {
    const card = await sendRequest(day.place, 'ada', ask);
    const click = { action: 'request:approve', value: requestIdIn(card), triggerId: 'same.2' };
    await forgedClick(day.place, as('grace'), click);
    await directMessage(as('ada'), /Email changed/);
    await quiet(day.place);
    await day.place.restart();
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('grace'), click);
    await directMessage(as('grace'), /<@U0GRACE> already approved this, and it’s done/);
    expect(changesIn(day.place)).toEqual(changed);
  });

  it('a preview that is confirmed twice is sent once', async () => {
    await as('ada').command(ask);
    const preview = await reply(as('ada'), /Send request/);
    await Promise.all([as('ada').click(preview, 'confirm:run'), as('ada').click(preview, 'confirm:run')]);
    await posted(as('grace'), 'zoom-approvals', /wants to|would like/);
    await quiet(day.place);
    expect(as('grace').messages('zoom-approvals')).toHaveLength(1);
  });

  it('somebody else’s preview cannot be confirmed', async () => {
    await as('ada').command(ask);
    const preview = await reply(as('ada'), /Send request/);
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('mia'), { action: 'confirm:run', value: requestIdIn(preview) });
    await directMessage(as('mia'), /Only <@U0ADA>, who asked for it, can do that/);
    expect(as('grace').messages('zoom-approvals')).toEqual([]);
  });
});

it('the click is acknowledged only once the decision is stored', async () => {
  const card = await sendRequest(day.place, 'ada', ask);
  const pg = await import('pg');
  const { database } = day.place.config;
  const client = new pg.default.Client(database.kind === 'postgres' ? database.url : '');
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM requests WHERE id = $1 FOR UPDATE', [requestIdIn(card)]);
  let acknowledged = false;
  const click = as('grace')
    .click(card, 'request:approve')
    .then(() => {
      acknowledged = true;
    });
  await until(async () => {
    const waiting = await query(
      day.place,
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return waiting.length > 0;
  });
  expect(acknowledged).toBe(false);
  await client.query('COMMIT');
  await client.end();
  await click;
  expect(await decisionsOn(day.place, card)).toEqual(['approve U0GRACE']);
  await directMessage(as('ada'), /Email changed/);
});
