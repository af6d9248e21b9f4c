import type { WebClient } from '@slack/web-api';
import { type ApprovalRule, everyRule, isUserGroup, MANAGER, type Policy } from './policy.ts';

/** Somebody who is asked in an approval channel without being in it. */
export interface Absent {
  readonly slackId: string;
  readonly channel: string;
  /** They are asked only after an escalation. */
  readonly escalation: boolean;
}

/**
 * Who of the approvers and of those of `escalate_to` is not a member of their approval channel: a mention on a card
 * notifies members only. Channels and user groups that cannot be read are left out; `checkInSlack` reports them.
 */
export async function absentApprovers(slack: WebClient, policy: Policy): Promise<readonly Absent[]> {
  const rules: ApprovalRule[] = everyRule(policy).map((own) => ({ ...policy.approvals, ...own }));
  const channels = [...new Set(rules.flatMap(({ channel }) => channel ?? []))];
  const absent: Absent[] = [];
  for (const channel of channels) {
    const members = await readMembers(slack, channel);
    if (!members) continue;
    const here = rules.filter((rule) => rule.channel === channel);
    const approvers = await expand(
      slack,
      here.flatMap((rule) => rule.approvers.filter((id) => id !== MANAGER)),
    );
    const others = await expand(
      slack,
      here.flatMap((rule) => rule.escalateTo),
    );
    for (const slackId of new Set([...approvers, ...others])) {
      if (!members.has(slackId)) absent.push({ slackId, channel, escalation: !approvers.includes(slackId) });
    }
  }
  return absent;
}

/** Reads with `conversations.members` (scopes `channels:read`, `groups:read`). */
async function readMembers(slack: WebClient, channel: string): Promise<Set<string> | null> {
  const members = new Set<string>();
  let cursor = '';
  try {
    do {
      const page = await slack.conversations.members({
        channel,
        limit: 1_000,
        ...(cursor ? { cursor } : {}),
      });
      for (const id of page.members ?? []) members.add(id);
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor);
    return members;
  } catch {
    return null;
  }
}

async function expand(slack: WebClient, ids: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      if (!isUserGroup(id)) return [id];
      try {
        return (await slack.usergroups.users.list({ usergroup: id })).users ?? [];
      } catch {
        return [];
      }
    }),
  );
  return lists.flat();
}
