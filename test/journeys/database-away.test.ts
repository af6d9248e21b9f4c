import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { openReplicas, type Replicas } from './replicas-support.ts';
import { until } from './support.ts';

const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
`;

let place: Replicas;
let earlier = 0;
beforeAll(async () => {
  place = await openReplicas(2, policy);
}, 60_000);
afterAll(() => place.close());
beforeEach(() => {
  earlier = place.zoom.changes.length;
  place.restoreEmails();
  for (const channel of place.slack.workspace.channels.values()) channel.messages.length = 0;
});
afterEach(() => {
  place.zoom.faults.clear();
  place.postgres.thaw();
});

const as = (handle: string) => place.slack.as(handle);
const changes = () => place.zoom.changes.slice(earlier).map((one) => one.operation);
const lines = () => place.bots.flatMap((bot) => bot.output).filter((line) => line.startsWith('{'));
const complaints = () => lines().filter((line) => line.includes('the scheduler cannot look'));
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

const readiness = () =>
  Promise.all(
    place.bots.map(async (bot) => {
      const answer = await fetch(`http://127.0.0.1:${await bot.open}/readyz`);
      return [answer.status, await answer.json()];
    }),
  );

async function sendRequest(email: string) {
  await as('ada').command(`/zoom change-email ${email}`);
  await as('ada').click(await reply(as('ada'), /Send request/, 15_000), 'confirm:run');
  return posted(as('grace'), 'zoom-approvals', /wants to|would like/, 15_000);
}

it('while PostgreSQL restarts a click is answered with “try again”, and counts when it is done again', async () => {
  const card = await sendRequest('ada.one@example.com');
  expect(await readiness()).toEqual(place.bots.map(() => [200, { ok: true }]));
  await place.postgres.end('SIGINT');
  expect(await readiness()).toEqual(place.bots.map(() => [503, { ok: false, failing: ['store'] }]));
  expect(await as('grace').click(card, 'request:approve')).toMatchObject({ ok: true });
  await reply(as('grace'), /I can’t reach my database right now[\s\S]*Please try again in a minute/, 10_000);
  await as('ben').command('/zoom profile job-title Pilot');
  await reply(as('ben'), /I can’t reach my database right now/, 10_000);
  await wait(3_500);
  expect(changes()).toEqual([]);
  // Two bots with many looks each, every second: one line for each way in which they fail.
  expect(complaints().length).toBeLessThanOrEqual(6);
  await place.postgres.start();
  expect(await as('grace').click(card, 'request:approve')).toMatchObject({ ok: true });
  await directMessage(as('ada'), /Email changed/, 15_000);
  expect(changes()).toEqual(['changeEmail']);
  await until(
    () => lines().some((line) => line.includes('the scheduler can look for what is due again')),
    10_000,
  );
}, 60_000);

it('PostgreSQL crashes after a change was acknowledged: it comes back, and the change is made and told once', async () => {
  for (const handle of ['ada', 'mia', 'ben', 'grace', 'linus']) {
    place.zoom.faults.add({ operation: 'updateUser', times: 1, kind: 'late', delayMs: 1_500 });
    expect(await as(handle).command(`/zoom profile job-title Pilot ${handle}`)).toMatchObject({ ok: true });
  }
  await until(() => changes().length >= 1, 10_000);
  await place.postgres.end('SIGKILL');
  await wait(3_000);
  await place.postgres.start();
  await place.endLeases();
  await until(async () => {
    const sql = `SELECT state FROM requests WHERE command = 'profile' AND state IN ('received', 'approved', 'running', 'unknown')`;
    return (await place.query(sql)).length === 0;
  }, 40_000);
  // A notice whose delivery broke off is taken up after its lease of 30 seconds.
  for (const handle of ['ada', 'mia', 'ben', 'grace', 'linus']) {
    await as(handle).waitFor(
      () =>
        [...as(handle).ephemerals(), ...as(handle).dms()].find((one) =>
          /profile is changed/.test(textOf(one)),
        ),
      75_000,
    );
  }
  expect(changes()).toHaveLength(5);
  expect(
    await place.query(
      `SELECT request_id FROM audit WHERE event = 'done' GROUP BY request_id HAVING count(*) > 1`,
    ),
  ).toEqual([]);
}, 180_000);

it('PostgreSQL hangs: the click is not taken for done, the bot lives, and goes on when it answers again', async () => {
  const card = await sendRequest('ada.two@example.com');
  place.postgres.freeze();
  // A query that hangs is not acknowledged in time, so Slack tells her; a connection that does not open is told at once.
  await as('grace').click(card, 'request:approve');
  await reply(as('grace'), /I can’t reach my database right now/, 20_000);
  expect(changes()).toEqual([]);
  place.postgres.thaw();
  await until(async () => {
    await as('linus')
      .click(card, 'request:approve')
      .catch(() => undefined);
    return changes().length > 0;
  }, 20_000);
  expect(changes()).toEqual(['changeEmail']);
}, 80_000);

it('everything hangs at once, PostgreSQL, Zoom and Slack: a bot that is asked to stop still ends', async () => {
  place.zoom.faults.add({ operation: 'addAssistants', times: 9, kind: 'hang' });
  expect(await as('ada').command('/zoom add-assistant @mia')).toMatchObject({ ok: true });
  await until(() => place.zoom.calls.some((one) => one.operation === 'addAssistants'), 10_000);
  place.slack.faults.add({ method: '*', hang: true });
  place.slack.faults.add({ method: 'response_url', hang: true });
  place.postgres.freeze();
  const ends = await Promise.all([...place.bots].map((bot) => place.remove(bot, 'SIGTERM')));
  // Both end by themselves while everything still hangs.
  expect(ends.map((one) => one.code)).toEqual([0, 0]);
  place.postgres.thaw();
}, 60_000);
