import { asksApproval, needsSecret } from './asks-approval.ts';
import { type Checked, sure } from './checked.ts';
import type { Known } from './known.ts';
import { type Policy, ruleFor } from './policy.ts';
import type { Remark } from './remark.ts';

const NAMED = 6;

/** What works as it is written, and yet may surprise. The bot starts all the same. */
export function policyWarnings(checked: Checked): Remark[] {
  return [
    ...repeated(checked),
    ...noAdmins(checked),
    ...switchedOff(checked),
    ...(checked.unsure.has('approvals.approvers') ? [] : alone(checked)),
  ];
}

function repeated({ policy }: Checked): Remark[] {
  const lists: readonly (readonly [path: readonly string[], ids: readonly string[]])[] = [
    [['admins'], policy.admins],
    [['people', 'email_domains'], policy.emailDomains],
    ...[['approvals', policy.approvals] as const, ...Object.entries(policy.commands)].flatMap(
      ([name, rule]) => {
        const path = name === 'approvals' ? [name] : ['commands', name];
        return [
          [[...path, 'approvers'], rule.approvers ?? []] as const,
          [[...path, 'escalate_to'], rule.escalateTo ?? []] as const,
        ];
      },
    ),
  ];
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, i) =>
      ids.indexOf(id) < i
        ? [
            {
              path: [...path, i],
              says: `${id} stands twice in ${path.join('.')}, and counts once. Remove one.`,
            },
          ]
        : [],
    ),
  );
}

function noAdmins(checked: Checked): Remark[] {
  const { policy, unsure } = checked;
  if (policy.admins.length > 0 || unsure.has('admins')) return [];
  const idle = sure(checked).filter((command) => ruleFor(policy, command).access === 'admin');
  if (idle.length === 0) return [];
  return [
    { path: ['admins'], says: `there are no admins, so nobody can use ${list(idle)}. Add people to admins.` },
  ];
}

function switchedOff({ policy, known }: Checked): Remark[] {
  return known.flatMap(({ name }) => {
    const { access, ...rest } = policy.commands[name] ?? {};
    if (access !== 'off' || Object.keys(rest).length === 0) return [];
    return [{ path: ['commands', name], says: `${name} is off, so what else is set for it does nothing.` }];
  });
}

/** Whose requests nobody could approve, because nobody approves their own. Who is in a group is not known here. */
function alone(checked: Checked): Remark[] {
  const { policy } = checked;
  const own = new Map<string, Known[]>();
  const others = new Map<string, Known[]>();
  const takeovers = new Set<Known>();
  for (const command of sure(checked)) {
    const rule = ruleFor(policy, command);
    const asks = asksApproval(policy, command);
    const all = new Set([...rule.approvers, ...rule.escalateTo]);
    if ([...all].some((id) => id.startsWith('S')) || all.size < rule.needed || needsSecret(command)) continue;
    if (asks.own && all.size === rule.needed) {
      for (const id of all) if (rule.access !== 'admin' || policy.admins.includes(id)) add(own, id, command);
    }
    const asking = asks.others ? policy.admins.filter((id) => all.has(id)) : [];
    for (const id of asking) if (all.size === rule.needed) add(others, id, command);
    if (command.takeover && asking.length > 0 && all.size === rule.needed + 1) takeovers.add(command);
  }
  const path = ['approvals', 'approvers'];
  return [
    ...[...own].map(([id, stuck]) => ({
      path,
      says: `${id} cannot get an own request approved, because nobody approves their own and there are not enough others: ${list(stuck)}. Add an approver.`,
    })),
    ...[...others].map(([id, stuck]) => ({
      path,
      says: `the admin ${id} cannot do anything for others here, because it takes an approval by somebody else: ${list(stuck)}. Add an approver.`,
    })),
    ...(takeovers.size > 0
      ? [
          {
            path,
            says: `when an admin asks to ${list([...takeovers])} another approver’s account, nobody is left to approve it: both are left out. Add an approver.`,
          },
        ]
      : []),
    ...unreachable(policy, checked),
  ];
}

/** Where nothing else needs an approval, an admin who acts for others still does. */
function unreachable(policy: Policy, checked: Checked): Remark[] {
  const { channel, approvers } = policy.approvals;
  if ((channel && approvers.length > 0) || checked.unsure.has('approvals.channel')) return [];
  const stuck = sure(checked).filter((command) => {
    const rule = ruleFor(policy, command);
    return asksApproval(policy, command).others && (!rule.channel || rule.approvers.length === 0);
  });
  if (stuck.length === 0) return [];
  const says = `admins cannot act for others, because that takes an approval, and there is no channel or nobody to give it: ${list(stuck)}. Add approvals.channel and approvals.approvers.`;
  return [{ path: ['approvals'], says }];
}

function add(map: Map<string, Known[]>, id: string, command: Known): void {
  map.set(id, [...(map.get(id) ?? []), command]);
}

function list(commands: readonly Known[]): string {
  const names = commands.map((one) => one.name);
  const rest = names.length - NAMED;
  return rest > 1 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ');
}
