import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/open.ts';
import type { CampaignPersonState, CampaignTable, State } from '../store/schema.ts';
import { atMostEvery } from './at-most-every.ts';

/** The store is queried at most once in so many milliseconds, however often the metrics are scraped. */
const MAX_AGE = 5_000;

/** States of requests that are not finished. `done` is one for a grant of limited duration. */
const open: readonly State[] = [
  'received',
  'drafted',
  'pending',
  'approved',
  'waiting',
  'running',
  'unknown',
  'undoing',
  'done',
];

/** States of a campaign that is under way, and of the people in it. */
const campaignStates: readonly CampaignTable['state'][] = ['running', 'paused', 'deciding'];
const personStates: readonly CampaignPersonState[] = [
  'listed',
  'asking',
  'asked',
  'unreachable',
  'silent',
  'kept',
  'spared',
  'left',
  'taking',
  'returning',
  'returned',
  'restoring',
  'restored',
  'failed',
];

/**
 * Metrics read from the store. Every replica reports the same values: aggregate them with `max`, not `sum`.
 *
 * Only requests with a `due_at` are counted: an index finds them, however long the history is.
 *
 * @returns updates the metrics; call it before they are read. It never throws.
 */
export function createStoreMetrics(
  registry: Registry,
  { db, now }: Store,
  clock: Clock,
): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const requests = new Gauge({
    name: 'frontdesk_requests',
    help: 'Unfinished requests by state.',
    labelNames: ['state'] as const,
    registers: [registry],
  });
  const approvals = gauge('frontdesk_approvals_waiting', 'Requests waiting for an approver.');
  const pendingAge = gauge(
    'frontdesk_oldest_pending_age_seconds',
    'Age of the oldest request waiting for an approver.',
  );
  const inLine = gauge('frontdesk_licences_waiting', 'Requests waiting for a free licence.');
  const inLineAge = gauge(
    'frontdesk_licences_waiting_oldest_seconds',
    'Age of the oldest request waiting for a free licence.',
  );
  const campaigns = new Gauge({
    name: 'frontdesk_campaigns',
    help: 'Campaigns for idle licences that are under way, by state.',
    labelNames: ['state'] as const,
    registers: [registry],
  });
  const campaignPeople = new Gauge({
    name: 'frontdesk_campaign_people',
    help: 'People in the campaign that is under way, by state.',
    labelNames: ['state'] as const,
    registers: [registry],
  });
  const dueAge = gauge('frontdesk_oldest_due_age_seconds', 'Time since the most overdue request became due.');
  const stuck = gauge(
    'frontdesk_grants_stuck',
    'Licences for a time that is over, which could not be taken back yet.',
  );
  const notices = gauge('frontdesk_notices_waiting', 'Messages not yet delivered to Slack.');
  const up = gauge('frontdesk_store_up', '1 if the store answers, else 0.');

  const read = async (): Promise<void> => {
    // Materialized, because SQLite would group by going through the index on `state`, and so through the whole history.
    const rows = await db
      .with(
        (cte) => cte('open').materialized(),
        (qb) =>
          qb
            .selectFrom('requests')
            .select(['state', 'created_at', 'due_at'])
            .select(sql<number>`case when progress_json like '%"stuck":{%' then 1 else 0 end`.as('stuck'))
            .where('due_at', 'is not', null),
      )
      .selectFrom('open')
      .select((e) => [
        'state',
        e.fn.countAll<number>().as('n'),
        e.fn.min('created_at').as('oldest'),
        e.fn.min('due_at').as('due'),
        e.fn.sum<number>('stuck').as('stuck'),
        sql<number>`${now}`.as('now'),
      ])
      .groupBy('state')
      .execute();
    const waiting = await db
      .selectFrom('notifications')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const inCampaign = await db
      .selectFrom('campaign_people as p')
      .innerJoin('campaigns as c', 'c.id', 'p.campaign_id')
      .select((e) => ['c.state as campaign', 'p.state as state', e.fn.countAll<number>().as('n')])
      .where('c.open', '=', 1)
      .groupBy(['c.state', 'p.state'])
      .execute();
    for (const state of campaignStates) {
      campaigns.set({ state }, inCampaign.some(({ campaign }) => campaign === state) ? 1 : 0);
    }
    for (const state of personStates) {
      campaignPeople.set({ state }, Number(inCampaign.find((row) => row.state === state)?.n ?? 0));
    }
    for (const state of open)
      requests.set({ state }, Number(rows.find((row) => row.state === state)?.n ?? 0));
    const pending = rows.find((row) => row.state === 'pending');
    approvals.set(Number(pending?.n ?? 0));
    pendingAge.set(pending ? seconds(Number(pending.now) - Number(pending.oldest)) : 0);
    const waitingForSeat = rows.find((row) => row.state === 'waiting');
    inLine.set(Number(waitingForSeat?.n ?? 0));
    inLineAge.set(waitingForSeat ? seconds(Number(waitingForSeat.now) - Number(waitingForSeat.oldest)) : 0);
    dueAge.set(Math.max(0, ...rows.map((row) => seconds(Number(row.now) - Number(row.due)))));
    stuck.set(rows.reduce((sum, row) => sum + Number(row.stuck), 0));
    notices.set(Number(waiting.n));
  };

  return atMostEvery(MAX_AGE, clock, () =>
    read().then(
      () => up.set(1),
      () => up.set(0),
    ),
  );
}

function seconds(ms: number): number {
  return Math.max(0, ms / 1_000);
}
