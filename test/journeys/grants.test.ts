import { afterEach, describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { scrape } from '../telemetry/scrape.ts';
import {
  cardSays,
  changesIn,
  passTime,
  query,
  quiet,
  requestIdIn,
  sendRequest,
  until,
  untilDue,
} from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const policy = defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0LINUS]');
const day = useWorkplace({ policy });
const as = (handle: string) => day.as(handle);
const MINUTE = 60_000;
const DAY = 86_400_000;

interface Row {
  readonly state: string;
  readonly due_at: string | null;
}

const stored = async (id: string): Promise<Row | undefined> =>
  (await query(day.place, 'SELECT state, due_at FROM requests WHERE id = $1', [id]))[0] as Row | undefined;
const reaches = (id: string, state: string) =>
  untilDue(day.place, async () => (await stored(id))?.state === state);

/** Asked for by one, approved by the other, done. @returns the request's id */
async function approved(who: string, line: string): Promise<string> {
  const card = await sendRequest(day.place, who, line);
  await as(who === 'linus' ? 'grace' : 'linus').click(card, 'request:approve');
  const id = requestIdIn(card);
  await reaches(id, 'done');
  return id;
}

async function confirmed(who: string, line: string, question: RegExp): Promise<void> {
  await as(who).command(line);
  await as(who).click(await reply(as(who), question), 'confirm:run');
}
/** What is told is told before: a message on its way when a day goes by would be taken for lost, and sent once more. */
async function pass(ms: number): Promise<void> {
  await quiet(day.place);
  await passTime(day.place, ms);
}

describe('any later change of the licence ends the one for a time', () => {
  it('two minutes from Grace, then Basic, then for good on Ben’s own request: Ben is still Licensed', async () => {
    const first = await approved('grace', '/zoom set-license @ben licensed for 2m');
    await approved('grace', '/zoom set-license @ben basic');
    expect(await stored(first)).toEqual({ state: 'undone', due_at: null });
    await approved('ben', '/zoom request-license workshops');
    expect(day.user('ben').type).toBe(2);
    await pass(3 * MINUTE);
    expect(day.user('ben').type).toBe(2);
    expect(changesIn(day.place)).toHaveLength(3);
  });

  it('Ben has one until a day, and Grace makes it one for good: it stays', async () => {
    const his = await approved('ben', '/zoom request-license for 14d workshops');
    const card = await sendRequest(day.place, 'grace', '/zoom set-license @ben licensed');
    expect(textOf(card)).toMatch(/let Ben Okafor keep the Zoom licence with no end date/);
    expect(textOf(card)).toMatch(/Keep the licence: \*for 14 days more\* → \*with no end date\*/);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /Ben Okafor keeps the Zoom licence with no end date/);
    await reaches(his, 'undone');
    await pass(15 * DAY);
    expect(day.user('ben').type).toBe(2);
  });

  it('Grace gave it for two days, and Ben asks for more: the form says until when, and the new end counts', async () => {
    const first = await approved('grace', '/zoom set-license @ben licensed for 2d');
    await as('ben').command('/zoom request-license');
    const form = JSON.stringify((await day.form('ben', 'request-license')).view.blocks);
    expect(form).toMatch(
      /You have a licence until <!date[^>]*>\. Say how long from now to keep it longer, or/,
    );
    await as('ben').submit('top', { duration: '7d' });
    await as('ben').click(await reply(as('ben'), /Keep your Zoom licence for 7 days/), 'confirm:run');
    const card = await cardSays(day.place, /keep their Zoom licence for 7 days/);
    await as('linus').click(card, 'request:approve');
    await reaches(first, 'undone');
    await cardSays(day.place, /A later change of <@U0BEN> has replaced it/);
    await pass(3 * DAY);
    expect(day.user('ben').type).toBe(2);
    await pass(5 * DAY);
    await reaches(requestIdIn(card), 'undone');
    expect(day.user('ben').type).toBe(1);
  });

  it('one from Ben and one for good by form without a time', async () => {
    await approved('ben', '/zoom request-license for 2d workshops');
    await as('ben').command('/zoom request-license');
    await day.form('ben', 'request-license');
    await as('ben').submit('top', {});
    await as('ben').click(await reply(as('ben'), /Keep your Zoom licence with no end date/), 'confirm:run');
    const card = await cardSays(day.place, /keep their Zoom licence with no end date/);
    await as('linus').click(card, 'request:approve');
    await reaches(requestIdIn(card), 'done');
    await pass(3 * DAY);
    expect(day.user('ben').type).toBe(2);
  });

  it.each([
    ['ben', '/zoom return-license', /\?[\s\S]*Cancel/],
    ['grace', '/zoom edit-user @ben licence basic', undefined],
    ['grace', '/zoom deactivate @ben', undefined],
    ['grace', '/zoom delete-user @ben disassociate', undefined],
  ])('%s: %s ends it, and there is no way back to one for good', async (who, line, question) => {
    const first = await approved('grace', '/zoom set-license @ben licensed for 2d');
    if (question) await confirmed(who, line, question);
    else {
      const id = await approved(who, line);
      const [row] = await query(day.place, 'SELECT plan_json FROM requests WHERE id = $1', [id]);
      if (!line.includes('delete')) expect(String(row?.plan_json)).toContain('"irreversible":true');
    }
    await reaches(first, 'undone');
    await cardSays(day.place, /has replaced it/);
    const changes = changesIn(day.place);
    await pass(3 * DAY);
    expect(changesIn(day.place)).toEqual(changes);
  });

  it('an edit of the department leaves it alone', async () => {
    const first = await approved('grace', '/zoom set-license @ben licensed for 2d');
    await approved('grace', '/zoom edit-user @ben department Sales');
    expect((await stored(first))?.state).toBe('done');
    await pass(3 * DAY);
    await reaches(first, 'undone');
    expect(day.user('ben').type).toBe(1);
  });
});

it('a licence for good that is approved while the earlier one goes back: the click changes nothing, the next ones give it', async () => {
  const first = await approved('ben', '/zoom request-license for 2d workshops');
  const card = await sendRequest(day.place, 'grace', '/zoom set-license @ben licensed');
  day.place.zoom.faults.add({ operation: 'getUser', times: 1, kind: 'late', delayMs: 3_000 });
  day.place.clock.advance(2 * DAY + MINUTE);
  await reaches(first, 'undoing');
  await as('linus').click(card, 'request:approve');
  await reply(as('linus'), /can no longer be done as it was asked/);
  await reaches(first, 'undone');
  expect(day.user('ben').type).toBe(1);
  await as('linus').click(card, 'request:approve');
  const renewed = await cardSays(day.place, /Changed since it was asked/);
  await as('linus').click(renewed, 'request:approve');
  await directMessage(as('grace'), /Ben Okafor has a Zoom licence/);
  expect(day.user('ben').type).toBe(2);
  await pass(30 * DAY);
  expect(day.user('ben').type).toBe(2);
}, 30_000);

describe('when the time is over', () => {
  afterEach(() => void day.place.zoom.tokens.scopes.add('user:update:user:admin'));

  it('what is not as it was left is not touched, and that is said', async () => {
    const id = await approved('grace', '/zoom set-license @ben licensed for 2d');
    day.user('ben').type = 4;
    const changes = changesIn(day.place);
    await pass(3 * DAY);
    await reaches(id, 'undone');
    await directMessage(as('grace'), /has ended|Ended as agreed[\s\S]*I left it as it is/);
    await cardSays(day.place, /it had been changed before, so nothing was taken back/);
    expect(day.user('ben').type).toBe(4);
    expect(changesIn(day.place)).toEqual(changes);
  });

  it('the reminder and the end reach Ben, who has it, and Grace, who asked', async () => {
    const id = await approved('grace', '/zoom set-license @ben licensed for 10d');
    await pass(9 * DAY + MINUTE);
    await directMessage(as('ben'), /Your Zoom licence ends[\s\S]*Extend/);
    await directMessage(as('grace'), /Your Zoom licence ends|This ends/);
    await pass(DAY);
    await reaches(id, 'undone');
    await directMessage(as('ben'), /Your Zoom licence has ended/);
    await directMessage(as('grace'), /has ended|Ended as agreed/);
    await directMessage(as('grace'), /Done, and the agreed time is over/);
    await quiet(day.place);
    const ends = as('ben')
      .dms()
      .map(textOf)
      .filter((text) => /has ended/.test(text));
    expect(ends).toEqual([expect.stringContaining('Your Zoom licence has ended')]);
    expect(day.user('ben').type).toBe(1);
  });

  it('Zoom does not let the bot: admins, card and metric say so, it is tried a while, and then it ends', async () => {
    const id = await approved('grace', '/zoom set-license @ben licensed for 2d');
    day.place.zoom.tokens.scopes.delete('user:update:user:admin');
    await pass(2 * DAY + MINUTE);
    const told = await posted(as('linus'), 'zoom-ops', /The agreed time is over, and I can’t take it back/);
    expect(textOf(told)).toMatch(/<@U0GRACE> <@U0LINUS>[\s\S]*Ben Okafor[\s\S]*I’ll keep trying/);
    await cardSays(day.place, /couldn’t be taken back[\s\S]*I keep trying/);
    await until(async () => (await scrape(day.place)).of('frontdesk_grants_stuck') === 1, 12_000);

    for (let i = 0; i < 12 && (await stored(id))?.due_at !== null; i++) await pass(DAY + MINUTE);
    expect(await stored(id)).toEqual({ state: 'done', due_at: null });
    await posted(as('linus'), 'zoom-ops', /I’ve stopped trying/);
    await cardSays(day.place, /I’ve given up trying/);
    const cries = as('linus')
      .messages('zoom-ops')
      .filter((one) => /I can’t take it back/.test(textOf(one)));
    expect(cries).toHaveLength(2);
    expect((await scrape(day.place)).of('frontdesk_grants_given_up_total')).toBeGreaterThan(0);
    expect(day.user('ben').type).toBe(2);
  }, 90_000);

  it('once it may again, it goes back and the card says so', async () => {
    const id = await approved('grace', '/zoom set-license @ben licensed for 2d');
    day.place.zoom.tokens.scopes.delete('user:update:user:admin');
    await pass(2 * DAY + MINUTE);
    await cardSays(day.place, /I keep trying/);
    day.place.zoom.tokens.scopes.add('user:update:user:admin');
    await pass(DAY);
    await reaches(id, 'undone');
    await cardSays(day.place, /The agreed time ended/);
    expect(day.user('ben').type).toBe(1);
  });

  it('the account is gone: it ends at once, and the admins are told', async () => {
    const id = await approved('grace', '/zoom set-license @ben licensed for 2d');
    const { account } = day.place.zoom;
    account.users = account.users.filter((one) => one.id !== day.idOf('ben'));
    await pass(2 * DAY + MINUTE);
    await reaches(id, 'undone');
    await posted(as('linus'), 'zoom-ops', /I can’t take it back[\s\S]*The account is gone from Zoom/);
    await cardSays(day.place, /the account was gone by then/);
    expect((await stored(id))?.due_at).toBeNull();
  });
});
