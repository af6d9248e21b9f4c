import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { Store } from '../store/open.ts';
import type { LinkTable, Tables } from '../store/schema.ts';
import { createPins, type Pins } from './pins.ts';

/** Who has made a link: an admin by their Slack id, or the bot when it changed the account's address. */
export const LINKED_BY_BOT = 'frontdesk';

export interface Link {
  readonly zoomUserId: string;
  /** A Slack id, or {@link LINKED_BY_BOT}. */
  readonly linkedBy: string;
  readonly linkedAt: number;
}

export interface NewLink {
  readonly teamId: string;
  readonly slackUserId: string;
  readonly zoomUserId: string;
  readonly linkedBy: string;
}

/** Links from Slack users to Zoom users that admins have set, and the pins of first use. */
export interface Links {
  /** The link, with who made it and when (milliseconds since 1970). */
  look(teamId: string, slackUserId: string): Promise<Link | null>;
  /** The linked Zoom user id. */
  find(teamId: string, slackUserId: string): Promise<string | null>;
  /** The Slack users who are linked to this Zoom user. */
  linkedTo(teamId: string, zoomUserId: string): Promise<readonly string[]>;
  save(link: NewLink): Promise<void>;
  /** @returns whether there was a link */
  remove(teamId: string, slackUserId: string): Promise<boolean>;
  readonly pins: Pins;
}

export function createLinks({ db, now }: Store): Links {
  // In SQL, as every command asks it: putting it together would take longer than the answer.
  const look: Links['look'] = async (teamId, slackUserId) => {
    const found = await sql<Selectable<LinkTable>>`select * from "links"
      where "team_id" = ${teamId} and "slack_user_id" = ${slackUserId}`.execute(db);
    const [row] = found.rows;
    return row
      ? { zoomUserId: row.zoom_user_id, linkedBy: row.linked_by, linkedAt: Number(row.linked_at) }
      : null;
  };
  return {
    look,
    find: async (teamId, slackUserId) => (await look(teamId, slackUserId))?.zoomUserId ?? null,
    async linkedTo(teamId, zoomUserId) {
      const rows = await db
        .selectFrom('links')
        .select('slack_user_id')
        .where('team_id', '=', teamId)
        .where('zoom_user_id', '=', zoomUserId)
        .orderBy('slack_user_id')
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
    pins: createPins({ db, now }),
  };
}

/**
 * Links an account to the Slack user whom it belongs to already, in the transaction that stores a change of its address:
 * without it they could no longer be found. An admin's link stays as it is.
 */
export async function keepLink(
  trx: Transaction<Tables>,
  now: RawBuilder<number>,
  { teamId, slackUserId, zoomUserId, linkedBy }: NewLink,
): Promise<void> {
  const person = { team_id: teamId, slack_user_id: slackUserId, zoom_user_id: zoomUserId };
  await trx
    .insertInto('links')
    .values({ ...person, linked_by: linkedBy, linked_at: now })
    .onConflict((c) => c.columns(['team_id', 'slack_user_id']).doNothing())
    .execute();
  await trx
    .insertInto('identity_pins')
    .values({ ...person, via: 'link', pinned_at: now })
    .onConflict((c) => c.columns(['team_id', 'zoom_user_id']).doNothing())
    .execute();
}
