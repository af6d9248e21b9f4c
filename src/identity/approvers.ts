import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';

export interface Approvers {
  /**
   * The Slack ids of the people in a list of people and user groups. A group that cannot be read counts as empty, so
   * that nobody approves by mistake.
   */
  expand(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

const ONE_MINUTE = 60_000;

/** Reads user groups with `usergroups.users.list` (scope `usergroups:read`) and keeps them for a minute. */
export function createApprovers(slack: WebClient, logger: Logger): Approvers {
  const groups = new LRUCache<string, readonly string[]>({ max: 200, ttl: ONE_MINUTE });
  const membersOf = async (group: string): Promise<readonly string[]> => {
    const known = groups.get(group);
    if (known) return known;
    try {
      const { users = [] } = await slack.usergroups.users.list({ usergroup: group });
      groups.set(group, users);
      return users;
    } catch (error) {
      logger.error({ err: error, group }, 'a user group of approvers could not be read and counts as empty');
      return [];
    }
  };
  return {
    async expand(ids) {
      const lists = await Promise.all(ids.map((id) => (id.startsWith('S') ? membersOf(id) : [id])));
      return new Set(lists.flat());
    },
  };
}
