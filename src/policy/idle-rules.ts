import { asksApproval } from './asks-approval.ts';
import type { Checked } from './checked.ts';
import type { Known } from './known.ts';
import { type ApprovalRule, alarmChannelOf, type CommandRule, ruleFor } from './policy.ts';
import type { Remark } from './remark.ts';

/** How the keys are called in the file. */
const KEYS = {
  channel: 'channel',
  approvers: 'approvers',
  needed: 'needed',
  expiresAfter: 'expires_after',
  remindAfter: 'remind_after',
  escalateAfter: 'escalate_after',
  escalateTo: 'escalate_to',
} as const satisfies Record<keyof ApprovalRule, string>;

/** Rules that would never come to bear: whoever wrote them believes in something that does not happen. */
export function idle(checked: Checked): Remark[] {
  return [...late(checked), ...Object.entries(checked.policy.commands).flatMap(inVain(checked))];
}

/** What a command inherits may well be idle there: only what it says itself counts. */
function late({ policy, unsure }: Checked): Remark[] {
  const places: readonly (readonly [path: readonly string[], said: Partial<ApprovalRule>])[] = [
    [['approvals'], policy.approvals],
    ...Object.entries(policy.commands).map(([name, own]) => [['commands', name], own] as const),
  ];
  return places.flatMap(([path, said]) => {
    const { expiresAfter, escalateAfter, escalateTo, approvers } = { ...policy.approvals, ...said };
    const lost = (key: keyof ApprovalRule) =>
      said[key] === undefined || path[0] === 'approvals' ? unsure.has(`approvals.${KEYS[key]}`) : false;
    const remark = (key: string, says: string) => ({
      path: [...path, key],
      says: `${path.join('.')}.${key} ${says}`,
    });
    const tooLate = (key: 'remindAfter' | 'escalateAfter') =>
      said[key] && said[key] >= expiresAfter && !lost('expiresAfter')
        ? [remark(KEYS[key], 'is not before expires_after, so it would never happen. Shorten it.')]
        : [];
    const problems = [...tooLate('remindAfter'), ...tooLate('escalateAfter')];
    if (said.escalateAfter && escalateTo.length === 0 && !lost('escalateTo')) {
      problems.push(
        remark('escalate_after', 'is set, but escalate_to names nobody. Add people or remove it.'),
      );
    }
    if (said.escalateTo && said.escalateTo.length > 0) {
      const known = said.escalateTo.every((id) => approvers.includes(id));
      if (!escalateAfter && !lost('escalateAfter')) {
        problems.push(
          remark('escalate_to', 'names somebody, but without escalate_after nobody asks them. Add it.'),
        );
      } else if (known && !lost('approvers')) {
        problems.push(
          remark('escalate_to', 'adds nobody: all of them are approvers anyway. Name somebody else.'),
        );
      }
    }
    return problems;
  });
}

const inVain =
  (checked: Checked) =>
  ([name, own]: readonly [string, CommandRule]): Remark[] => {
    const command = checked.known.find((one) => one.name === name);
    if (!command || ruleFor(checked.policy, command).access === 'off') return [];
    return [
      ...withoutLimit(command, own),
      ...withoutApproval(checked, command, own),
      ...unwatched(checked, name, own),
      ...untold(checked, command, own),
    ];
  };

function withoutLimit({ name, risk, fields }: Known, own: CommandRule): Remark[] {
  const path = ['commands', name];
  const problems: Remark[] = [];
  if (own.quota && risk === 'read') {
    const says = `${name} only shows something, and a quota counts changes: it would never be reached. Remove it.`;
    problems.push({ path: [...path, 'quota'], says });
  }
  if (own.maxDuration && fields && !fields.some((field) => field.kind === 'duration')) {
    const says = `${name} is not asked for a time, so max_duration limits nothing. Remove it.`;
    problems.push({ path: [...path, 'max_duration'], says });
  }
  return problems;
}

function withoutApproval({ policy, unsure }: Checked, command: Known, own: CommandRule): Remark[] {
  const { own: asks, others } = asksApproval(policy, command);
  // While the list of admins cannot be read, they may or may not ask for others.
  if (command.risk === undefined || asks || others || unsure.has('admins')) return [];
  if (ruleFor(policy, command).access === 'approval') return [];
  const path = ['commands', command.name];
  const keys = [
    ...Object.entries(KEYS).flatMap(([key, word]) => (own[key as keyof ApprovalRule] ? [word] : [])),
    ...(own.breakGlass ? ['break_glass'] : []),
  ];
  return keys.map((key) => ({
    path: [...path, key],
    says: `${command.name} never needs an approval, so ${key} does nothing. Remove it, or set access: approval.`,
  }));
}

function unwatched({ policy, unsure }: Checked, name: string, own: CommandRule): Remark[] {
  if (!own.breakGlass || alarmChannelOf(policy, name) || unsure.has('notices')) return [];
  const says = `${name} may be done in an emergency without approval, and everybody in the notice channel is told: but there is no such channel. Add notices.channel.`;
  return [{ path: ['commands', name, 'break_glass'], says }];
}

/** Notices that no channel would ever hear. */
function untold({ policy, unsure }: Checked, { name, risk }: Known, { notices }: CommandRule): Remark[] {
  if (!notices) return [];
  const path = ['commands', name, 'notices'];
  if (risk === 'read') {
    const says = `${path.join('.')} has no effect: ${name} changes nothing, so no channel is told. Remove it.`;
    return [{ path, says }];
  }
  if (notices !== 'on' || policy.noticeChannel || unsure.has('notices')) return [];
  const says = `${path.join('.')} is on, but there is no notice channel. Add notices.channel, or give a channel id here.`;
  return [{ path, says }];
}
