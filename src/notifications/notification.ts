import type { Kysely, RawBuilder } from 'kysely';
import { newRequestId } from '../requests/ids.ts';
import type { Store } from '../store/open.ts';
import type { NotificationKind, State, Tables } from '../store/schema.ts';
import { fromNow } from '../store/time.ts';

/** Something to be told, as it waits in the outbox. */
export interface Notification {
  readonly id: string;
  readonly requestId: string;
  readonly kind: NotificationKind;
  /** The state that it tells of: the request may have gone on since. `null`: the state of the moment. */
  readonly state: State | null;
  /** Whom or what of it, where it is not about the request itself. */
  readonly about?: string | null;
}

/** A notification is sent by the process that wrote it; another one takes it over after this time, in milliseconds. */
export const NOTIFICATION_LEASE = 30_000;

/**
 * Writes notifications to the outbox, in the transaction of what they report.
 *
 * @param dueAt when any process may send them; by default this one sends them at once, and others after its lease
 * @returns them, in the same order
 */
export async function writeNotifications(
  db: Kysely<Tables>,
  now: Store['now'],
  notifications: readonly Omit<Notification, 'id' | 'about'>[],
  dueAt: (index: number) => RawBuilder<number> = () => fromNow(now, NOTIFICATION_LEASE),
): Promise<readonly Notification[]> {
  if (notifications.length === 0) return [];
  const written = notifications.map((one) => ({ id: newRequestId(), ...one }));
  const rows = written.map(({ id, requestId, kind, state }, i) => ({
    id,
    request_id: requestId,
    kind,
    state,
    at: now,
    due_at: dueAt(i),
    attempts: 0,
  }));
  await db.insertInto('notifications').values(rows).execute();
  return written;
}
