import { feasibility, namedApprovers } from '../requests/approvals.ts';
import { withoutParties } from '../requests/parties.ts';
import { asksApproval } from './access.ts';
import { licenceWarnings } from './licences.ts';
import { peopleWarnings } from './lint-people.ts';
import { safetyWarnings } from './lint-safety.ts';
import { type Note, named, type PolicyReading, readableCommands } from './note.ts';
import {
  type CommandRule,
  canTakeOver,
  isUserGroup,
  MANAGER,
  mayActAlone,
  needsSecret,
  type PolicyCommand,
  ruleFor,
} from './policy.ts';

/** What is allowed but may surprise. The bot starts all the same. */
export function policyWarnings(reading: PolicyReading): Note[] {
  return [
    ...safetyWarnings(reading),
    ...duplicates(reading),
    ...withoutAdmins(reading),
    ...rulesOfCommandsThatAreOff(reading),
    ...peopleWarnings(reading),
    ...(reading.unreadable.has('licences')
      ? []
      : licenceWarnings(reading.policy.licences, new Date().toISOString().slice(0, 10))),
    ...(reading.unreadable.has('approvals.approvers')
      ? []
      : [...peopleWithoutApprover(reading), ...adminsWithoutApproval(reading)]),
  ];
}

function duplicates({ policy }: PolicyReading): Note[] {
  type Placed = { readonly path: readonly (string | number)[]; readonly rule: CommandRule };
  const rules: readonly Placed[] = [
    { path: ['approvals'], rule: policy.approvals },
    ...Object.entries(policy.commands).map(([name, rule]) => ({ path: ['commands', name], rule })),
    ...Object.entries(policy.commands).flatMap(([name, { when = [] }]) =>
      when.map(({ set }, i) => ({ path: ['commands', name, 'when', i], rule: set })),
    ),
  ];
  const lists: readonly { readonly path: Placed['path']; readonly ids: readonly string[] }[] = [
    { path: ['admins'], ids: policy.admins },
    { path: ['people', 'email_domains'], ids: policy.emailDomains },
    ...rules.flatMap(({ path, rule }) => [
      { path: [...path, 'approvers'], ids: rule.approvers ?? [] },
      { path: [...path, 'escalate_to'], ids: rule.escalateTo ?? [] },
      { path: [...path, 'allow'], ids: rule.allow ?? [] },
    ]),
  ];
  return lists.flatMap(({ path, ids }) =>
    ids.flatMap((id, i) => {
      if (ids.indexOf(id) === i) return [];
      const says = `${id} stands twice in ${path.join('.')}, and counts once. Remove one.`;
      return [{ path: [...path, i], says }];
    }),
  );
}

function withoutAdmins(reading: PolicyReading): Note[] {
  const { policy, unreadable } = reading;
  if (policy.admins.length > 0 || unreadable.has('admins')) return [];
  const unusable = readableCommands(reading).filter((command) => ruleFor(policy, command).access === 'admin');
  if (unusable.length === 0) return [];
  const says = `there are no admins, so nobody can use ${named(unusable)}. Add people to admins.`;
  return [{ path: ['admins'], says }];
}

function rulesOfCommandsThatAreOff({ policy, commands }: PolicyReading): Note[] {
  return commands.flatMap(({ name }) => {
    const { access, ...rest } = policy.commands[name] ?? {};
    if (access !== 'off' || Object.keys(rest).length === 0) return [];
    return [{ path: ['commands', name], says: `${name} is off, so what else is set for it does nothing.` }];
  });
}

/**
 * Approvers whose own requests nobody could approve, because there are not enough other approvers. Rules with user groups
 * are left out: their members are not known here.
 */
function peopleWithoutApprover(reading: PolicyReading): Note[] {
  const { policy } = reading;
  /** By the Slack id of the person who asks: the commands that nobody could approve for them. */
  const own = new Map<string, PolicyCommand[]>();
  const forOthers = new Map<string, PolicyCommand[]>();
  const takeovers = new Set<PolicyCommand>();
  for (const command of readableCommands(reading)) {
    const rule = ruleFor(policy, command);
    const approvers = new Set(namedApprovers(rule, true, null));
    const isKnown = !rule.approvers.includes(MANAGER) && ![...approvers].some(isUserGroup);
    if (approvers.size < rule.needed || !isKnown || needsSecret(command)) continue;
    const isStuck = (requesterSlackId: string, subjectSlackId: string | null) =>
      feasibility(
        rule,
        withoutParties(approvers, command, { requesterSlackId, subjectSlackId }),
      ).obstacles.some((obstacle) => obstacle !== 'no-channel');
    const asks = asksApproval(policy, command);
    for (const id of approvers) {
      const isAdmin = policy.admins.includes(id);
      const mayAsk = asks.own && (isAdmin || rule.access !== 'admin');
      if (mayAsk && !mayActAlone(policy, command, id) && isStuck(id, null)) add(own, id, command);
    }
    for (const id of asks.others ? policy.admins.filter((admin) => approvers.has(admin)) : []) {
      if (isStuck(id, null)) add(forOthers, id, command);
      else if ([...approvers].some((subject) => isStuck(id, subject))) takeovers.add(command);
    }
  }
  const says = [
    ...[...own].map(
      ([id, stuck]) =>
        `${id} cannot get an own request approved, because nobody approves their own and there are not enough others: ${named(stuck)}. Add an approver.`,
    ),
    ...[...forOthers].map(
      ([id, stuck]) =>
        `the admin ${id} cannot do anything for others here, because it takes an approval by somebody else: ${named(stuck)}. Add an approver.`,
    ),
  ];
  if (takeovers.size > 0) {
    says.push(
      `when an admin asks to ${named([...takeovers])} another approver’s account, nobody is left to approve it: both are left out. Add an approver.`,
    );
  }
  return says.map((sentence) => ({ path: ['approvals', 'approvers'], says: sentence }));
}

/** Even where no command needs an approval, a change that an admin makes for somebody else does. */
function adminsWithoutApproval(reading: PolicyReading): Note[] {
  const { policy, unreadable } = reading;
  const { channel, approvers } = policy.approvals;
  if (policy.admins.length === 0 || (channel && approvers.length > 0)) return [];
  if (unreadable.has('approvals.channel')) return [];
  const stuck = readableCommands(reading).filter((command) => {
    const rule = ruleFor(policy, command);
    const asks = asksApproval(policy, command);
    return (
      (asks.others || (asks.own && rule.access === 'admin' && canTakeOver(command))) &&
      !policy.admins.every((id) => mayActAlone(policy, command, id)) &&
      feasibility(rule, rule.approvers).obstacles.some((obstacle) => obstacle !== 'too-few-approvers')
    );
  });
  if (stuck.length === 0) return [];
  const says = `admins cannot act for others, because that takes an approval, and there is no channel or nobody to give it: ${named(stuck)}. Add approvals.channel and approvals.approvers.`;
  return [{ path: ['approvals'], says }];
}

function add(map: Map<string, PolicyCommand[]>, id: string, command: PolicyCommand): void {
  map.set(id, [...(map.get(id) ?? []), command]);
}
