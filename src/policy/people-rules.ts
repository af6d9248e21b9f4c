import { durationWords } from '../commands/parse/duration.ts';
import { conditionWords, covers } from './conditions.ts';
import type { Note, PolicyReading } from './lint.ts';
import { isUserGroup, type PolicyCommand, ruleFor, type When } from './policy.ts';

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
