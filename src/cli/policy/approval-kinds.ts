import { durationWords } from '../../commands/parse/duration.ts';
import { asksApproval } from '../../policy/access.ts';
import { type ApprovalRule, type Policy, type PolicyCommand, ruleFor } from '../../policy/policy.ts';
import { feasibility } from '../../requests/approvals.ts';
import type { Names } from './names.ts';

/** The different ways in which requests are decided, each under a letter. */
export interface ApprovalKinds {
  /** The letter of a command's way. */
  letter(command: PolicyCommand): string;
  readonly all: readonly (readonly [letter: string, rule: ApprovalRule])[];
}

/** The way of `approvals` itself is A, if anything is decided in it. */
export function approvalKinds(policy: Policy, known: readonly PolicyCommand[]): ApprovalKinds {
  const asking = known.filter((command) => {
    const asks = asksApproval(policy, command);
    return asks.own || asks.others;
  });
  const rules = new Map<string, ApprovalRule>();
  const usual = identity(policy.approvals);
  const found = asking.map((command) => ruleFor(policy, command));
  for (const rule of found.sort((a, b) => Number(identity(b) === usual) - Number(identity(a) === usual))) {
    if (!rules.has(identity(rule))) rules.set(identity(rule), rule);
  }
  const keys = [...rules.keys()];
  const letterAt = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);
  return {
    letter: (command) => letterAt(keys.indexOf(identity(ruleFor(policy, command)))),
    all: [...rules.values()].map((rule, i) => [letterAt(i), rule] as const),
  };
}

function identity(rule: ApprovalRule): string {
  const { channel, approvers, needed, expiresAfter, remindAfter, escalateAfter, escalateTo } = rule;
  return JSON.stringify([channel, approvers, needed, expiresAfter, remindAfter, escalateAfter, escalateTo]);
}

/** How a request is decided, in sentences. */
export function approvalWords(rule: ApprovalRule, names: Names): string {
  const { obstacles } = feasibility(rule, rule.approvers);
  if (!rule.channel || obstacles.includes('no-approvers')) {
    return 'Nobody can approve it: no channel or no approvers.';
  }
  const people = peopleWords(rule.approvers, names);
  const who =
    rule.needed === 1
      ? `One approval, by ${people}`
      : `${rule.needed} approvals by different people, of ${people}`;
  // What is inherited may come too late for this command.
  const inTime = (after: number | null): after is number => after !== null && after < rule.expiresAfter;
  const { remindAfter, escalateAfter, escalateTo } = rule;
  const times = [
    ...(inTime(remindAfter) ? [`after ${durationWords(remindAfter)} they are reminded`] : []),
    ...(inTime(escalateAfter) && escalateTo.length > 0
      ? [`after ${durationWords(escalateAfter)} ${peopleWords(escalateTo, names)} may decide too`]
      : []),
    `after ${durationWords(rule.expiresAfter)} the request runs out`,
  ];
  const [first = '', ...rest] = times;
  const later = `${first.charAt(0).toUpperCase()}${[first.slice(1), ...rest].join('; ')}`;
  return `${who}, in ${names.get(rule.channel) ?? rule.channel}. ${later}.`;
}

/** "Grace Hopper (U0GRACE), or anybody in @admins (S0ADMINS)". */
export function peopleWords(ids: readonly string[], names: Names, last = 'or'): string {
  const words = [...new Set(ids)].map((id) => {
    const name = names.get(id) ?? id;
    return id.startsWith('S') ? `anybody in ${names.has(id) ? name : `the group ${name}`}` : name;
  });
  const end = words.pop() ?? 'nobody';
  return words.length > 0 ? `${words.join(', ')} ${last} ${end}` : end;
}
