import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { WayOut } from '../network/way-out.ts';
import type { Poll } from '../requests/scheduler.ts';
import type { Store } from '../store/open.ts';
import { type AuditRow, recordOf } from './entry.ts';

/** Where new entries of the audit log are sent, and the key that signs them. */
export interface AuditWebhook {
  readonly url: string;
  readonly key: Buffer;
}

interface WebhookDeps {
  readonly store: Pick<Store, 'db' | 'sharedState'>;
  readonly wayOut: Pick<WayOut, 'fetch'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

const KEY = 'audit webhook';
const BATCH = 100;
/** Milliseconds that the receiver has for its answer, and that one process has for a delivery. */
const TIMEOUT = 10_000;
const LEASE = 30_000;
/** After a failure it is tried again after 2, 4, 8 … seconds, and every five minutes in the end. */
const LONGEST_PAUSE = 300_000;

const stateSchema = z.object({ sent: z.number(), failures: z.number(), nextAt: z.number() });
type State = z.output<typeof stateSchema>;

/**
 * Sends each new entry of the audit log to a SIEM or a ticket system: in order, at least once, by one of the replicas, from
 * the first start with this setting on. Signed as Standard Webhooks says, so that the receiver can check where it comes from.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function createAuditWebhook(deps: WebhookDeps, { url, key }: AuditWebhook): Poll {
  const { store, wayOut, logger, clock } = deps;
  let nextLook = Number.NEGATIVE_INFINITY;
  let known = -1;

  const newest = async (): Promise<number> => {
    const row = await store.db
      .selectFrom('audit')
      .select((e) => e.fn.max('seq').as('seq'))
      .executeTakeFirst();
    return Number(row?.seq ?? 0);
  };

  /** @returns the state that this process may deliver from; `null`: another one does, or it is too early */
  const claim = async (last: number): Promise<State | null> => {
    let mine: State | null = null;
    await store.sharedState.change(KEY, (value, now) => {
      const state = stateSchema.safeParse(value).data ?? { sent: last, failures: 0, nextAt: 0 };
      known = state.sent;
      mine = state.nextAt <= now ? state : null;
      nextLook = mine ? nextLook : clock.now() + Math.max(0, state.nextAt - now);
      return mine ? { ...state, nextAt: now + LEASE } : undefined;
    });
    return mine;
  };

  const settle = (state: Omit<State, 'nextAt'>, pause: number) =>
    store.sharedState.change(KEY, (_, now) => {
      known = state.sent;
      nextLook = clock.now() + pause;
      return { ...state, nextAt: now + pause };
    });

  return async () => {
    if (clock.now() < nextLook) return false;
    const last = await newest();
    if (last === known) return false;
    const state = await claim(last);
    if (!state) return false;
    const rows = await store.db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', state.sent)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    try {
      if (rows.length > 0) await post(wayOut, url, key, rows, clock.now());
      const sent = rows.at(-1)?.seq ?? state.sent;
      if (state.failures > 0) logger.info({ sent }, 'the receiver of the audit log takes entries again');
      await settle({ sent, failures: 0 }, 0);
      return sent < last;
    } catch (error) {
      const failures = state.failures + 1;
      logger.warn({ err: error, failures }, 'the receiver of the audit log did not take entries; they wait');
      await settle({ sent: state.sent, failures }, Math.min(LONGEST_PAUSE, 1_000 * 2 ** failures));
      return false;
    }
  };
}

/** @throws when the receiver does not answer with a 2xx */
async function post(
  { fetch }: Pick<WayOut, 'fetch'>,
  url: string,
  key: Buffer,
  rows: readonly AuditRow[],
  now: number,
): Promise<void> {
  const id = `audit-${rows[0]?.seq}-${rows.at(-1)?.seq}`;
  const timestamp = Math.floor(now / 1_000);
  const entries = rows.map(recordOf);
  const body = JSON.stringify({
    type: 'audit.entries',
    timestamp: new Date(now).toISOString(),
    data: { entries },
  });
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
}
