import type { Store } from '../store/open.ts';

export interface Link {
  readonly zoomUserId: string;
  readonly linkedBy: string;
  readonly linkedAt: number;
}

/** Links from Slack users to Zoom users that admins have set. */
export interface Links {
  /** The link, with who made it and when (milliseconds since 1970). */
  look(teamId: string, slackUserId: string): Promise<Link | null>;
  /** The linked Zoom user id. */
  find(teamId: string, slackUserId: string): Promise<string | null>;
  /** The Slack users that are linked to a Zoom user id. */
  usersOf(teamId: string, zoomUserId: string): Promise<readonly string[]>;
  save(link: { teamId: string; slackUserId: string; zoomUserId: string; linkedBy: string }): Promise<void>;
  /** @returns whether there was a link */
  remove(teamId: string, slackUserId: string): Promise<boolean>;
}

export function createLinks({ db, now }: Store): Links {
  const look: Links['look'] = async (teamId, slackUserId) => {
    const row = await db
      .selectFrom('links')
      .selectAll()
      .where('team_id', '=', teamId)
      .where('slack_user_id', '=', slackUserId)
      .executeTakeFirst();
    return row
      ? { zoomUserId: row.zoom_user_id, linkedBy: row.linked_by, linkedAt: Number(row.linked_at) }
      : null;
  };
  return {
    look,
    find: async (teamId, slackUserId) => (await look(teamId, slackUserId))?.zoomUserId ?? null,
    async usersOf(teamId, zoomUserId) {
      const rows = await db
        .selectFrom('links')
        .select('slack_user_id')
        .where('team_id', '=', teamId)
        .where('zoom_user_id', '=', zoomUserId)
        .execute();
      return rows.map((row) => row.slack_user_id);
    },
    async save({ teamId, slackUserId, zoomUserId, linkedBy }) {
      const row = { zoom_user_id: zoomUserId, linked_by: linkedBy, linked_at: now };
      await db
        .insertInto('links')
        .values({ team_id: teamId, slack_user_id: slackUserId, ...row })
        .onConflict((c) => c.columns(['team_id', 'slack_user_id']).doUpdateSet(row))
        .execute();
    },
    async remove(teamId, slackUserId) {
      const gone = await db
        .deleteFrom('links')
        .where('team_id', '=', teamId)
        .where('slack_user_id', '=', slackUserId)
        .returning('slack_user_id')
        .execute();
      return gone.length > 0;
    },
  };
}
