import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { createOutbox } from '../../src/notifications/outbox.ts';
import { createClock } from '../simulation/clock.ts';
import { kinds, type Opened, openFresh } from '../store/open-both.ts';

let opened: Opened;
afterEach(() => opened.close());

/** Cards that wait for one channel, by request; its name says whose it is: `U0ADA.1`. */
async function waitingCards(ids: readonly string[]): Promise<void> {
  const { db, now } = opened.store;
  for (const [i, id] of ids.entries()) {
    const [person = ''] = id.split('.');
    await db
      .insertInto('requests')
      .values({
        ...{ id, state: 'pending', version: 2, command: 'change-email', input_json: '{}', team_id: 'T1' },
        ...{ requester_slack_id: person, trigger_id: null, reply_to: '', due_at: null, attempts: 0 },
        ...{ expires_at: null, created_at: now, updated_at: now },
      })
      .execute();
    await db
      .insertInto('notifications')
      .values({
        ...{ id: `n-${id}`, request_id: id, kind: 'card', state: 'pending', at: 1_000 + i, queue: 'C1' },
        ...{ due_at: now, attempts: 0 },
      })
      .execute();
  }
}

describe.each(kinds)('cards that wait for a channel, on %s', (kind) => {
  it('those of one person take turns with those of others, whenever these come', async () => {
    const clock = createClock();
    opened = await openFresh(kind, clock);
    const outbox = createOutbox({
      store: opened.store,
      logger: createLogger('error'),
      telemetry: { noticeGivenUp: () => undefined },
      messenger: {
        failureOf: () => ({ permanent: false, retryAfter: null, gone: false, refused: true, away: false }),
      },
    });
    const posted: string[] = [];
    const post = async (many: number) => {
      for (let i = 0; i < many; i++) {
        const [card] = await outbox.next('C1', 10);
        if (!card) return;
        posted.push(card.requestId);
        await outbox.remove([card]);
        clock.advance(1_000);
      }
    };
    await waitingCards(Array.from({ length: 8 }, (_, i) => `U0ADA.${i}`));
    await post(2);
    await waitingCards(['U0BEN.0', 'U0BEN.1', 'U0MIA.0']);
    await post(20);
    expect(posted).toEqual([
      ...['U0ADA.0', 'U0ADA.1'],
      ...['U0BEN.0', 'U0MIA.0', 'U0ADA.2', 'U0BEN.1', 'U0ADA.3'],
      ...['U0ADA.4', 'U0ADA.5', 'U0ADA.6', 'U0ADA.7'],
    ]);
  });

  it('outlast an outage of Slack of hours; after an error of their own they are given up', async () => {
    const clock = createClock();
    opened = await openFresh(kind, clock);
    const { db, now } = opened.store;
    let away = false;
    const outbox = createOutbox({
      store: opened.store,
      logger: createLogger('error', [], { write: () => undefined }),
      telemetry: { noticeGivenUp: () => undefined },
      messenger: {
        failureOf: () => ({ permanent: false, retryAfter: null, gone: false, refused: true, away }),
      },
    });
    /** @returns whether it still waits after so many failed attempts more */
    const fail = async (requestId: string, times: number) => {
      const card = { id: `n-${requestId}`, requestId, kind: 'card', state: 'pending', about: null } as const;
      for (let i = 0; i < times; i++) await outbox.postpone([card], new Error('Slack'));
      return (
        (await db.selectFrom('notifications').select('id').where('id', '=', card.id).execute()).length === 1
      );
    };
    await waitingCards(['U0ADA.0', 'U0BEN.0']);
    await db.updateTable('notifications').set({ at: now }).execute();
    expect(await fail('U0ADA.0', 9)).toBe(true);
    expect(await fail('U0ADA.0', 1)).toBe(false);
    away = true;
    expect(await fail('U0BEN.0', 15)).toBe(true);
    clock.advance(23 * 3_600_000);
    expect(await fail('U0BEN.0', 1)).toBe(true);
    clock.advance(2 * 3_600_000);
    expect(await fail('U0BEN.0', 1)).toBe(false);
  });
});
