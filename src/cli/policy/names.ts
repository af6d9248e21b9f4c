import type { Policy } from '../../policy/policy.ts';

/** How people, groups and channels are called; by their ids while Slack is not asked. */
export type Names = ReadonlyMap<string, string>;

/** Every Slack id of a policy, each once. */
export function idsIn(policy: Policy): string[] {
  const rules = [policy.approvals, ...Object.values(policy.commands)];
  return [
    ...new Set([
      ...policy.admins,
      ...(policy.noticeChannel ? [policy.noticeChannel] : []),
      ...rules.flatMap((rule) => [
        ...(rule.channel ? [rule.channel] : []),
        ...(rule.approvers ?? []),
        ...(rule.escalateTo ?? []),
      ]),
    ]),
  ];
}
