import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { seatsTaken } from '../../sandbox/zoom/licences.ts';
import { readAnchor } from '../../src/audit/anchor.ts';
import { createAuditKeys } from '../../src/audit/keys.ts';
import { everyEntry } from '../../src/audit/read.ts';
import { problemIn, verify } from '../../src/audit/verify.ts';
import { worksWith } from '../../src/store/migrations.ts';
import { type AnyTables, addLaterMigration, openTables, stepBack } from '../store/step-back.ts';
import { directMessage, openWorkplace, reply, textOf } from '../support/workplace.ts';
import { requestIdIn, sendRequest, untilDue } from './support.ts';

const DAY = 86_400_000;
const idOf = (handle: string) => person(handle).zoom?.id ?? '';

/** A workplace whose bot is stopped now and then, for what happens to its store meanwhile. */
async function openOldDesk(store: 'sqlite' | 'postgres') {
  const place = await openWorkplace({ store });
  const { database, encryptionKey } = place.config;
  const as = (handle: string) => place.as(handle);
  const desk = {
    place,
    as,
    /** Works on the store while no bot has it open, and starts the bot again. */
    async whileStopped(work: (db: AnyTables) => Promise<unknown>) {
      await place.bot.stop();
      const db = openTables(database);
      await work(db).finally(() => db.destroy());
      await place.restart();
    },
    async stepBack(last: Parameters<typeof stepBack>[2]) {
      await place.bot.stop();
      await stepBack(database, encryptionKey, last);
      await place.restart();
    },
    changesOf: (handle: string) =>
      place.zoom.changes.filter(({ userId }) => userId === idOf(handle)).map(({ operation }) => operation),
    approve: async (card: Awaited<ReturnType<typeof sendRequest>>) => {
      await as('linus').click(card, 'request:approve');
    },
    heard: (handle: string, words: RegExp) =>
      as(handle)
        .dms()
        .filter((one) => words.test(textOf(one))).length,
  };
  return desk;
}

/** What `npm run audit -- verify` would say; `null`: it is good. */
async function auditProblem(
  db: AnyTables,
  store: 'sqlite' | 'postgres',
  key: Buffer,
): Promise<string | null> {
  async function* rows() {
    for await (const some of everyEntry(db)) yield* some;
  }
  const anchor = await readAnchor({ kind: store, db });
  return problemIn(await verify(rows(), null, { keys: createAuditKeys([key]), anchor }));
}

describe.each(['sqlite', 'postgres'] as const)('a store on %s', (store) => {
  let desk: Awaited<ReturnType<typeof openOldDesk>>;
  beforeAll(async () => {
    desk = await openOldDesk(store);
    // The first command loads what the others need.
    await desk.as('owen').command('/zoom status');
    await reply(desk.as('owen'), /licence/i, 30_000);
  });
  afterAll(() => desk.place.close());

  it.each(['014-signed-audit', '020-erasures'] as const)(
    'of %s is opened by this version, and everything goes on, once',
    async (last) => {
      const { place, as, changesOf, heard } = desk;
      place.zoom.reset();
      place.slack.reset();
      const account = place.zoom.account;
      Object.assign(account.users.find(({ id }) => id === idOf('mia')) ?? {}, { type: 1 });
      account.seats = seatsTaken(account) + 1;
      const licence = await sendRequest(place, 'ben', '/zoom request-license for 5 days workshops');
      await desk.approve(licence);
      await directMessage(as('ben'), /You have a Zoom licence/);
      // Only later versions let people wait in line. None is free any more.
      const canWait = last !== '014-signed-audit';
      if (canWait) {
        await as('mia').command('/zoom request-license talks');
        await as('mia').click(await reply(as('mia'), /Join the waiting list/), 'confirm:run');
        const waits = await as('linus').waitFor(() =>
          as('linus')
            .messages('zoom-approvals')
            .find((one) => /talks/.test(textOf(one))),
        );
        await desk.approve(waits);
        await directMessage(as('mia'), /Waiting for a licence/);
      }
      const pending = await sendRequest(place, 'ada', '/zoom change-email ada.king@example.com');
      const lost = requestIdIn(await sendRequest(place, 'ben', '/zoom change-email ben.s@example.com'));

      await desk.whileStopped(async (db) => {
        // Approved, and the process that made the change was lost.
        await db
          .insertInto('decisions')
          .values({ request_id: lost, approver_slack_id: 'U0GRACE', verdict: 'approve', decided_at: 1 })
          .execute();
        await db
          .updateTable('requests')
          .set({
            state: 'running',
            due_at: 1,
            lease_owner: 'lost',
            updated_at: 1,
            progress_json: '{"tried":true}',
          })
          .where('id', '=', lost)
          .execute();
        // A message that Slack had not taken yet.
        const id = requestIdIn(licence);
        await db
          .insertInto('notifications')
          .values({
            id: `n-${last}`,
            request_id: id,
            kind: 'requester',
            state: 'done',
            at: 1,
            due_at: 1,
            attempts: 1,
          })
          .execute();
      });
      await desk.stepBack(last);
      expect(place.log.join('\n')).not.toMatch(/cannot be read|in vain/);

      await directMessage(as('ben'), /Email changed/, 30_000);
      await desk.approve(pending);
      await directMessage(as('ada'), /Email changed/);
      await untilDue(place, async () => heard('ben', /You have a Zoom licence/) === 2);
      account.seats += 1;
      if (canWait) await untilDue(place, async () => heard('mia', /You have a Zoom licence/) === 1);
      place.clock.advance(5 * DAY + 60_000);
      await directMessage(as('ben'), /Your Zoom licence has ended/);
      expect.soft(changesOf('ada')).toEqual(['changeEmail']);
      expect.soft(changesOf('mia')).toEqual(canWait ? ['updateUser'] : []);
      expect.soft(changesOf('ben')).toEqual(['updateUser', 'changeEmail', 'updateUser']);
      await desk.whileStopped(async (db) => {
        expect(await auditProblem(db, store, place.config.encryptionKey)).toBeNull();
      });
    },
  );

  it('of a newer version that only added works beside it and after it; what that one alone knows waits', async () => {
    const { place, as, changesOf } = desk;
    place.zoom.reset();
    place.slack.reset();
    const first = await sendRequest(place, 'ada', '/zoom change-email ada.king@example.com');
    const second = await sendRequest(place, 'mia', '/zoom change-email mia.wong@example.com');
    const leave = async (db: AnyTables) => {
      await addLaterMigration(db, worksWith);
      const row = await db
        .selectFrom('requests')
        .selectAll()
        .where('id', '=', requestIdIn(first))
        .executeTakeFirstOrThrow();
      await db
        .updateTable('requests')
        .set({ progress_json: JSON.stringify({ ...JSON.parse(row.progress_json ?? '{}'), later: { x: 1 } }) })
        .where('id', '=', row.id)
        .execute();
      const later = { ...row, state: 'approved', due_at: 1, trigger_id: null };
      await db
        .insertInto('requests')
        .values([
          { ...later, id: 'later-command', command: 'teleport' },
          { ...later, id: 'later-state', state: 'hovering' },
        ])
        .execute();
      await db
        .insertInto('notifications')
        .values({
          id: 'later',
          request_id: row.id,
          kind: 'hologram',
          state: 'pending',
          at: 1,
          due_at: 1,
          attempts: 0,
        })
        .execute();
    };
    if (store === 'sqlite') await desk.whileStopped(leave);
    else {
      // The newer one starts while this one runs.
      const db = openTables(place.config.database);
      await leave(db).finally(() => db.destroy());
    }
    await desk.approve(first);
    await directMessage(as('ada'), /Email changed/);
    await place.restart();
    expect(place.log.join('\n')).toContain('which has only added to them');
    await desk.approve(second);
    await directMessage(as('mia'), /Email changed/);
    expect(changesOf('ada')).toEqual(['changeEmail']);
    expect(changesOf('mia')).toEqual(['changeEmail']);
    await desk.whileStopped(async (db) => {
      const state = async (id: string) =>
        (await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst())?.state;
      expect(await state('later-command')).toBe('approved');
      expect(await state('later-state')).toBe('hovering');
      const { rows } = await sql<{ kind: string }>`select kind from notifications where id = 'later'`.execute(
        db,
      );
      expect(rows).toEqual([{ kind: 'hologram' }]);
      const done = await db
        .selectFrom('requests')
        .selectAll()
        .where('id', '=', requestIdIn(first))
        .executeTakeFirstOrThrow();
      expect(JSON.parse(done.progress_json)).toMatchObject({ later: { x: 1 } });
      expect(await auditProblem(db, store, place.config.encryptionKey)).toBeNull();
    });
  });
});
