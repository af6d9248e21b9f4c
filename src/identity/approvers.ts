import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';

export interface Approvers {
  /**
   * The people behind a list of people and user groups, each once. A group that cannot be read has no members:
   * in doubt nobody may approve.
   */
  expand(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

const ONE_MINUTE = 60_000;

/** Reads user groups with `usergroups.users.list` (scope `usergroups:read`), kept for a minute. */
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
      logger.error({ err: error, group }, 'a user group of approvers could not be read: it approves nothing');
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
