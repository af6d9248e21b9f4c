import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Store } from '../store/open.ts';
import type { State } from '../store/schema.ts';

/** However many scrape, the store is asked this often at most, in milliseconds. */
const REMEMBER = 5_000;

/** States in which a request waits for somebody or something. `done`: a time-bound change that ends by itself. */
const open: readonly State[] = [
  ...(['received', 'drafted', 'pending', 'approved', 'running', 'unknown', 'undoing', 'done'] as const),
];

/**
 * The figures that stand in the store. Every replica tells the same ones: take their `max`, not their sum.
 *
 * Only requests that have an alarm (`due_at`) are counted, which an index finds, however long the history is.
 *
 * @returns brings the figures up to date; call it before they are read. It never throws.
 */
export function createStoreFigures(registry: Registry, { db, now }: Store): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const requests = new Gauge({
    name: 'frontdesk_requests',
    help: 'Requests that are not at their end, by state.',
    labelNames: ['state'] as const,
    registers: [registry],
  });
  const approvals = gauge('frontdesk_approvals_waiting', 'Requests that wait for an approver.');
  const pendingAge = gauge(
    'frontdesk_oldest_pending_age_seconds',
    'Age of the oldest request that waits for an approver.',
  );
  const dueAge = gauge(
    'frontdesk_oldest_due_age_seconds',
    'How long the work that is most overdue has been due.',
  );
  const notices = gauge('frontdesk_notices_waiting', 'Messages that Slack has not taken yet.');
  const up = gauge('frontdesk_store_up', '1: the store answers.');

  const read = async (): Promise<void> => {
    // Materialized, because SQLite would group by going through the index on `state`, and so through the whole history.
    const rows = await db
      .with(
        (cte) => cte('open').materialized(),
        (qb) =>
          qb.selectFrom('requests').select(['state', 'created_at', 'due_at']).where('due_at', 'is not', null),
      )
      .selectFrom('open')
      .select((e) => [
        'state',
        e.fn.countAll<number>().as('n'),
        e.fn.min('created_at').as('oldest'),
        e.fn.min('due_at').as('due'),
        sql<number>`${now}`.as('now'),
      ])
      .groupBy('state')
      .execute();
    const waiting = await db
      .selectFrom('notifications')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    for (const state of open)
      requests.set({ state }, Number(rows.find((row) => row.state === state)?.n ?? 0));
    const pending = rows.find((row) => row.state === 'pending');
    approvals.set(Number(pending?.n ?? 0));
    pendingAge.set(pending ? seconds(Number(pending.now) - Number(pending.oldest)) : 0);
    dueAge.set(Math.max(0, ...rows.map((row) => seconds(Number(row.now) - Number(row.due)))));
    notices.set(Number(waiting.n));
  };

  let last: { readonly at: number; readonly reading: Promise<void> } | undefined;
  return () => {
    if (last && Date.now() - last.at < REMEMBER) return last.reading;
    const reading = read().then(
      () => up.set(1),
      () => up.set(0),
    );
    last = { at: Date.now(), reading };
    return reading;
  };
}

function seconds(ms: number): number {
  return Math.max(0, ms / 1_000);
}
