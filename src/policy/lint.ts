import { durationWords } from '../commands/parse/duration.ts';
import { feasibility } from '../requests/approvals.ts';
import { asksApproval } from './access.ts';
import { didYouMean } from './did-you-mean.ts';
import { peopleMistakes } from './lint-people.ts';
import { safetyMistakes } from './lint-safety.ts';
import { type Note, type PolicyReading, readableCommands } from './note.ts';
import {
  type ApprovalRule,
  alarmChannelOf,
  type CommandRule,
  everyCase,
  needsSecret,
  type Policy,
  type PolicyCommand,
  ruleFor,
  whereHolds,
} from './policy.ts';
import { RULE_KEYS } from './schema.ts';

const KEPT_AT_LEAST = 30 * 86_400_000;

/** Finds mistakes in a policy whose values are all valid by themselves. The bot does not start with them. */
export function lintPolicy(reading: PolicyReading): Note[] {
  return [
    ...unknownCommands(reading),
    ...readableCommands(reading).flatMap((command) => withoutApprovers(reading, command)),
    ...escalationsThatNeverApply(reading),
    ...rulesThatNeverApply(reading),
    ...keptTooShort(reading),
    ...safetyMistakes(reading),
    ...readableCommands(reading).flatMap((command) => [
      ...peopleMistakes(reading, command),
      ...underConditions(reading, command),
    ]),
  ];
}

/** The same mistakes in what applies under a condition, each at the condition that makes it. */
function underConditions(reading: PolicyReading, command: PolicyCommand): Note[] {
  const { policy } = reading;
  const { name } = command;
  const usual = withoutApprovers(reading, command).map(({ says }) => says);
  return (policy.commands[name]?.when ?? []).flatMap((entry, i) => {
    const then = { ...reading, policy: whereHolds(policy, name, entry) };
    const isSet = (key: unknown) =>
      Object.entries(RULE_KEYS).some(([property, word]) => word === key && property in entry.set);
    const ofKeys = [
      ...escalationsThatNeverApply(then),
      ...rulesThatNeverApply(then),
      ...safetyMistakes(then),
    ].filter(({ path }) => path[1] === name && (isSet(path[2]) || (path.length === 2 && isSet('access'))));
    const nobody = withoutApprovers(then, command).filter(({ says }) => !usual.includes(says));
    return [...nobody, ...ofKeys].map(({ path, says }) => {
      const key = path[2];
      const place = ['commands', name, 'when', i];
      return { path: key !== undefined && isSet(key) ? [...place, key] : place, says };
    });
  });
}

/** Quotas, undo and what happened lately are read from the stored requests. */
function keptTooShort({ policy, unreadable }: PolicyReading): Note[] {
  if (policy.keep === null || unreadable.has('keep')) return [];
  const quotas = Object.values(policy.commands).map(({ quota }) => quota?.per ?? 0);
  const shortest = Math.max(KEPT_AT_LEAST, ...quotas);
  if (policy.keep >= shortest) return [];
  const says = `keep must be at least ${durationWords(shortest).words}: undo and quotas look that far back.`;
  return [{ path: ['keep'], says }];
}

function unknownCommands({ policy, commands }: PolicyReading): Note[] {
  const names = commands.map((command) => command.name);
  return Object.keys(policy.commands)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: ['commands', name],
      says: `there is no command “${name}”. ${didYouMean(name, names)}`,
    }));
}

/** A command that needs an approval which nobody could give. */
function withoutApprovers({ policy, unreadable }: PolicyReading, command: PolicyCommand): Note[] {
  const { name } = command;
  const rule = ruleFor(policy, command);
  const path = ['commands', name];
  if (rule.access === 'approval' && command.risk === 'read') {
    const says = `${name} only shows something, at once: it cannot wait for an approval. Use self-service, admin or off.`;
    return [{ path, says }];
  }
  if (!asksApproval(policy, command).own || isOnlyForAdminsByDefault(policy, command)) return [];
  if (needsSecret(command)) {
    const reason = 'a password cannot wait for an approval, because it is never stored';
    return [{ path, says: `${name} cannot need an approval: ${reason}. Use self-service, admin or off.` }];
  }
  const own = policy.commands[name] ?? {};
  const placeOf = (key: 'channel' | 'approvers' | 'needed') =>
    own[key] === undefined ? ['approvals', key] : [...path, key];
  const approversUnreadable = own.approvers === undefined && unreadable.has('approvals.approvers');
  return feasibility(rule, rule.approvers).obstacles.flatMap((obstacle) => {
    if (obstacle === 'no-channel') {
      if (unreadable.has('approvals.channel')) return [];
      const says = `${name} needs an approval, but no channel is set. Add approvals.channel.`;
      return [{ path: placeOf('channel'), says }];
    }
    if (approversUnreadable) return [];
    if (obstacle === 'no-approvers') {
      const says = `${name} needs an approval, but nobody may give it. Add approvals.approvers.`;
      return [{ path: placeOf('approvers'), says }];
    }
    const count = new Set(rule.approvers).size;
    const has = count === 1 ? 'one approver' : `${count} approvers`;
    const says = `${name} needs ${rule.needed} approvals, but has only ${has}. Add approvers or lower “needed”.`;
    return [{ path: placeOf('needed'), says }];
  });
}

/**
 * Whether only admins run the command and the policy does not mention it. Without approvers it cannot be used, which is
 * a warning: somebody whose policy has no approvals need not switch it off.
 */
function isOnlyForAdminsByDefault(policy: Policy, { name, access }: PolicyCommand): boolean {
  return access === 'admin' && policy.commands[name] === undefined;
}

/**
 * Reminders and escalations that come too late or reach nobody. Only what a command sets itself is a mistake: a value
 * that it inherits may be useless there and yet apply to other commands.
 */
function escalationsThatNeverApply({ policy, unreadable }: PolicyReading): Note[] {
  const blocks: readonly (readonly [path: readonly string[], set: Partial<ApprovalRule>])[] = [
    [['approvals'], policy.approvals],
    ...Object.entries(policy.commands).map(([name, own]) => [['commands', name], own] as const),
  ];
  return blocks.flatMap(([path, set]) => {
    const { expiresAfter, escalateAfter, escalateTo, approvers } = { ...policy.approvals, ...set };
    const isUnreadable = (key: keyof ApprovalRule) =>
      (set[key] === undefined || path[0] === 'approvals') && unreadable.has(`approvals.${RULE_KEYS[key]}`);
    const note = (key: keyof ApprovalRule, says: string): Note => ({
      path: [...path, RULE_KEYS[key]],
      says: `${path.join('.')}.${RULE_KEYS[key]} ${says}`,
    });
    const notes: Note[] = [];
    for (const key of ['remindAfter', 'escalateAfter'] as const) {
      const after = set[key];
      if (after && after >= expiresAfter && !isUnreadable('expiresAfter')) {
        notes.push(note(key, 'is not before expires_after, so it would never happen. Shorten it.'));
      }
    }
    if (set.escalateAfter && escalateTo.length === 0 && !isUnreadable('escalateTo')) {
      notes.push(note('escalateAfter', 'is set, but escalate_to names nobody. Add people or remove it.'));
    }
    if (!set.escalateTo || set.escalateTo.length === 0) return notes;
    if (!escalateAfter && !isUnreadable('escalateAfter')) {
      notes.push(note('escalateTo', 'names somebody, but without escalate_after nobody asks them. Add it.'));
    } else if (set.escalateTo.every((id) => approvers.includes(id)) && !isUnreadable('approvers')) {
      notes.push(note('escalateTo', 'adds nobody: all of them are approvers anyway. Name somebody else.'));
    }
    return notes;
  });
}

/** Keys under a command that can never apply to it: their author expects something that does not happen. */
function rulesThatNeverApply(reading: PolicyReading): Note[] {
  return Object.entries(reading.policy.commands).flatMap(([name, own]) => {
    const command = reading.commands.find((one) => one.name === name);
    if (!command || ruleFor(reading.policy, command).access === 'off') return [];
    return [
      ...uselessLimits(command, own),
      ...uselessApprovalKeys(reading, command, own),
      ...breakGlassWithoutChannel(reading, name, own),
      ...uselessNotices(reading, command, own),
    ];
  });
}

function uselessLimits({ name, risk, fields }: PolicyCommand, own: CommandRule): Note[] {
  const notes: Note[] = [];
  if (own.quota && risk === 'read') {
    const says = `${name} only shows something, and a quota counts changes: it would never be reached. Remove it.`;
    notes.push({ path: ['commands', name, 'quota'], says });
  }
  if (own.maxDuration && !fields.some((field) => field.kind === 'duration')) {
    const says = `${name} is not asked for a time, so max_duration limits nothing. Remove it.`;
    notes.push({ path: ['commands', name, 'max_duration'], says });
  }
  return notes;
}

const NEEDS_APPROVAL = [
  'channel',
  'approvers',
  'needed',
  'expiresAfter',
  'remindAfter',
  'escalateAfter',
  'escalateTo',
  'breakGlass',
] as const satisfies readonly (keyof CommandRule)[];

function uselessApprovalKeys(
  { policy, unreadable }: PolicyReading,
  command: PolicyCommand,
  own: CommandRule,
): Note[] {
  // While the list of admins cannot be read, they may or may not ask for others.
  if (unreadable.has('admins')) return [];
  for (const one of everyCase(policy, command)) {
    const asks = asksApproval(one, command);
    if (asks.own || asks.others || ruleFor(one, command).access === 'approval') return [];
  }
  return NEEDS_APPROVAL.filter((property) => own[property]).map((property) => ({
    path: ['commands', command.name, RULE_KEYS[property]],
    says: `${command.name} never needs an approval, so ${RULE_KEYS[property]} does nothing. Remove it, or set access: approval.`,
  }));
}

function breakGlassWithoutChannel(
  { policy, unreadable }: PolicyReading,
  name: string,
  own: CommandRule,
): Note[] {
  if (!own.breakGlass || alarmChannelOf(policy, name) || unreadable.has('notices')) return [];
  const says = `${name} may be done in an emergency without approval, and everybody in the notice channel is told: but there is no such channel. Add notices.channel.`;
  return [{ path: ['commands', name, 'break_glass'], says }];
}

function uselessNotices(
  { policy, unreadable }: PolicyReading,
  { name, risk }: PolicyCommand,
  { notices }: CommandRule,
): Note[] {
  if (!notices) return [];
  const path = ['commands', name, 'notices'];
  if (risk === 'read') {
    const says = `${path.join('.')} has no effect: ${name} changes nothing, so no channel is told. Remove it.`;
    return [{ path, says }];
  }
  if (notices !== 'on' || policy.noticeChannel || unreadable.has('notices')) return [];
  const says = `${path.join('.')} is on, but there is no notice channel. Add notices.channel, or give a channel id here.`;
  return [{ path, says }];
}
