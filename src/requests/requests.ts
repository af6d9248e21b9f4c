import { type Selectable, sql } from 'kysely';
import type { Store } from '../store/open.ts';
import type { DecisionTable } from '../store/schema.ts';
import { newRequestId } from './ids.ts';
import { fromRow, type ReplyTo, type Request, type RequestInput } from './request.ts';

/** A change that somebody asked for, before anything is known about it. */
export interface Submission {
  readonly command: string;
  readonly input: RequestInput;
  readonly teamId: string;
  readonly requesterSlackId: string;
  readonly triggerId: string | null;
  readonly replyTo: ReplyTo;
}

export type Decision = Selectable<DecisionTable>;

/** How long a process may work on a request before another one takes it over. */
export const LEASE = 60_000;

/** Reads and stores requests. Their state is changed by `transition` alone. */
export function createRequests({ db, now, seal }: Store, owner: string) {
  const later = (ms: number) => sql<number>`${now} + ${sql.lit(ms)}`;
  return {
    /**
     * Records a submission: one durable insert, made before Slack is acknowledged.
     *
     * @returns `null` when this very payload was recorded before
     */
    async record(submission: Submission): Promise<Request | null> {
      const row = await db
        .insertInto('requests')
        .values({
          id: newRequestId(),
          state: 'received',
          version: 1,
          command: submission.command,
          input_json: JSON.stringify(submission.input),
          team_id: submission.teamId,
          requester_slack_id: submission.requesterSlackId,
          trigger_id: submission.triggerId,
          reply_to: seal.close(JSON.stringify(submission.replyTo)),
          due_at: later(LEASE),
          lease_owner: owner,
          attempts: 0,
          created_at: now,
          updated_at: now,
        })
        .onConflict((c) => c.column('trigger_id').doNothing())
        .returningAll()
        .executeTakeFirst();
      return row ? fromRow(row, seal) : null;
    },

    async find(id: string): Promise<Request | null> {
      const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row, seal) : null;
    },

    /** Takes over what is due, up to `limit`; each row goes to one process. */
    async claimDue(limit: number): Promise<Request[]> {
      const due = await db
        .selectFrom('requests')
        .select(['id', 'version'])
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      const claimed: Request[] = [];
      for (const { id, version } of due) {
        const row = await db
          .updateTable('requests')
          .set({ due_at: later(LEASE), lease_owner: owner, version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .where('due_at', '<=', now)
          .returningAll()
          .executeTakeFirst();
        if (row) claimed.push(fromRow(row, seal));
      }
      return claimed;
    },

    /** An embedded store has one process: what another one left behind at its end is due at once. */
    async takeOverAll(): Promise<void> {
      await db
        .updateTable('requests')
        .set({ due_at: now, lease_owner: null })
        .where('lease_owner', 'is not', null)
        .execute();
      await db.updateTable('notifications').set({ due_at: now }).execute();
      await db.deleteFrom('channel_slots').execute();
    },

    /**
     * Lets go of what this process works on: another one, or the next start, takes it over at once. The version rises,
     * so that a job which still runs here can no longer write.
     *
     * @param noticeIds what this process has not told yet
     */
    async release(noticeIds: readonly string[]): Promise<void> {
      await db
        .updateTable('requests')
        .set((e) => ({ due_at: now, lease_owner: null, version: e('version', '+', 1) }))
        .where('lease_owner', '=', owner)
        .execute();
      if (noticeIds.length === 0) return;
      await db.updateTable('notifications').set({ due_at: now }).where('id', 'in', noticeIds).execute();
    },

    /** The database's clock, in milliseconds. */
    async time(): Promise<number> {
      const { t } = await db.selectNoFrom(now.as('t')).executeTakeFirstOrThrow();
      return Number(t);
    },

    async decisions(id: string): Promise<Decision[]> {
      return db
        .selectFrom('decisions')
        .selectAll()
        .where('request_id', '=', id)
        .orderBy('decided_at')
        .execute();
    },

    async saveCard(id: string, card: { channel: string; ts: string }): Promise<void> {
      await db
        .updateTable('requests')
        .set({ card_channel: card.channel, card_ts: card.ts })
        .where('id', '=', id)
        .execute();
    },

    /** The person's own requests, the newest first. */
    async ofPerson(slackId: string, limit: number): Promise<Request[]> {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('requester_slack_id', '=', slackId)
        .where('state', 'not in', ['received', 'drafted', 'refused'])
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row, seal));
    },

    /** Finished changes of a command that would be undone by themselves later. */
    async grants(slackId: string, command: string): Promise<Request[]> {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('requester_slack_id', '=', slackId)
        .where('command', '=', command)
        .where('state', '=', 'done')
        .where('due_at', 'is not', null)
        .execute();
      return rows.map((row) => fromRow(row, seal));
    },

    /** Everybody's newest requests; those that wait for a decision first. */
    async newest(limit: number): Promise<Request[]> {
      const latest = db.selectFrom('requests').selectAll().orderBy('created_at', 'desc');
      const pending = await latest.where('state', '=', 'pending').limit(limit).execute();
      const others = await latest
        .where('state', 'not in', ['received', 'drafted', 'refused', 'pending'])
        .limit(limit - pending.length)
        .execute();
      return [...pending, ...others].map((row) => fromRow(row, seal));
    },

    /** How many requests for a command the person has had accepted within the last `per` milliseconds. */
    async countRecent(slackId: string, command: string, per: number): Promise<number> {
      const { n } = await db
        .selectFrom('requests')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('requester_slack_id', '=', slackId)
        .where('command', '=', command)
        .where('state', 'not in', [
          'received',
          'drafted',
          'refused',
          'denied',
          'cancelled',
          'expired',
          'failed',
        ])
        .where('created_at', '>', sql<number>`${now} - ${sql.lit(per)}`)
        .executeTakeFirstOrThrow();
      return Number(n);
    },
  };
}

export type Requests = ReturnType<typeof createRequests>;
