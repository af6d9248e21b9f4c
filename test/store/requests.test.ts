import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text } from '../../src/languages/text.ts';
import { createLogger } from '../../src/log.ts';
import { createRequestStore, type Submission } from '../../src/requests/request-store.ts';
import { type StateChange, transition } from '../../src/requests/transition.ts';
import { Mrkdwn, md } from '../../src/views/mrkdwn.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

const logger = createLogger('error');

const submission = (over: Partial<Submission> = {}): Submission => ({
  command: 'add-assistant',
  input: { values: { person: 'U0MIA' }, subject: null, slash: '/zoom' },
  teamId: 'T1',
  requesterSlackId: 'U0ADA',
  triggerId: null,
  replyTo: { url: 'https://hooks.slack.com/commands/T1/2/secret', replace: false },
  ...over,
});

describe.each(kinds)('requests on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind);
  });
  afterAll(() => opened.close());

  /** The requests as another process sees them. */
  const requestsOf = (owner: string) => createRequestStore(opened.store, owner, logger);
  const recorded = async (over: Partial<Submission> = {}) => {
    const request = await requestsOf('me').record(submission(over));
    if (!request) throw new Error('not recorded');
    return request;
  };

  /** A request that waits for a decision. */
  const sent = async (change: Partial<StateChange> = {}) => {
    const drafted = await transition(opened.store, await recorded(), 'drafted', { dueIn: null });
    const pending =
      drafted && (await transition(opened.store, drafted.request, 'pending', { dueIn: null, ...change }));
    if (!pending) throw new Error('not sent');
    return pending.request;
  };

  it('fifty try to move the same request: one wins, and what is told is told once', async () => {
    const request = await recorded();
    const tries = Array.from({ length: 50 }, () =>
      transition(opened.store, request, 'approved', { dueIn: null, notify: ['reply'] }),
    );
    const won = (await Promise.all(tries)).filter((one) => one !== null);
    expect(won).toHaveLength(1);
    expect(won[0]?.request).toMatchObject({ state: 'approved', version: request.version + 1 });
    const notices = await opened.store.db
      .selectFrom('notifications')
      .selectAll()
      .where('request_id', '=', request.id)
      .execute();
    expect(notices).toHaveLength(1);
  });

  it('fifty count an approval at the same moment, the state staying the same: one wins', async () => {
    const request = await sent();
    const tries = Array.from({ length: 50 }, (_, i) =>
      transition(opened.store, request, 'pending', {
        dueIn: null,
        decision: { by: `U${i}`, verdict: 'approve', reason: null },
      }),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await requestsOf('me').decisions(request.id)).toHaveLength(1);
  });

  it('approve, deny and approve race ten times: each request ends one way, with one decision', async () => {
    for (let i = 0; i < 10; i++) {
      const request = await sent();
      const decide = (by: string, verdict: 'approve' | 'deny') =>
        transition(opened.store, request, verdict === 'approve' ? 'approved' : 'denied', {
          dueIn: null,
          decision: { by, verdict, reason: null },
        });
      const results = await Promise.all([
        decide('U0GRACE', 'approve'),
        decide('U0LINUS', 'deny'),
        decide('U0OWEN', 'approve'),
      ]);
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await requestsOf('me').decisions(request.id)).toHaveLength(1);
    }
  });

  it('a second decision by the same approver is refused, and nothing of it is stored', async () => {
    const request = await sent();
    const decision = { by: 'U0GRACE', verdict: 'approve' as const, reason: null };
    const first = await transition(opened.store, request, 'pending', { dueIn: null, decision });
    if (!first) throw new Error('not approved');
    await expect(
      transition(opened.store, first.request, 'approved', { dueIn: null, decision }),
    ).rejects.toThrow();
    expect(await requestsOf('me').find(request.id)).toMatchObject({
      state: 'pending',
      version: first.request.version,
    });
  });

  it('a decision after the end does not count, whatever the process believes', async () => {
    const request = await sent({ expiresIn: -1 });
    expect(
      await transition(opened.store, request, 'approved', { dueIn: null, unlessExpired: true }),
    ).toBeNull();
  });

  it('everybody’s newest: those that wait for a decision, then the others, without what was never sent', async () => {
    const requests = requestsOf('me');
    const inState = async (state: 'pending' | 'failed' | 'drafted', at: number) => {
      const { id } = await recorded();
      await opened.store.db
        .updateTable('requests')
        .set({ state, created_at: at })
        .where('id', '=', id)
        .execute();
      return id;
    };
    const later = Date.now() + 1_000_000;
    const pending = await inState('pending', later);
    const failed = await inState('failed', later + 2);
    await inState('drafted', later + 3);
    const other = await inState('pending', later + 1);
    const found = await requests.newest(500);
    const ids = found.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual([other, pending]);
    const waiting = found.filter(({ state }) => state === 'pending').length;
    expect(ids[waiting]).toBe(failed);
    expect(found.map(({ state }) => state)).not.toContain('drafted');
    expect(await requests.newest(1)).toMatchObject([{ id: other }]);
    await opened.store.db
      .updateTable('requests')
      .set({ state: 'failed' })
      .where('state', '=', 'pending')
      .execute();
  });

  it('a change to a state that does not follow is refused', async () => {
    const request = await recorded();
    await expect(transition(opened.store, request, 'done', { dueIn: null })).rejects.toThrow(
      'A request cannot go from received to done',
    );
  });

  it('the same payload twice, also at the same moment, is recorded once', async () => {
    const requests = requestsOf('me');
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => requests.record(submission({ triggerId: 'same' }))),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await requests.record(submission({ triggerId: 'same' }))).toBeNull();
    expect(await requests.record(submission({ triggerId: 'another' }))).not.toBeNull();
  });

  it('what is due goes to one of two processes, and is free again after the lease', async () => {
    const { db, now } = opened.store;
    await db.updateTable('requests').set({ due_at: null }).execute();
    const ids = new Set<string>();
    for (let i = 0; i < 30; i++) ids.add((await recorded()).id);
    await db
      .updateTable('requests')
      .set({ due_at: now })
      .where('id', 'in', [...ids])
      .execute();
    const [here, there] = [requestsOf('here'), requestsOf('there')];
    const [a, b] = await Promise.all([here.claimDue(30), there.claimDue(30)]);
    const claimed = [...a, ...b].map((one) => one.id);
    expect(claimed).toHaveLength(30);
    expect(new Set(claimed)).toEqual(ids);
    expect(await here.claimDue(30)).toEqual([]);
  });

  it('a row that cannot be read is logged and does not hold up the others', async () => {
    const { db, now } = opened.store;
    await db.updateTable('requests').set({ due_at: null }).execute();
    const [broken, good] = [await recorded({ requesterSlackId: 'U0OWEN' }), await recorded()];
    await db.updateTable('requests').set({ due_at: now }).where('id', 'in', [broken.id, good.id]).execute();
    await db
      .updateTable('requests')
      .set({ progress_json: '{"tried":"perhaps"}', state: 'failed' })
      .where('id', '=', broken.id)
      .execute();
    const lines: string[] = [];
    const log = createLogger('error', [], { write: (line) => void lines.push(line) });
    const requests = createRequestStore(opened.store, 'me', log);
    expect((await requests.claimDue(10)).map(({ id }) => id)).toEqual([good.id]);
    expect(await requests.ofPerson('U0OWEN', 10)).toEqual([]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { request: broken.id, msg: 'a stored request cannot be read' },
      { request: broken.id },
    ]);
  });

  it('what is stored about the progress comes back as it was, messages included', async () => {
    const progress = {
      tried: true,
      sentAt: 1,
      selfApproved: { by: 'U0GRACE', reason: '<now>' },
      changed: [md`*Department* is ${'<Physics>'}`],
      problem: {
        says: md`Zoom says ${'<no>'}.`,
        buttons: [{ label: text`Again`, action: 'request:retry', value: 'x', style: 'primary' as const }],
        reference: 'FD-ABCDEF',
      },
    };
    const moved = await transition(opened.store, await recorded(), 'refused', { progress, dueIn: null });
    expect(moved?.request.progress).toEqual(progress);
    expect(moved?.request.progress.changed?.[0]).toBeInstanceOf(Mrkdwn);
  });

  it('whoever lost the lease cannot move the request any more', async () => {
    const { db, now } = opened.store;
    const mine = await recorded();
    await db.updateTable('requests').set({ due_at: now }).where('id', '=', mine.id).execute();
    const [taken] = await requestsOf('other').claimDue(100);
    expect(taken?.id).toBe(mine.id);
    expect(await transition(opened.store, mine, 'approved', { dueIn: null })).toBeNull();
  });

  it('where to answer is sealed in the row', async () => {
    const request = await recorded();
    const row = await opened.store.db
      .selectFrom('requests')
      .select('reply_to')
      .where('id', '=', request.id)
      .executeTakeFirstOrThrow();
    expect(row.reply_to).not.toContain('hooks.slack.com');
    expect(request.replyTo.url).toBe('https://hooks.slack.com/commands/T1/2/secret');
  });

  it('the clock is the database’s, in milliseconds', async () => {
    const earlier = Date.now();
    const time = await requestsOf('me').time();
    expect(time).toBeGreaterThanOrEqual(earlier - 2_000);
    expect(time).toBeLessThanOrEqual(Date.now() + 2_000);
  });
});
