import { z } from 'zod';
import type { Directory } from './directory.ts';

/** Who typed, clicked, submitted or opened something. */
export interface Actor {
  /** The home workspace for everybody who belongs to it or to its organisation; otherwise a foreign one. */
  readonly teamId: string;
  readonly slackId: string;
}

/** @throws when Slack cannot tell whether somebody of another workspace belongs to the organisation */
export type WhoActs = (payload: unknown) => Promise<Actor>;

const id = z.string().min(1).nullish().catch(null);
const named = z.object({ id }).nullish().catch(null);

/** Where payloads say who acts and to which workspace or organisation they belong: each kind in another way. */
const payloadSchema = z.object({
  // Commands, and the envelope of events.
  user_id: id,
  team_id: id,
  enterprise_id: id,
  // Actions, forms, menus and shortcuts. On an installation for the whole organisation there is no team.
  user: z
    .union([z.object({ id, team_id: id }), z.string()])
    .nullish()
    .catch(null),
  team: named,
  enterprise: named,
  // Events.
  event: z
    .looseObject({
      user: z
        .union([z.object({ id, team_id: id }), z.string()])
        .nullish()
        .catch(null),
      user_team: id,
    })
    .nullish()
    .catch(null),
});

/** What a payload says: whose id, and of which workspace (T…) or organisation (E…); `null`: it does not say. */
function readPayload(payload: unknown): { slackId: string; from: string | null } {
  const body = payloadSchema.parse(payload);
  const { event } = body;
  const person = event ? event.user : body.user;
  const user = typeof person === 'string' ? { id: person, team_id: null } : person;
  const teams = [user?.team_id, event?.user_team, body.team?.id, body.team_id];
  const from = [...teams, body.enterprise?.id, body.enterprise_id].find(Boolean) ?? null;
  return { slackId: user?.id ?? body.user_id ?? '', from };
}

/** The Slack id of the person who caused this payload; empty where it names nobody. */
export function slackIdIn(payload: unknown): string {
  return readPayload(payload).slackId;
}

/**
 * Tells who acts, for every kind of payload. On Enterprise Grid people of any workspace of the organisation use the bot,
 * and payloads carry theirs, the organisation's or none. So the directory decides: whoever belongs to the home
 * organisation by Slack's answer, and to the workspace that the payload names, acts as a person of the home workspace.
 */
export function createWhoActs(directory: Pick<Directory, 'home' | 'member'>): WhoActs {
  const { home } = directory;
  return async (payload) => {
    const { slackId, from } = readPayload(payload);
    const ours: Actor = { teamId: home.teamId, slackId };
    if (from === home.teamId || (from !== null && from === home.enterpriseId)) return ours;
    const member = slackId ? await directory.member(slackId) : null;
    const belongs =
      member !== null && member.kind !== 'stranger' && (from === null || member.teams.includes(from));
    return belongs ? ours : { teamId: from ?? '', slackId };
  };
}
