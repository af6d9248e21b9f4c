import { closest, distance } from 'fastest-levenshtein';
import type { Access } from '../../commands/described.ts';
import type { Field } from '../../commands/field.ts';
import { type ApprovalRule, type Policy, ruleFor } from './policy.ts';

/** What a policy has to know of a command. */
export interface Known {
  readonly name: string;
  readonly access: Access;
  /** Only what changes something is told in the notice channel. */
  readonly risk?: string;
  readonly fields?: readonly Pick<Field, 'kind' | 'optional'>[];
}

/** What is wrong with a policy whose every key is right by itself: a sentence for each. */
export function policyProblems(policy: Policy, known: readonly Known[]): string[] {
  return [
    ...unknownCommands(policy, known),
    ...unapprovable(policy, known),
    ...idle(policy),
    ...untold(policy, known),
  ];
}

/** Rules that would never come to bear. What a command inherits may well be idle there: only what it says itself counts. */
function idle(policy: Policy): string[] {
  const places: readonly (readonly [where: string, said: Partial<ApprovalRule>])[] = [
    ['approvals', policy.approvals],
    ...Object.entries(policy.commands).map(([name, own]) => [`commands.${name}`, own] as const),
  ];
  return places.flatMap(([where, said]) => {
    const { expiresAfter, escalateTo } = { ...policy.approvals, ...said };
    const late = (key: string, after: number | null | undefined) =>
      after && after >= expiresAfter
        ? [`policy.yml: ${where}.${key} is not before expires_after, so it would never happen. Shorten it.`]
        : [];
    const toNobody =
      said.escalateAfter && escalateTo.length === 0
        ? [
            `policy.yml: ${where}.escalate_after is set, but escalate_to names nobody. Add people or remove it.`,
          ]
        : [];
    return [
      ...late('remind_after', said.remindAfter),
      ...late('escalate_after', said.escalateAfter),
      ...toNobody,
    ];
  });
}

/** Notices that no channel would ever hear. */
function untold(policy: Policy, known: readonly Known[]): string[] {
  return known.flatMap(({ name, risk }) => {
    const { notices } = policy.commands[name] ?? {};
    if (!notices) return [];
    if (risk === 'read') {
      return [
        `policy.yml: commands.${name}.notices has no effect: ${name} changes nothing, so no channel is told. Remove it.`,
      ];
    }
    return notices === 'on' && !policy.noticeChannel
      ? [
          `policy.yml: commands.${name}.notices is on, but there is no notice channel. Add notices.channel, or give a channel id here.`,
        ]
      : [];
  });
}

function unknownCommands(policy: Policy, known: readonly { readonly name: string }[]): string[] {
  const names = known.map((command) => command.name);
  return Object.keys(policy.commands)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = closest(name, names);
      const hint =
        distance(name, near) <= name.length / 2
          ? `Did you mean “${near}”?`
          : `There are: ${names.join(', ')}.`;
      return `policy.yml: there is no command “${name}”. ${hint}`;
    });
}

function unapprovable(policy: Policy, known: readonly Known[]): string[] {
  return known.flatMap((command) => {
    const rule = ruleFor(policy, command);
    const asks =
      rule.access === 'approval' || (rule.access === 'admin' && policy.commands[command.name]?.needed);
    if (asks && command.fields?.some((field) => field.kind === 'secret' && !field.optional)) {
      const never = 'a password cannot wait for an approval, because it is never stored';
      return [
        `policy.yml: ${command.name} cannot need an approval: ${never}. Use self-service, admin or off.`,
      ];
    }
    if (!asks) return [];
    const needs = `policy.yml: ${command.name} needs`;
    const approvers = new Set(rule.approvers);
    const groups = [...approvers].some((id) => id.startsWith('S'));
    const problems: string[] = [];
    if (!rule.channel) {
      problems.push(`${needs} an approval, but no channel is set. Add approvals.channel.`);
    }
    if (approvers.size === 0) {
      problems.push(`${needs} an approval, but nobody may give it. Add approvals.approvers.`);
    } else if (!groups && approvers.size < rule.needed) {
      const has = approvers.size === 1 ? 'one approver' : `${approvers.size} approvers`;
      problems.push(
        `${needs} ${rule.needed} approvals, but has only ${has}. Add approvers or lower “needed”.`,
      );
    }
    return problems;
  });
}
