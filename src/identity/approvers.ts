import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';

export interface Approvers {
  /**
   * The Slack ids of the people in a list of people and user groups. A group that cannot be read counts as empty, so
   * that nobody approves by mistake.
   *
   * @param fresh asks Slack instead of using what it said within the last minute; for every decision
   */
  expand(ids: readonly string[], fresh?: boolean): Promise<ReadonlySet<string>>;
}

const ONE_MINUTE = 60_000;

/** Reads user groups with `usergroups.users.list` (scope `usergroups:read`) and keeps them for a minute. */
export function createApprovers(slack: WebClient, logger: Logger): Approvers {
  const groups = new LRUCache<string, readonly string[]>({ max: 200, ttl: ONE_MINUTE });
  /** Slack allows about twenty reads a minute: those of the same moment share one. */
  const reading = new Map<string, Promise<readonly string[]>>();
  const read = async (group: string): Promise<readonly string[]> => {
    try {
      const { users = [] } = await slack.usergroups.users.list({ usergroup: group });
      groups.set(group, users);
      return users;
    } catch (error) {
      groups.delete(group);
      logger.error({ err: error, group }, 'a user group of approvers could not be read and counts as empty');
      return [];
    } finally {
      reading.delete(group);
    }
  };
  const membersOf = (group: string, fresh: boolean): Promise<readonly string[]> => {
    const known = fresh ? undefined : groups.get(group);
    if (known) return Promise.resolve(known);
    const current = reading.get(group) ?? read(group);
    reading.set(group, current);
    return current;
  };
  return {
    async expand(ids, fresh = false) {
      const lists = await Promise.all(ids.map((id) => (id.startsWith('S') ? membersOf(id, fresh) : [id])));
      return new Set(lists.flat());
    },
  };
}
