import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { State } from '../store/schema.ts';
import { LEASE } from './request.ts';
import type { Poll } from './scheduler.ts';

interface ClockWatchDeps {
  readonly store: Pick<Store, 'db' | 'now'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Time synchronisation corrects a clock by less than this, in milliseconds. */
const SET_BACK = 10_000;
/** No lease, no pause between attempts and no turn of a channel lasts longer, in milliseconds. */
const LONGEST = 600_000;
/** States in which a request is due within {@link LONGEST}, whatever it waits for. */
const soonDue: readonly State[] = ['received', 'approved', 'running', 'undoing'];

/**
 * Notices that the machine's clock was set back, as by hand or when a virtual machine goes on. What was due in a moment
 * would be due in hours then: messages would wait for a turn that lies that far ahead. It is made due again.
 */
export function createClockWatch({ store: { db, now }, clock, logger }: ClockWatchDeps): Poll {
  const ahead = () => clock.now() - performance.now();
  let last = ahead();
  const tooFar = sql<number>`${now} + ${sql.lit(LONGEST)}`;
  return async () => {
    const back = last - ahead();
    last = ahead();
    if (back < SET_BACK) return false;
    logger.warn({ ms: Math.round(back) }, 'the clock was set back; what waits is made due again');
    await db.deleteFrom('channel_slots').where('next_at', '>', tooFar).execute();
    await db.updateTable('notifications').set({ due_at: now }).where('due_at', '>', tooFar).execute();
    // Somebody may be working on it: they keep their lease.
    await db
      .updateTable('requests')
      .set({ due_at: sql<number>`${now} + ${sql.lit(LEASE)}` })
      .where('state', 'in', soonDue)
      .where('due_at', '>', tooFar)
      .execute();
    return false;
  };
}
