import { LogLevel, WebClient } from '@slack/web-api';
import { checkInSlack } from '../../policy/check-in-slack.ts';
import { everyRule, isUserGroup, MANAGER, type Policy } from '../../policy/policy.ts';
import { standInsListed } from '../../policy/stand-ins.ts';
import { slackErrorOf } from '../../slack-errors.ts';
import type { SlackAccess } from '../command-line.ts';

/** Names of people, groups and channels by their ids; empty when Slack is not asked. */
export type Names = ReadonlyMap<string, string>;

/** What Slack knows about a policy. */
export interface SlackView {
  readonly names: Names;
  /** Why the bot would not start. */
  readonly mistakes: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads names from Slack and checks that the policy can work there. It changes nothing. */
export async function askSlack(access: SlackAccess, policy: Policy): Promise<SlackView> {
  const slack = new WebClient(access.token, {
    slackApiUrl: access.apiUrl,
    fetch: access.wayOut.fetch,
    timeout: 10_000,
    retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 1_000 },
    // The client's own warnings are not about the policy.
    logLevel: LogLevel.ERROR,
  });
  try {
    await slack.auth.test();
  } catch (error) {
    const says = `Slack was not asked, because it did not answer well (${slackErrorOf(error)}). Check SLACK_BOT_TOKEN, or leave Slack out with --offline.`;
    return { names: new Map(), mistakes: [], warnings: [says] };
  }
  const ids = idsIn(policy);
  const warnings: string[] = [];
  const groups = ids.some(isUserGroup) ? await groupNames(slack) : new Map<string, string>();
  const named = await Promise.all(
    ids.map(async (id) => {
      if (isUserGroup(id)) return [id, groups.get(id)] as const;
      if (!/^[UW]/.test(id)) return [id, await channelName(slack, id)] as const;
      const { name, trouble } = await person(slack, id);
      if (trouble) warnings.push(`${name ?? id} ${trouble}`);
      return [id, name] as const;
    }),
  );
  const problems = await checkInSlack(slack, policy);
  return {
    names: new Map(named.flatMap(([id, name]) => (name ? [[id, `${name} (${id})`]] : []))),
    mistakes: problems.map((one) => one.replace(/^policy\.yml: /, '')),
    warnings,
  };
}

async function person(slack: WebClient, id: string): Promise<{ name?: string; trouble?: string }> {
  try {
    const { user } = await slack.users.info({ user: id });
    const name = user?.profile?.real_name || user?.real_name || user?.name || id;
    const trouble = user?.deleted
      ? `(${id}) is deactivated in Slack, and can neither approve nor ask. Remove the id.`
      : user?.is_bot
        ? `(${id}) is a bot: it never clicks a button. Remove the id.`
        : undefined;
    return { name, ...(trouble ? { trouble } : {}) };
  } catch (error) {
    return { trouble: `is unknown in Slack (${slackErrorOf(error)}). Check the id.` };
  }
}

async function groupNames(slack: WebClient): Promise<Map<string, string>> {
  try {
    const { usergroups = [] } = await slack.usergroups.list({ include_count: true });
    return new Map(usergroups.flatMap(({ id, handle }) => (id && handle ? [[id, `@${handle}`]] : [])));
  } catch {
    // checkInSlack reports it.
    return new Map();
  }
}

async function channelName(slack: WebClient, id: string): Promise<string | undefined> {
  try {
    const { channel } = await slack.conversations.info({ channel: id });
    return channel?.name && `#${channel.name}`;
  } catch {
    return undefined;
  }
}

/** Every Slack id in a policy, without duplicates. */
function idsIn(policy: Policy): string[] {
  const rules = everyRule(policy);
  return [
    ...new Set([
      ...policy.admins,
      ...(policy.noticeChannel ? [policy.noticeChannel] : []),
      ...rules.flatMap((rule) => [
        ...(rule.channel ? [rule.channel] : []),
        ...(rule.approvers ?? []).filter((id) => id !== MANAGER),
        ...(rule.escalateTo ?? []),
        ...(rule.allow ?? []),
        ...standInsListed(rule),
      ]),
    ]),
  ];
}
