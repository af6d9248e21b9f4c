import { asksApproval, needsSecret } from './asks-approval.ts';
import { type Checked, sure } from './checked.ts';
import { didYouMean } from './did-you-mean.ts';
import { idle } from './idle-rules.ts';
import type { Known } from './known.ts';
import { ruleFor } from './policy.ts';
import type { Remark } from './remark.ts';

/** What is wrong with a policy whose every key is right by itself. */
export function policyMistakes(checked: Checked): Remark[] {
  return [
    ...unknownCommands(checked),
    ...sure(checked).flatMap((command) => unapprovable(checked, command)),
    ...idle(checked),
  ];
}

function unknownCommands({ policy, known }: Checked): Remark[] {
  const names = known.map((command) => command.name);
  return Object.keys(policy.commands)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: ['commands', name],
      says: `there is no command “${name}”. ${didYouMean(name, names)}`,
    }));
}

function unapprovable({ policy, unsure }: Checked, command: Known): Remark[] {
  const { name } = command;
  const rule = ruleFor(policy, command);
  const path = ['commands', name];
  if (rule.access === 'approval' && command.risk === 'read') {
    const says = `${name} only shows something, at once: it cannot wait for an approval. Use self-service, admin or off.`;
    return [{ path, says }];
  }
  if (!asksApproval(policy, command).own) return [];
  if (needsSecret(command)) {
    const never = 'a password cannot wait for an approval, because it is never stored';
    return [{ path, says: `${name} cannot need an approval: ${never}. Use self-service, admin or off.` }];
  }
  const own = policy.commands[name] ?? {};
  const from = (key: string, said: unknown) => (said === undefined ? ['approvals', key] : [...path, key]);
  const approvers = new Set(rule.approvers);
  const groups = [...approvers].some((id) => id.startsWith('S'));
  const problems: Remark[] = [];
  if (!rule.channel && !unsure.has('approvals.channel')) {
    const says = `${name} needs an approval, but no channel is set. Add approvals.channel.`;
    problems.push({ path: from('channel', own.channel), says });
  }
  if (own.approvers === undefined && unsure.has('approvals.approvers')) return problems;
  if (approvers.size === 0) {
    const says = `${name} needs an approval, but nobody may give it. Add approvals.approvers.`;
    problems.push({ path: from('approvers', own.approvers), says });
  } else if (!groups && approvers.size < rule.needed) {
    const has = approvers.size === 1 ? 'one approver' : `${approvers.size} approvers`;
    const says = `${name} needs ${rule.needed} approvals, but has only ${has}. Add approvers or lower “needed”.`;
    problems.push({ path: from('needed', own.needed), says });
  }
  return problems;
}
