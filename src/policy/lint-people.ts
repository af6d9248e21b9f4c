import { durationWords } from '../commands/parse/duration.ts';
import { feasibility } from '../requests/approvals.ts';
import { asksApproval } from './access.ts';
import { conditionWords, covers } from './conditions.ts';
import { type Note, named, type PolicyReading, readableCommands } from './note.ts';
import {
  asksManagers,
  canTakeOver,
  everyCase,
  isUserGroup,
  MANAGER,
  type PolicyCommand,
  ruleFor,
  type When,
} from './policy.ts';

/** Conditions and lists of people under a command that can never apply, or say nothing. */
export function peopleMistakes(reading: PolicyReading, command: PolicyCommand): Note[] {
  return [...conditionMistakes(reading, command), ...allowMistakes(reading, command)];
}

function conditionMistakes({ policy, unreadable }: PolicyReading, command: PolicyCommand): Note[] {
  const { name } = command;
  const own = policy.commands[name] ?? {};
  const when = own.when ?? [];
  if (when.length === 0 || ruleFor(policy, command).access === 'off') return [];
  if (command.risk === 'read') {
    const says = `${name} only shows something, and conditions are for what is changed. Remove “when”.`;
    return [{ path: ['commands', name, 'when'], says }];
  }
  return when.flatMap((entry, i) => {
    const path = ['commands', name, 'when', i];
    const { duration, department, price } = entry.if;
    const words = conditionWords(entry.if);
    const notes: Note[] = [];
    if (!duration && !department && !price) {
      const says = `${name} has an entry of “when” without a condition. Add duration, department or price; what always holds stands beside “when”.`;
      notes.push({ path, says });
    } else if (Object.keys(entry.set).length === 0) {
      const says = `${name} has a condition that changes nothing (${words}). Add what is different then, such as needed: 2.`;
      notes.push({ path, says });
    }
    if (duration && !command.fields.some((field) => field.kind === 'duration')) {
      const says = `${name} is not asked for a time, so a condition on its duration makes no sense. Remove it.`;
      notes.push({ path: [...path, 'duration'], says });
    } else if (duration?.side === 'over' && own.maxDuration && duration.limit >= own.maxDuration) {
      const says = `${name} is for ${durationWords(own.maxDuration)} at most, so this condition never holds. Shorten it, or raise max_duration.`;
      notes.push({ path: [...path, 'duration'], says });
    }
    if (department && command.subject === 'nobody') {
      const says = `${name} is about no account that has a department yet, so this condition never holds. Remove it.`;
      notes.push({ path: [...path, 'department'], says });
    }
    if (price && !command.changesSeats) {
      const says = `${name} takes no licence, so it has no price, and this condition makes no sense. Remove it.`;
      notes.push({ path: [...path, 'price'], says });
    } else if (price && policy.licences.price === null && !unreadable.has('licences')) {
      const says = `${name} has a condition on its price, and what a licence costs is not told. Add licences.price.`;
      notes.push({ path: [...path, 'price'], says });
    }
    const earlier = when.slice(0, i).find((one) => isCondition(one) && covers(one.if, entry.if));
    if (earlier && isCondition(entry)) {
      const says = `${name} never gets to this condition (${words}): an earlier one (${conditionWords(earlier.if)}) holds wherever it does, and the first that holds counts. Put this one first.`;
      notes.push({ path, says });
    }
    return notes;
  });
}

function isCondition({ if: condition }: When): boolean {
  return Object.keys(condition).length > 0;
}

function allowMistakes({ policy, unreadable }: PolicyReading, command: PolicyCommand): Note[] {
  const { name } = command;
  const { allow } = policy.commands[name] ?? {};
  if (!allow || ruleFor(policy, command).access !== 'admin' || unreadable.has('admins')) return [];
  if (allow.some((id) => isUserGroup(id) || policy.admins.includes(id))) return [];
  const says = `${name} is for admins, and allow names none of them, so nobody could use it. Name admins, or a user group.`;
  return [{ path: ['commands', name, 'allow'], says }];
}

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
          `whoever has no manager in Zoom or Slack cannot get this approved, because nobody stands beside “${MANAGER}”: ${named(nobody)}. Add a user group or people to approvals.approvers.`,
        ]
      : []),
    ...(tooFew.length > 0
      ? [
          `for whoever has no manager in Zoom or Slack there are fewer approvers than needed: ${named(tooFew)}. Add approvers.`,
        ]
      : []),
    ...(takeovers.length > 0
      ? [
          `managers come from a field of Slack profiles too. If people can edit it, they choose who approves ${named(takeovers)}, with which an account could be taken over: let only admins or your directory fill people.manager_field.`,
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
