import { sql } from 'kysely';
import type { Request } from '../requests/request.ts';
import { type Decision, managerIn } from '../requests/request-store.ts';
import { fromRow } from '../requests/stored-request.ts';
import type { Store } from '../store/open.ts';

/** States in which nobody but the requester knows of a request. */
export const hidden: readonly Request['state'][] = ['received', 'drafted', 'refused'];

/** What the Home tab reads from the store. */
export function createHomeQueries({ db, now, seal }: Store) {
  return {
    /** Records that this person has the Home tab open now. */
    async recordOpened(slackId: string): Promise<void> {
      await db
        .insertInto('home_tabs')
        .values({ slack_user_id: slackId, opened_at: now })
        .onConflict((c) => c.column('slack_user_id').doUpdateSet({ opened_at: now }))
        .execute();
    },

    /** Who has had the tab open: `always` at any time, everybody else within the last `ms`. The latest come first. */
    async viewers(always: readonly string[], ms: number, limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom('home_tabs')
        .select('slack_user_id')
        .where((w) =>
          w.or([
            w('opened_at', '>', sql<number>`${now} - ${sql.lit(ms)}`),
            ...(always.length > 0 ? [w('slack_user_id', 'in', always)] : []),
          ]),
        )
        .orderBy('opened_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => row.slack_user_id);
    },

    /** How many requests a person has made. */
    async countOf(slackId: string): Promise<number> {
      const { n } = await db
        .selectFrom('requests')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('requester_slack_id', '=', slackId)
        .where('state', 'not in', hidden)
        .executeTakeFirstOrThrow();
      return Number(n);
    },

    /**
     * Pending requests of other people that this person has not decided on. Those that expire first come first.
     *
     * @param asManager only those that ask this person as a manager
     */
    async undecidedBy(
      slackId: string,
      teamId: string,
      asManager: boolean,
      limit: number,
    ): Promise<Request[]> {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('state', '=', 'pending')
        .where('team_id', '=', teamId)
        .where('requester_slack_id', '!=', slackId)
        .where((w) => w.or([w('expires_at', 'is', null), w('expires_at', '>', now)]))
        .$if(asManager, (pending) => pending.where('progress_json', 'like', managerIn(slackId)))
        .where((w) =>
          w.not(
            w.exists(
              w
                .selectFrom('decisions')
                .select('decisions.request_id')
                .whereRef('decisions.request_id', '=', 'requests.id')
                .where('decisions.approver_slack_id', '=', slackId),
            ),
          ),
        )
        .orderBy('expires_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row, seal));
    },

    async decisionsOn(ids: readonly string[]): Promise<Decision[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom('decisions')
        .selectAll()
        .where('request_id', 'in', ids)
        .orderBy('decided_at')
        .execute();
    },

    /** The latest changes in the audit log: done, undone or failed. */
    async newestChanges(limit: number) {
      return db
        .selectFrom('audit')
        .select(['at', 'event', 'requester', 'command', 'subject'])
        .where('event', 'in', ['done', 'undone', 'failed'])
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
    },
  };
}

export type HomeQueries = ReturnType<typeof createHomeQueries>;
