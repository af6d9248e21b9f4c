import type { WebClient } from '@slack/web-api';
import { isSlackAway, slackErrorOf, whyAway } from '../slack-errors.ts';
import { everyRule, isUserGroup, noticeChannelOf, type Policy } from './policy.ts';
import { standInsListed } from './stand-ins.ts';

/**
 * Checks in Slack that the policy can work: the channels exist, the bot may post there, no channel is shared with
 * another organisation, every user group can be read, the field for the manager exists.
 *
 * @returns a sentence for each problem, with a fix
 */
export async function checkInSlack(slack: WebClient, policy: Policy): Promise<string[]> {
  const rules = everyRule(policy);
  const approvalChannels = unique(rules.flatMap((rule) => (rule.channel ? [rule.channel] : [])));
  const noticeChannels = unique(
    [
      policy.noticeChannel,
      policy.licences.channel,
      ...Object.keys(policy.commands).map((name) => noticeChannelOf(policy, name)),
    ]
      .filter((id) => id !== null)
      .filter((id) => !approvalChannels.includes(id)),
  );
  const groups = unique(
    rules
      .flatMap((rule) => [
        ...(rule.approvers ?? []),
        ...(rule.escalateTo ?? []),
        ...(rule.allow ?? []),
        ...standInsListed(rule),
      ])
      .filter(isUserGroup)
      .concat(policy.licences.exempt.flatMap((one) => (one.kind === 'user-group' ? [one.slackId] : []))),
  );
  const checks = await Promise.all([
    ...approvalChannels.map((id) => checkChannel(slack, id, 'approval channel')),
    ...noticeChannels.map((id) => checkChannel(slack, id, 'notice channel')),
    ...groups.map((id) => checkGroup(slack, id)),
    ...(policy.managerField ? [checkField(slack, policy.managerField)] : []),
  ]);
  return checks.flat();
}

/** Whether members of another organisation read a channel, or will as soon as they accept an invitation to it. */
export function isShared(
  channel: Awaited<ReturnType<WebClient['conversations']['info']>>['channel'],
): boolean {
  return Boolean(channel?.is_ext_shared || channel?.is_pending_ext_shared);
}

async function checkChannel(slack: WebClient, id: string, what: string): Promise<string[]> {
  try {
    const { channel } = await slack.conversations.info({ channel: id });
    if (isShared(channel)) {
      return [
        `policy.yml: the ${what} ${id} is shared with another organisation, whose members would see requests. Choose a channel of your own.`,
      ];
    }
    if (channel?.is_archived) return [`policy.yml: the ${what} ${id} is archived. Choose another one.`];
    if (channel?.is_member === false) {
      return [`policy.yml: the bot is not a member of the ${what} ${id}. Invite it there with /invite.`];
    }
    return [];
  } catch (error) {
    if (isSlackAway(error))
      return [`Slack did not tell whether the ${what} ${id} can be used: ${whyAway(error)}. Try again.`];
    return [
      `policy.yml: the ${what} ${id} cannot be read (${slackErrorOf(error)}). Check the id, and invite the bot if the channel is private.`,
    ];
  }
}

async function checkGroup(slack: WebClient, id: string): Promise<string[]> {
  try {
    await slack.usergroups.users.list({ usergroup: id });
    return [];
  } catch (error) {
    if (isSlackAway(error))
      return [`Slack did not tell who is in the user group ${id}: ${whyAway(error)}. Try again.`];
    return [
      `policy.yml: the user group ${id} cannot be read (${slackErrorOf(error)}). Check the id and the scope usergroups:read.`,
    ];
  }
}

async function checkField(slack: WebClient, field: string): Promise<string[]> {
  try {
    const fields = (await slack.team.profile.get()).profile?.fields ?? [];
    const label = field.toLowerCase();
    if (fields.some((one) => one.id === field || one.label?.trim().toLowerCase() === label)) return [];
    const known = fields.flatMap((one) => (one.label ? [`“${one.label}” (${one.id})`] : []));
    const choice = known.length > 0 ? `There are: ${known.join(', ')}.` : 'There are none.';
    return [`policy.yml: Slack profiles have no field ${field} (people.manager_field). ${choice}`];
  } catch (error) {
    // Whatever else keeps Slack from listing the fields need not keep it from telling them of a person.
    if (slackErrorOf(error) !== 'missing_scope') return [];
    return [
      `policy.yml: the fields of Slack profiles cannot be read (${slackErrorOf(error)}). people.manager_field needs the scope users.profile:read: add it (it is one of the optional ones in manifest.yml) and install the app again.`,
    ];
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
