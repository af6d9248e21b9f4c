import { feasibility } from '../requests/approvals.ts';
import { asksApproval } from './access.ts';
import { type Note, type PolicyReading, readableCommands } from './lint.ts';
import { asksManagers, canTakeOver, everyCase, MANAGER, type PolicyCommand, ruleFor } from './policy.ts';

/** What is allowed about people but may surprise. */
export function peopleWarnings(reading: PolicyReading): Note[] {
  return [...managerWarnings(reading), ...departmentWarnings(reading), ...unusedField(reading)];
}

/** Where somebody has no manager that can be asked, others have to be enough. */
function managerWarnings(reading: PolicyReading): Note[] {
  const { policy, unreadable } = reading;
  if (unreadable.has('approvals.approvers')) return [];
  const nobody: PolicyCommand[] = [];
  const tooFew: PolicyCommand[] = [];
  const takeovers: PolicyCommand[] = [];
  for (const command of readableCommands(reading)) {
    for (const one of everyCase(policy, command)) {
      const rule = ruleFor(one, command);
      const asks = asksApproval(one, command);
      if (!rule.approvers.includes(MANAGER) || !(asks.own || asks.others)) continue;
      const { obstacles } = feasibility(rule, rule.withoutManager ?? []);
      if (obstacles.includes('no-approvers')) nobody.push(command);
      if (obstacles.includes('too-few-approvers')) tooFew.push(command);
      if (canTakeOver(command) && policy.managerField) takeovers.push(command);
    }
  }
  const path = ['approvals', 'approvers'];
  const says = [
    ...(nobody.length > 0
      ? [
          `whoever has no manager in Zoom or Slack cannot get this approved, because nobody stands beside “${MANAGER}”: ${names(nobody)}. Add a user group or people to approvals.approvers.`,
        ]
      : []),
    ...(tooFew.length > 0
      ? [
          `for whoever has no manager in Zoom or Slack there are fewer approvers than needed: ${names(tooFew)}. Add approvers.`,
        ]
      : []),
    ...(takeovers.length > 0
      ? [
          `managers come from a field of Slack profiles too. If people can edit it, they choose who approves ${names(takeovers)}, with which an account could be taken over: let only admins or your directory fill people.manager_field.`,
        ]
      : []),
  ];
  return says.map((sentence) => ({ path, says: sentence }));
}

/** People may write into their own profile what a condition asks. */
function departmentWarnings({ policy, commands }: PolicyReading): Note[] {
  const profile = commands.find((one) => one.name === 'profile');
  if (!profile || ruleFor(policy, profile).access !== 'self-service') return [];
  return Object.entries(policy.commands).flatMap(([name, { when = [] }]) =>
    when.flatMap((entry, i) => {
      if (!entry.if.department) return [];
      const says = `${name} depends on the department, and with profile anybody can change their own. Set profile: approval if that matters.`;
      return [{ path: ['commands', name, 'when', i, 'department'], says }];
    }),
  );
}

function unusedField({ policy }: PolicyReading): Note[] {
  if (!policy.managerField || asksManagers(policy)) return [];
  const says = `people.manager_field does nothing: no approvers have “${MANAGER}” among them.`;
  return [{ path: ['people', 'manager_field'], says }];
}

function names(commands: readonly PolicyCommand[]): string {
  const known = [...new Set(commands.map(({ name }) => name))];
  const rest = known.length - 6;
  return rest > 1 ? `${known.slice(0, 6).join(', ')} and ${rest} more` : known.join(', ');
}
