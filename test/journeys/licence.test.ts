import { describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, changesIn, query, requestIdIn, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const policy = `${defaultPolicy}commands:\n  request-license: { access: approval, max_duration: 30d }\n`;
const day = useWorkplace({ policy });
const DAY = 86_400_000;

/** Ben has got a licence for some days. */
async function given(duration: string): Promise<string> {
  const card = await sendRequest(day.place, 'ben', `/zoom request-license for ${duration} workshops`);
  await day.as('grace').click(card, 'request:approve');
  await directMessage(day.as('ben'), /You have a Zoom licence/);
  return requestIdIn(card);
}

/** Lets time pass until `ms` before the end. */
async function untilBeforeTheEnd(id: string, ms: number): Promise<void> {
  const sql = "SELECT progress_json::jsonb->>'endsAt' AS ends FROM requests WHERE id = $1";
  const [row] = await query(day.place, sql, [id]);
  day.place.clock.advance(Number(row?.ends) - ms - day.place.clock.now() + 1);
}

describe('a licence for a time', () => {
  it('says how many are free, is approved, says when it ends, and goes back by itself after a reminder', async () => {
    const ben = day.as('ben');
    await ben.command('/zoom request-license');
    const form = JSON.stringify((await day.form('ben', 'request-license')).view.blocks);
    expect(form).toMatch(/\d+ licences are free/);
    expect(form).toContain('At most 30 days');
    await ben.close();

    const id = await given('14d');
    expect(day.user('ben').type).toBe(2);
    expect(textOf(await directMessage(ben, /You have a Zoom licence/))).toContain('Until <!date');
    expect(textOf(await cardSays(day.place, /done in Zoom/))).toMatch(
      /Licensed for 14 days[\s\S]*Free licences/,
    );

    await untilBeforeTheEnd(id, DAY);
    const reminder = await directMessage(ben, /Your Zoom licence ends|This ends/);
    expect(buttonsIn(reminder.blocks).map((one) => one.action_id)).toEqual(['command:request-license']);
    expect(day.user('ben').type).toBe(2);

    await untilBeforeTheEnd(id, 0);
    await directMessage(ben, /has ended|Ended as agreed/);
    expect(day.user('ben').type).toBe(1);
    await cardSays(day.place, /The agreed time ended/);
    await posted(ben, 'zoom-ops', /has ended|Ended as agreed for <@U0BEN>/);
  });

  it('goes back to Unassigned where it came from', async () => {
    day.user('ben').type = 4;
    const id = await given('2d');
    await untilBeforeTheEnd(id, 0);
    await directMessage(day.as('ben'), /has ended|Ended as agreed/);
    expect(day.user('ben').type).toBe(4);
  });

  it('is made longer with the reminder’s button, and then only the new end counts', async () => {
    const first = await given('3d');
    const ben = day.as('ben');
    await untilBeforeTheEnd(first, DAY / 2);
    await ben.click(await directMessage(ben, /Your Zoom licence ends|This ends/), 'command:request-license');
    await day.form('ben', 'request-license');
    await ben.submit('top', { duration: '7d' });
    const preview = await reply(ben, /Keep your Zoom licence for 7 days/);
    await ben.click(preview, 'confirm:run');
    const card = await cardSays(day.place, /keep their Zoom licence for 7 days/);
    await day.as('grace').click(card, 'request:approve');
    const kept = await directMessage(ben, /You keep your Zoom licence for 7 days/);
    expect(buttonsIn(kept.blocks).map((one) => one.action_id)).not.toContain('request:undo');
    const state = async (id: string) =>
      (await query(day.place, 'SELECT state FROM requests WHERE id = $1', [id]))[0]?.state;
    await until(async () => (await state(first)) === 'undone');
    expect(day.user('ben').type).toBe(2);
    await untilBeforeTheEnd(requestIdIn(card), 0);
    await directMessage(ben, /has ended|Ended as agreed/);
    expect(day.user('ben').type).toBe(1);
  });

  it('is returned earlier: at once, and the end that was agreed does nothing any more', async () => {
    const id = await given('14d');
    const ben = day.as('ben');
    await ben.command('/zoom return-license');
    const question = await reply(ben, /\?[\s\S]*Cancel/);
    expect(textOf(question)).toContain('Zoom licence: *Licensed* → *Basic*');
    await ben.click(question, 'confirm:run');
    const done = await reply(ben, /You returned your Zoom licence/);
    expect(day.user('ben').type).toBe(1);
    expect(buttonsIn(done.blocks).map((one) => one.action_id)).toEqual(['command:request-license']);
    const row = await until(async () => {
      const [found] = await query(day.place, 'SELECT state, due_at FROM requests WHERE id = $1', [id]);
      return found?.state === 'undone' && found;
    });
    expect(row.due_at).toBeNull();
    expect(changesIn(day.place)).toHaveLength(2);
  });

  it('is undone by the requester within ten minutes', async () => {
    await given('14d');
    const done = await directMessage(day.as('ben'), /You have a Zoom licence/);
    await day.as('ben').click(done, 'request:undo');
    await reply(day.as('ben'), /Undone/);
    expect(day.user('ben').type).toBe(1);
  });
});

describe('what is refused', () => {
  it('a longer time than policy allows, with the limit named; without a time the limit holds', async () => {
    const ben = day.as('ben');
    await ben.command('/zoom request-license for 5w workshops');
    await reply(ben, /last 30 days at most here, and you asked for 35 days/);
    await ben.command('/zoom request-license workshops');
    await reply(ben, /Licensed for 30 days/);
  });

  it('where Zoom does not tell how many are free, nothing is said of it', async () => {
    day.place.zoom.account.billing = false;
    await day.as('ben').command('/zoom request-license for 2d workshops');
    expect(textOf(await reply(day.as('ben'), /Send request/))).not.toContain('Free licences');
  });

  it('a licence that is there already, or is not there to be returned', async () => {
    await day.as('ada').command('/zoom request-license workshops');
    await reply(day.as('ada'), /You already have a Zoom licence/);
    await day.as('ben').command('/zoom return-license');
    await reply(day.as('ben'), /You have no Zoom licence/);
    expect(changesIn(day.place)).toEqual([]);
  });
});
