import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { oneLine } from '../clean-text.ts';
import { slackCode } from '../slack-errors.ts';

/** A Slack user, as far as it matters here. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly emailConfirmed: boolean;
  readonly locale: string;
  /** Such as `Europe/London`. */
  readonly timeZone: string;
  /** Workspaces (T…) and organisation (E…) that they belong to. */
  readonly teams: readonly string[];
  readonly kind: 'member' | 'guest' | 'bot' | 'deactivated' | 'stranger';
}

/** The workspace where the bot is installed, and on Enterprise Grid its organisation. */
export interface Home {
  readonly teamId: string;
  readonly enterpriseId: string | null;
}

export interface Directory {
  readonly home: Home;
  /**
   * The Slack user with this id; `null` when Slack does not know it.
   *
   * @param fresh asks Slack instead of using an answer of the last five minutes; only one of the last two seconds that
   * nothing has used yet is fresh enough
   */
  member(slackId: string, fresh?: boolean): Promise<Member | null>;
  /** The active Slack user with this address, as of the last five minutes; `null` when there is none. */
  cachedByEmail(email: string): Promise<Member | null>;
  /** The active Slack user with this address, asked of Slack each time; `null` when there is none. */
  freshByEmail(email: string): Promise<Member | null>;
  /** Slack says that somebody has changed: what is known of them is asked for anew. */
  changed(slackId: string): void;
}

const FIVE_MINUTES = 300_000;
/** An answer as young as this is a fresh one, in milliseconds. */
const MOMENT = 2_000;
const UNKNOWN_USER = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

const slackUser = z.looseObject({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_app_user: z.boolean().optional(),
  is_workflow_bot: z.boolean().optional(),
  is_connector_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  locale: z.string().optional(),
  tz: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  teams: z.array(z.string()).nullish(),
  enterprise_user: z
    .looseObject({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() })
    .nullish(),
  profile: z
    .looseObject({
      email: z.string().nullish(),
      real_name: z.string().nullish(),
      display_name: z.string().nullish(),
    })
    .optional(),
});

/**
 * Reads users with Slack's `users.info` and `users.lookupByEmail` (scopes `users:read` and `users:read.email`).
 *
 * @param slackNoRetry makes one attempt a call, for what can be tried again later
 */
export function createDirectory(slack: WebClient, home: Home, slackNoRetry: WebClient = slack): Directory {
  const byAddress = new LRUCache<string, Member>({ max: 5_000, ttl: FIVE_MINUTES });
  const cached = new LRUCache<string, Member>({ max: 5_000, ttl: FIVE_MINUTES });
  /**
   * Questions under way and answers of this moment: one command asks for the language first, and then for the identity.
   * Such an answer is taken as fresh by the very next question only.
   */
  const justAsked = new LRUCache<string, Promise<Member | null>>({ max: 1_000, ttl: MOMENT });
  const ask = async (slackId: string): Promise<Member | null> => {
    const found = await userOf(slack.users.info({ user: slackId, include_locale: true }));
    if (!found) return null;
    const member = toMember(found, home);
    cached.set(slackId, member);
    return member;
  };
  return {
    home,
    async member(slackId, fresh = false) {
      const asked = justAsked.get(slackId);
      justAsked.delete(slackId);
      const known = fresh ? asked : (cached.get(slackId) ?? asked);
      if (known) return known;
      if (fresh) return ask(slackId);
      const asking = ask(slackId);
      justAsked.set(slackId, asking);
      asking.catch(() => justAsked.delete(slackId));
      return asking;
    },
    async cachedByEmail(email) {
      const known = byAddress.get(email);
      if (known) return known;
      // Slack allows about 50 of these a minute, and a client that waits for its turn holds back all other calls.
      const found = await userOf(slackNoRetry.users.lookupByEmail({ email }));
      if (!found) return null;
      const member = toMember(found, home);
      byAddress.set(email, member);
      return member;
    },
    changed(slackId) {
      cached.delete(slackId);
      justAsked.delete(slackId);
      for (const [email, { id }] of byAddress.entries()) if (id === slackId) byAddress.delete(email);
    },
    async freshByEmail(email) {
      const found = await userOf(slack.users.lookupByEmail({ email }));
      return found && toMember(found, home);
    },
  };
}

/** The user in Slack's answer; `null`: Slack does not know them, or may not show them. */
async function userOf(asking: Promise<{ readonly user?: unknown }>) {
  try {
    return slackUser.parse((await asking).user);
  } catch (error) {
    const code = slackCode(error);
    if (code !== undefined && UNKNOWN_USER.has(code)) return null;
    throw error;
  }
}

/** A Slack user as `users.list` has them. */
export function readMember(user: unknown, home: Home): Member {
  return toMember(slackUser.parse(user), home);
}

function toMember(user: z.infer<typeof slackUser>, home: Home): Member {
  const profile = user.profile ?? {};
  return {
    id: user.id,
    name:
      [profile.real_name, user.real_name, profile.display_name, user.name]
        .map((name) => oneLine(name ?? ''))
        .find(Boolean) ?? user.id,
    email: profile.email ? profile.email.trim().toLowerCase() : null,
    // Slack omits the flag for some users; only an explicit `false` means unconfirmed.
    emailConfirmed: user.is_email_confirmed !== false,
    locale: user.locale ?? 'en-US',
    timeZone: user.tz ?? 'UTC',
    teams: teamsOf(user),
    kind: kindOf(user, home),
  };
}

/** On Enterprise Grid somebody belongs to several workspaces; `team_id` is one of them, or the organisation. */
function teamsOf({
  team_id,
  teams,
  enterprise_id,
  enterprise_user: grid,
}: z.infer<typeof slackUser>): string[] {
  const all = [team_id, ...(teams ?? []), ...(grid?.teams ?? []), grid?.enterprise_id, enterprise_id];
  return [...new Set(all.flatMap((one) => one || []))];
}

function kindOf(user: z.infer<typeof slackUser>, home: Home): Member['kind'] {
  const teams = teamsOf(user);
  const sameHome =
    teams.includes(home.teamId) || (home.enterpriseId !== null && teams.includes(home.enterpriseId));
  if (user.is_stranger || !sameHome) return 'stranger';
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.is_workflow_bot || user.is_connector_bot || user.id === 'USLACKBOT') return 'bot';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'member';
}
