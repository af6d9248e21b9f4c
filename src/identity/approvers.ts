import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';
import { isSlackAway } from '../slack-errors.ts';

export interface Approvers {
  /**
   * The Slack ids of the people in a list of people and user groups. A group that cannot be read counts as empty, so
   * that nobody approves by mistake. While Slack is away, who was in it lately is still shown.
   *
   * @param fresh asks Slack instead of using what it said within the last minute; for every decision
   * @throws when `fresh` is set and Slack does not answer: an empty list would tell approvers that they are none
   */
  expand(ids: readonly string[], fresh?: boolean): Promise<ReadonlySet<string>>;
}

const ONE_MINUTE = 60_000;
const LATELY = 60 * ONE_MINUTE;

/** Reads user groups with `usergroups.users.list` (scope `usergroups:read`) and keeps them for a minute. */
export function createApprovers(slack: WebClient, logger: Logger): Approvers {
  const groups = new LRUCache<string, readonly string[]>({ max: 200, ttl: ONE_MINUTE });
  const lately = new LRUCache<string, readonly string[]>({ max: 200, ttl: LATELY });
  /** Slack allows about twenty reads a minute: those of the same moment share one. */
  const reading = new Map<string, Promise<readonly string[]>>();
  const read = async (group: string): Promise<readonly string[]> => {
    try {
      const { users = [] } = await slack.usergroups.users.list({ usergroup: group });
      groups.set(group, users);
      lately.set(group, users);
      return users;
    } catch (error) {
      groups.delete(group);
      if (isSlackAway(error)) throw error;
      lately.delete(group);
      logger.error({ err: error, group }, 'a user group of approvers could not be read and counts as empty');
      return [];
    } finally {
      reading.delete(group);
    }
  };
  const membersOf = async (group: string, fresh: boolean): Promise<readonly string[]> => {
    const known = fresh ? undefined : groups.get(group);
    if (known) return known;
    const current = reading.get(group) ?? read(group);
    reading.set(group, current);
    try {
      return await current;
    } catch (error) {
      if (fresh) throw error;
      logger.warn({ err: error, group }, 'Slack did not tell who is in a user group of approvers');
      return lately.get(group) ?? [];
    }
  };
  return {
    async expand(ids, fresh = false) {
      const lists = await Promise.all(ids.map((id) => (id.startsWith('S') ? membersOf(id, fresh) : [id])));
      return new Set(lists.flat());
    },
  };
}
