import { type Kysely, type Selectable, sql } from 'kysely';
import type { RequestFilter } from '../commands/context.ts';
import type { Resource } from '../commands/plan.ts';
import type { Logger } from '../log.ts';
import type { Posted, ReplyTo } from '../notifications/messenger.ts';
import type { Store } from '../store/open.ts';
import type { DecisionTable, RequestTable, State, Tables } from '../store/schema.ts';
import { databaseTime, fromNow } from '../store/time.ts';
import { newRequestId } from './ids.ts';
import { LEASE, type Request, type RequestInput } from './request.ts';
import { fromRow, sealReplyTo } from './stored-request.ts';

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

/** Requests that nobody but the bot has seen: they are in no list. */
const unseen: readonly State[] = ['received', 'drafted', 'refused'];
/** States in which nothing has happened in Zoom yet. */
const stoppable: readonly State[] = ['drafted', 'pending', 'approved', 'waiting'];

/**
 * Reads and stores requests. Their state is changed by `transition` alone.
 *
 * @param owner this process's name on its leases
 */
export function createRequestStore({ db, now, seal }: Store, owner: string, logger: Pick<Logger, 'error'>) {
  /** Leaves out rows that this version cannot read: one of them must not hold up the others. */
  const readable = (rows: readonly Selectable<RequestTable>[]): Request[] =>
    rows.flatMap((row) => {
      try {
        return [fromRow(row, seal)];
      } catch (error) {
        logger.error({ err: error, request: row.id }, 'a stored request cannot be read');
        return [];
      }
    });

  const filtered = ({ states, requester, command }: RequestFilter) => {
    let query = db.selectFrom('requests').selectAll().orderBy('created_at', 'desc');
    if (states) query = query.where('state', 'in', states);
    if (requester) query = query.where('requester_slack_id', '=', requester);
    if (command) query = query.where('command', '=', command);
    return query;
  };

  const rowOf = (submission: Submission) => ({
    id: newRequestId(),
    state: 'received' as const,
    version: 1,
    command: submission.command,
    input_json: JSON.stringify(submission.input),
    team_id: submission.teamId,
    requester_slack_id: submission.requesterSlackId,
    trigger_id: submission.triggerId,
    reply_to: sealReplyTo(submission.replyTo, seal),
    due_at: fromNow(now, LEASE),
    lease_owner: owner,
    attempts: 0,
    created_at: now,
    updated_at: now,
  });

  return {
    /**
     * Records a submission: one durable insert, made before Slack is acknowledged.
     *
     * @param within a transaction that it is part of
     * @returns `null` when this very payload was recorded before
     */
    async record(submission: Submission, within: Kysely<Tables> = db): Promise<Request | null> {
      const row = await within
        .insertInto('requests')
        .values(rowOf(submission))
        .onConflict((c) => c.column('trigger_id').doNothing())
        .returningAll()
        .executeTakeFirst();
      return row ? fromRow(row, seal) : null;
    },

    /**
     * Records one submission for each person of a batch, all of them or none.
     *
     * @returns their ids in the same order; `null` when this very payload was recorded before
     */
    async recordBatch(id: string, submissions: readonly Submission[]): Promise<readonly string[] | null> {
      const rows = submissions.map((one, i) => ({
        ...rowOf(one),
        batch: id,
        batch_place: i,
        // One payload is recorded once: its trigger stands with the first.
        trigger_id: i === 0 ? one.triggerId : null,
      }));
      const [first, ...others] = rows;
      if (!first) return null;
      return db.transaction().execute(async (trx) => {
        const isNew = await trx
          .insertInto('requests')
          .values(first)
          .onConflict((c) => c.column('trigger_id').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!isNew) return null;
        if (others.length > 0) await trx.insertInto('requests').values(others).execute();
        await trx.insertInto('batches').values({ id, reply_to: first.reply_to }).execute();
        return rows.map((row) => row.id);
      });
    },

    /** The requests of a batch, as they were named. */
    async ofBatch(id: string): Promise<Request[]> {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('batch', '=', id)
        .orderBy('batch_place')
        .execute();
      return readable(rows);
    },

    async find(id: string): Promise<Request | null> {
      const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row, seal) : null;
    },

    /** A request that this process holds the lease of; `null`: another process does, or nobody. */
    async findLeased(id: string): Promise<Request | null> {
      const row = await db
        .selectFrom('requests')
        .selectAll()
        .where('id', '=', id)
        .where('lease_owner', '=', owner)
        .executeTakeFirst();
      return row ? fromRow(row, seal) : null;
    },

    /**
     * Takes the lease of what is due, up to `limit`; each row goes to one process.
     *
     * @param except what this process works on already
     */
    async claimDue(limit: number, except: readonly string[] = []): Promise<Request[]> {
      const due = await db
        .selectFrom('requests')
        .select(['id', 'version'])
        .where('due_at', '<=', now)
        .$if(except.length > 0, (due) => due.where('id', 'not in', except))
        .orderBy('due_at')
        .limit(limit)
        .execute();
      const claimed: Selectable<RequestTable>[] = [];
      for (const { id, version } of due) {
        const row = await db
          .updateTable('requests')
          .set({ due_at: fromNow(now, LEASE), lease_owner: owner, version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .where('due_at', '<=', now)
          .returningAll()
          .executeTakeFirst();
        if (row) claimed.push(row);
      }
      return readable(claimed);
    },

    /** An embedded store has one process: what an earlier one left behind is due at once. */
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
     * Gives up all leases of this process: another one, or the next start, takes over at once. The version rises, so
     * that a job which still runs here can no longer write.
     */
    async release(): Promise<void> {
      await db
        .updateTable('requests')
        .set((e) => ({ due_at: now, lease_owner: null, version: e('version', '+', 1) }))
        .where('lease_owner', '=', owner)
        .execute();
    },

    /** The database's time in milliseconds since the epoch. */
    time: (): Promise<number> => databaseTime(db, now),

    async decisions(id: string): Promise<Decision[]> {
      return db
        .selectFrom('decisions')
        .selectAll()
        .where('request_id', '=', id)
        .orderBy('decided_at')
        .execute();
    },

    async saveCard(id: string, card: Posted): Promise<void> {
      await db
        .updateTable('requests')
        .set({ card_channel: card.channel, card_ts: card.ts })
        .where('id', '=', id)
        .execute();
    },

    /** The person's own requests, the newest first. */
    async ofPerson(slackId: string, limit: number, filter: RequestFilter = {}): Promise<Request[]> {
      const rows = await filtered(filter)
        .where('requester_slack_id', '=', slackId)
        .where('state', 'not in', unseen)
        .limit(limit)
        .execute();
      return readable(rows);
    },

    /**
     * The requests in these states that give or take this resource of an account and that the worker will look at again,
     * the newest first. In the state `done` they are the time-bound ones. In SQL, as every look at an account asks it:
     * putting it together would take longer than the answer.
     */
    async onResource(zoomId: string, resource: Resource, states: readonly State[]): Promise<Request[]> {
      const { rows } = await sql<Selectable<RequestTable>>`select * from "requests"
        where "subject_zoom_id" = ${zoomId} and "resource" = ${resource} and "due_at" is not null`.execute(
        db,
      );
      const wanted = rows.filter(({ state }) => states.includes(state));
      return readable(wanted.sort((a, b) => b.created_at - a.created_at));
    },

    /**
     * Whether other requests have changed this resource of an account since a moment.
     *
     * @param but the request that does not count
     */
    async hasChangedSince(
      zoomId: string,
      resource: Resource,
      since: number,
      but: string | null,
    ): Promise<boolean> {
      const one = await db
        .selectFrom('requests')
        .select('id')
        .where('subject_zoom_id', '=', zoomId)
        .where('resource', '=', resource)
        .where('state', 'in', ['done', 'undone'])
        .where('updated_at', '>', since)
        .where('id', '!=', but ?? '')
        .limit(1)
        .executeTakeFirst();
      return one !== undefined;
    },

    /** Who waits for a licence for this account; at most one request does. In SQL for the same reason. */
    async waitingFor(zoomId: string): Promise<Request | null> {
      const { rows } = await sql<Selectable<RequestTable>>`select * from "requests"
        where "state" = 'waiting' and "subject_zoom_id" = ${zoomId} order by "created_at"`.execute(db);
      return rows[0] ? fromRow(rows[0], seal) : null;
    },

    /** Everybody's newest requests; those that wait for a decision first. */
    async newest(limit: number, filter: RequestFilter = {}): Promise<Request[]> {
      const latest = filtered(filter);
      const pending = await latest.where('state', '=', 'pending').limit(limit).execute();
      const others = await latest
        .where('state', 'not in', [...unseen, 'pending'])
        .limit(limit - pending.length)
        .execute();
      return readable([...pending, ...others]);
    },

    /** Whether a request that waits for a decision asks this person as the manager of its subject. */
    async isAskedAsManager(slackId: string): Promise<boolean> {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('state', '=', 'pending')
        .where('progress_json', 'like', managerIn(slackId))
        .execute();
      return readable(rows).some(({ progress }) => progress.manager?.slackId === slackId);
    },

    /** Requests about a Zoom account that wait for a confirmation, a decision or a further attempt. */
    async openFor(zoomId: string): Promise<Request[]> {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('subject_zoom_id', '=', zoomId)
        .where('state', 'in', stoppable)
        .execute();
      return readable(rows);
    },
  };
}

/** Matches the stored progress of requests that may ask this person as a manager. */
export function managerIn(slackId: string): string {
  return `%"manager":{%"${slackId}"%`;
}

export type RequestStore = ReturnType<typeof createRequestStore>;
