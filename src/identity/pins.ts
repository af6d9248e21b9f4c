import { sql } from 'kysely';
import type { Store } from '../store/open.ts';
import type { IdentityPinTable } from '../store/schema.ts';

type Via = IdentityPinTable['via'];

/**
 * Which Slack user has used a Zoom account first. Addresses are given to new people; a pin keeps a newcomer from the
 * account of somebody who had their address before. A pin that was made by a link ends with the link.
 */
export interface Pins {
  /** The Slack user whom this Zoom account is pinned to. */
  holder(teamId: string, zoomUserId: string): Promise<string | null>;
  /** The Zoom accounts that this Slack user has used by their address. */
  provenBy(teamId: string, slackUserId: string): Promise<readonly string[]>;
  /**
   * Pins an account that is pinned to nobody.
   *
   * @returns whom it is pinned to now: another Slack user may have been faster
   */
  pin(teamId: string, zoomUserId: string, slackUserId: string, via: Via): Promise<string>;
  /** Pins an account to another Slack user if it is still pinned to `from`. */
  move(teamId: string, zoomUserId: string, from: string, to: string, via: Via): Promise<void>;
  remove(teamId: string, zoomUserId: string, slackUserId: string): Promise<void>;
}

/** Whether a pin holds; in the condition of a query on `identity_pins`. */
const holds = sql<boolean>`(identity_pins.via = 'email' or exists (
  select 1 from links where links.team_id = identity_pins.team_id
    and links.slack_user_id = identity_pins.slack_user_id
    and links.zoom_user_id = identity_pins.zoom_user_id))`;

export function createPins({ db, now }: Pick<Store, 'db' | 'now'>): Pins {
  // In SQL, as every command asks it: putting it together would take longer than the answer.
  const holder: Pins['holder'] = async (teamId, zoomUserId) => {
    const { rows } = await sql<
      Pick<IdentityPinTable, 'slack_user_id'>
    >`select "slack_user_id" from "identity_pins"
      where "team_id" = ${teamId} and "zoom_user_id" = ${zoomUserId} and ${holds}`.execute(db);
    return rows[0]?.slack_user_id ?? null;
  };
  return {
    holder,
    async provenBy(teamId, slackUserId) {
      const rows = await db
        .selectFrom('identity_pins')
        .select('zoom_user_id')
        .where('team_id', '=', teamId)
        .where('slack_user_id', '=', slackUserId)
        .where('via', '=', 'email')
        .execute();
      return rows.map((row) => row.zoom_user_id);
    },
    async pin(teamId, zoomUserId, slackUserId, via) {
      const person = { slack_user_id: slackUserId, via, pinned_at: now };
      await db
        .insertInto('identity_pins')
        .values({ team_id: teamId, zoom_user_id: zoomUserId, ...person })
        .onConflict((c) =>
          c.columns(['team_id', 'zoom_user_id']).doUpdateSet(person).where(sql<boolean>`not ${holds}`),
        )
        .execute();
      return (await holder(teamId, zoomUserId)) ?? slackUserId;
    },
    async move(teamId, zoomUserId, from, to, via) {
      await db
        .updateTable('identity_pins')
        .set({ slack_user_id: to, via, pinned_at: now })
        .where('team_id', '=', teamId)
        .where('zoom_user_id', '=', zoomUserId)
        .where('slack_user_id', '=', from)
        .execute();
    },
    async remove(teamId, zoomUserId, slackUserId) {
      await db
        .deleteFrom('identity_pins')
        .where('team_id', '=', teamId)
        .where('zoom_user_id', '=', zoomUserId)
        .where('slack_user_id', '=', slackUserId)
        .execute();
    },
  };
}
