import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { addLicences, pairOf, peopleWith } from '../simulation/people.ts';
import { directMessage, posted, textOf } from '../support/workplace.ts';
import { openReplicas, type Replicas } from './replicas-support.ts';
import { requestIdIn, until } from './support.ts';

const pairs = Array.from({ length: 40 }, (_, number) => pairOf(number));
const APPROVERS = ['grace', 'linus', 'mia', 'owen'];
const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS, U0MIA, U0OWEN], needed: 1, expires_after: 72h, remind_after: 4h }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
commands: { change-email: { access: approval, needed: 2 } }
`;

describe('three bots share one PostgreSQL', () => {
  let place: Replicas;
  beforeAll(async () => {
    place = await openReplicas(3, policy, peopleWith(pairs));
    addLicences(place.zoom);
    for (const handle of ['mia', 'owen']) {
      place.slack.workspace.channels.get('C0APPROVALS')?.members.add(place.slack.as(handle).id);
    }
  }, 60_000);
  afterAll(() => place.close());
  let earlier = 0;
  beforeEach(() => {
    earlier = place.zoom.changes.length;
    place.zoom.faults.clear();
    place.restoreEmails();
    for (const channel of place.slack.workspace.channels.values()) channel.messages.length = 0;
  });

  const as = (handle: string) => place.slack.as(handle);
  const fresh = () => place.zoom.changes.slice(earlier);
  const changes = () => fresh().map((one) => `${one.operation} ${one.userId}`);
  const ben = person('ben').zoom?.id;
  const cards = () => as('grace').messages('zoom-approvals');

  const send = async (who: string, line: string): Promise<Message> => {
    const before = new Set(cards().map((one) => one.ts));
    const answered = new Set(
      as(who)
        .ephemerals()
        .map((one) => one.ts),
    );
    await as(who).command(line);
    const preview = await as(who).waitFor(
      () =>
        as(who)
          .ephemerals()
          .find((one) => !answered.has(one.ts) && /Send request/.test(JSON.stringify(one.blocks))),
      15_000,
    );
    await as(who).click(preview, 'confirm:run');
    return as('grace').waitFor(
      () => cards().find((one) => !before.has(one.ts) && /please decide/.test(one.text)),
      15_000,
    );
  };
  const told = (handle: string, words: RegExp) =>
    as(handle)
      .ephemerals()
      .filter((one) => words.test(textOf(one)));

  it('four people approve in the same moment, each at another bot: one wins, the others read who it was', async () => {
    const rounds = 8;
    let winners = 0;
    let losers = 0;
    for (let round = 0; round < rounds; round++) {
      earlier = place.zoom.changes.length;
      Object.assign(place.zoom.account.users.find((one) => one.id === ben) ?? {}, { type: 1 });
      const card = await send('ben', '/zoom request-license for 14d');
      const clicks = await Promise.all(APPROVERS.map((one) => as(one).click(card, 'request:approve')));
      expect(clicks.every((one) => one.ok)).toBe(true);
      await until(async () => {
        const [row] = await place.query('SELECT state FROM requests WHERE id = $1', [requestIdIn(card)]);
        return row?.state === 'done';
      }, 15_000);
      const decisions = await place.query('SELECT * FROM decisions WHERE request_id = $1', [
        requestIdIn(card),
      ]);
      winners += decisions.length;
      expect(changes()).toEqual([`updateUser ${ben}`]);
      losers = APPROVERS.flatMap((one) => told(one, /already approved this|done/)).length;
    }
    expect(winners).toBe(rounds);
    await until(() => {
      losers = APPROVERS.flatMap((one) => told(one, /already approved this|done/)).length;
      return losers === rounds * (APPROVERS.length - 1);
    });
    process.stdout.write(
      `Replicas: ${rounds} requests, 4 clicks each: ${winners} winners, ${losers} told who won\n`,
    );
  }, 120_000);

  it('where two approvals are needed, two of four count, and the change is made once', async () => {
    const card = await send('ada', '/zoom change-email ada.king@example.com');
    await Promise.all(APPROVERS.map((one) => as(one).click(card, 'request:approve')));
    await directMessage(as('ada'), /Email changed/, 15_000);
    const decisions = await place.query('SELECT * FROM decisions WHERE request_id = $1', [requestIdIn(card)]);
    expect(decisions).toHaveLength(2);
    expect(changes()).toHaveLength(1);
  }, 60_000);

  it('forty changes at once are each made once, though one bot is killed in the middle', async () => {
    const names = pairs.map(({ number, me }) => ({ who: me.slackId, name: `Name ${number}` }));
    place.zoom.faults.add({ operation: 'updateUser', times: 12, kind: 'late', delayMs: 700 });
    const asked = names.map(({ who, name }) => as(who).command(`/zoom profile job-title ${name}`));
    await until(() => fresh().length > 0, 15_000);
    const [victim] = place.bots;
    if (victim) await place.remove(victim, 'SIGKILL');
    const answers = await Promise.all(asked);
    const heard = names.filter((_, i) => answers[i]?.ok).map((one) => one.name);
    place.zoom.faults.clear();
    await place.endLeases();
    await until(async () => {
      const open = `SELECT id FROM requests WHERE state NOT IN ('done', 'failed', 'refused', 'undone')
        AND command = 'profile'`;
      return (await place.query(open)).length === 0;
    }, 40_000);
    const made = fresh().map((one) => one.what.replace('job_title → ', ''));
    expect(new Set(made).size).toBe(made.length);
    expect(heard.filter((name) => !made.includes(name))).toEqual([]);
    process.stdout.write(
      `Replicas: one of three killed among ${names.length} changes: ${heard.length} acknowledged, ${made.length} made, 0 twice\n`,
    );
    await place.add();
  }, 120_000);

  it('a reminder is posted once, also when a bot is killed as it falls due', async () => {
    const sent: Message[] = [];
    for (const { number, me } of pairs.slice(0, 5)) {
      sent.push(await send(me.slackId, `/zoom change-email new.${number}@example.com`));
    }
    const ids = sent.map(requestIdIn);
    await place.query(
      `UPDATE requests SET due_at = 0, progress_json =
         (progress_json::jsonb || jsonb_build_object('sentAt', (progress_json::jsonb->>'sentAt')::bigint - 15000000))::text
       WHERE id = ANY($1)`,
      [ids],
    );
    const reminders = () => cards().filter((one) => /Still waiting for a decision/.test(textOf(one)));
    await until(() => reminders().length > 0, 10_000);
    // A channel gets one message a second: now one is told and noted, and the next has not gone yet.
    await new Promise((done) => setTimeout(done, 400));
    const [victim] = place.bots;
    if (victim) await place.remove(victim, 'SIGKILL');
    await place.add();
    // What the lost one had in hand is taken up when its lease of 30 seconds is over.
    await until(() => reminders().length >= ids.length, 60_000);
    await new Promise((done) => setTimeout(done, 2_500));
    const count = reminders().length;
    process.stdout.write(`Replicas: ${ids.length} reminders due, one of three killed: ${count} posted\n`);
    expect(count).toBe(ids.length);
  }, 120_000);

  it('a bot that is asked to stop hands over at once: another one ends the change, nobody waits for a lease', async () => {
    place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind: 'hang', afterApplying: true });
    await as('ada').command('/zoom add-assistant @mia');
    await until(() => fresh().length === 1);
    const ends = await Promise.all(place.bots.slice(0, 2).map((bot) => place.remove(bot, 'SIGTERM')));
    expect(ends.map((one) => one.code)).toEqual([0, 0]);
    await posted(as('linus'), 'zoom-ops', /Mia Chen/, 20_000);
    expect(changes()).toHaveLength(1);
  }, 60_000);
});
