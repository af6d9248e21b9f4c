import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { accountOf, pairsOf, peopleWith } from '../simulation/people.ts';
import { directMessage, posted, textOf } from '../support/workplace.ts';
import { openReplicas, type Replicas } from './replicas-support.ts';
import { until } from './support.ts';

/** A step that fails on a busy machine is tried again after a minute. */
const PATIENCE = 100_000;
const people = pairsOf(9).map(({ me }) => me);
const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1 }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
licences: { on_silence: take-back }
`;

let place: Replicas;
const as = (handle: string) => place.slack.as(handle);
beforeAll(async () => {
  const everybody = peopleWith(pairsOf(people.length)).filter(({ handle }) => !/^o\d+$/.test(handle));
  place = await openReplicas(2, policy, everybody);
  for (const user of place.zoom.account.users) {
    if (!people.some(({ zoom }) => zoom?.id === user.id)) user.type = 1;
  }
});
afterAll(() => place.close());

/** The first third keeps the licence, the second gives it back, and the others say nothing. */
const third = (number: number) => people.filter((_, i) => Math.floor((i * 3) / people.length) === number);
const [keep, giveBack, silent] = [third(0), third(1), third(2)];

async function start(): Promise<void> {
  const grace = as('grace');
  const preview = () => grace.ephemerals().find((one) => textOf(one).includes('whether they still need'));
  for (const end = Date.now() + PATIENCE; !preview() && Date.now() < end; ) {
    await grace.command('/zoom reclaim-licences 14d');
    await grace.waitFor(preview, 3_000).catch(() => undefined);
  }
  await grace.click(preview() as Message, 'confirm:run');
  const card = await posted(as('linus'), 'zoom-approvals', /please decide/);
  // At both at the same moment.
  await Promise.all([1, 2].map(() => as('linus').click(card, 'request:approve')));
}

const inState = async (state: string, count: number) =>
  until(async () => {
    const [row] = await place.query('SELECT count(*) AS n FROM campaign_people WHERE state = $1', [state]);
    return Number(row?.n) === count;
  }, PATIENCE);

/** A bot in a process of its own has the machine's clock, so what is due is moved instead. */
async function goTo(column: 'remind_at' | 'ends_at'): Promise<void> {
  await place.query(`UPDATE campaigns SET ${column} = created_at + 1`);
  await place.query(
    "UPDATE campaign_people SET due_at = 0, asked_at = asked_at - 1000000000 WHERE state = 'asked'",
  );
}

it('two bots go on with one campaign: nobody is asked, reminded or told twice, and no licence goes back twice', async () => {
  await start();
  await inState('asked', people.length);
  // Each of these clicks comes twice, at both bots.
  const answers: readonly (readonly [typeof people, string])[] = [
    [keep, 'campaign:keep'],
    [giveBack, 'campaign:give-back'],
  ];
  for (const [some, action] of answers) {
    for (const { handle } of some) {
      const question = await directMessage(as(handle), /do you still need your Zoom licence/);
      await Promise.all([1, 2].map(() => as(handle).click(question, action)));
    }
  }
  await inState('returned', giveBack.length);
  await goTo('remind_at');
  for (const { handle } of silent) await directMessage(as(handle), /a short reminder/, PATIENCE);
  await goTo('ends_at');
  // The question and the reminder say so first; the outcome is a message of its own.
  for (const { handle } of silent) {
    await as(handle).waitFor(() => as(handle).dms().length === 3, PATIENCE);
    await directMessage(as(handle), /has gone back/);
  }
  // Anybody who has it again gets it once.
  const [again] = silent;
  const outcome = await directMessage(as(again?.handle ?? ''), /has gone back/);
  await Promise.all([1, 2].map(() => as(again?.handle ?? '').click(outcome, 'campaign:again')));
  await inState('restored', 1);
  await posted(as('grace'), 'zoom-ops', /Done: asked 9 people/, PATIENCE);
  await until(async () => (await place.query('SELECT 1 FROM notifications')).length === 0, PATIENCE);
  // Whatever a bot does a second time, it does within a few seconds.
  await sleep(3_000);

  for (const [some, messages, updates] of [
    [keep, 1, 0],
    [giveBack, 1, 1],
    [silent, 3, 1],
  ] as const) {
    for (const one of some) {
      const isBack = one === again;
      const made = place.zoom.changes.filter(({ userId }) => userId === one.zoom?.id);
      expect.soft(as(one.handle).dms().map(textOf), one.handle).toHaveLength(messages);
      expect.soft(made, one.handle).toHaveLength(isBack ? updates + 1 : updates);
      expect.soft(accountOf(place.zoom, one).type, one.handle).toBe(updates === 0 || isBack ? 2 : 1);
    }
  }
  const entries = await place.query("SELECT 1 FROM audit WHERE event = 'answered'");
  expect(entries).toHaveLength(2 * (keep.length + giveBack.length) + 2);
}, 300_000);
