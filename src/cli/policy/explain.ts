import { isDeepStrictEqual } from 'node:util';
import { durationWords } from '../../commands/parse/duration.ts';
import { asksApproval } from '../../policy/access.ts';
import { conditionWords } from '../../policy/conditions.ts';
import {
  type ApprovalRule,
  asksManagers,
  everyCase,
  isUserGroup,
  MANAGER,
  needsSecret,
  type Policy,
  type PolicyCommand,
  type Rule,
  ruleFor,
  whereHolds,
} from '../../policy/policy.ts';
import { loneTakeovers } from '../../policy/takeover.ts';
import { feasibility } from '../../requests/approvals.ts';
import { type Terminal, table, wrap } from '../terminal.ts';
import type { Names } from './ask-slack.ts';

type Look = Pick<Terminal, 'bold' | 'dim' | 'width'>;

/** What a policy means, for a person: the rules as sentences, then a table of the commands. */
export function explainPolicy(
  policy: Policy,
  known: readonly PolicyCommand[],
  names: Names,
  look: Look,
): string {
  const kinds = approvalKinds(policy, known);
  return [
    ...block(generalRules(policy, known, names), look),
    '',
    ...takeovers(policy, known, names, look),
    '',
    look.bold('Approvals'),
    ...(kinds.all.length === 0
      ? ['  Nothing needs an approval.']
      : block(
          kinds.all.map(([letter, rule]) => [letter, approvalWords(rule, policy, names)] as const),
          look,
        )),
    '',
    ...commandTable(policy, known, kinds, names, look),
  ].join('\n');
}

type Line = readonly [label: string, words: string];

function block(lines: readonly Line[], { bold, width }: Look): string[] {
  const indent = Math.max(...lines.map(([label]) => label.length)) + 4;
  return lines.map(
    ([label, words]) => `  ${bold(label.padEnd(indent - 2))}${wrap(words, width - indent, indent)}`,
  );
}

/** Who could take an account over without a second person, and how. */
function takeovers(policy: Policy, known: readonly PolicyCommand[], names: Names, look: Look): string[] {
  const found = loneTakeovers(policy, known).map(({ slackId, way }) => ({
    who: slackId === null ? 'everybody, their own' : (names.get(slackId) ?? slackId),
    way,
  }));
  const people = [...new Set(found.map(({ who }) => who))];
  const head = `Who can take over an account alone: ${people.length > 0 ? people.join(', ') : 'nobody'}`;
  if (people.length === 0) return [look.bold(head)];
  const ways = people.map((who) => {
    const own = found.filter((one) => one.who === who).map(({ way }) => way);
    return [who, `${own.join('; ')}.`] as const;
  });
  return [look.bold(head), ...block(ways, look)];
}

function generalRules(policy: Policy, known: readonly PolicyCommand[], names: Names): Line[] {
  const domains = policy.emailDomains;
  const takeovers = known.filter(({ takeover }) => takeover).map(({ name }) => name);
  const glass = known.filter(({ name }) => policy.commands[name]?.breakGlass).map(({ name }) => name);
  const channel = policy.noticeChannel;
  const managers = managerWords(policy);
  return [
    ['People', `Whoever has a confirmed address at ${domains.join(' or ')} in Slack, and no guests.`],
    [
      'Admins',
      policy.admins.length > 0
        ? `${peopleWords(policy.admins, names, 'and')}. They use the admin commands and may act for others; whatever they change on another’s account needs an approval, and so does linking.`
        : 'Nobody. Admin commands cannot be used, and nobody acts for others.',
    ],
    ...(managers ? [['Managers', managers] as const] : []),
    [
      'Deciding',
      `Nobody approves their own request${takeovers.length > 0 ? `; ${takeovers.join(', ')} are not approved by the person whose account it is either` : ''}.`,
    ],
    ['Away', standInWords(policy.approvals, names)],
    [
      'Outcomes',
      channel
        ? `Each change that was made, failed or was undone is told in ${names.get(channel) ?? channel}.`
        : 'Told to whoever asked, and in no channel.',
    ],
    [
      'Kept',
      policy.keep === null
        ? 'Requests are kept for ever, and so is the audit log unless somebody shortens it.'
        : `Requests for ${durationWords(policy.keep).words} after they are over; the audit log for ever, unless somebody shortens it.`,
    ],
    ...(glass.length > 0
      ? [
          [
            'Emergencies',
            `${glass.join(', ')} can be approved by the admin who asks for it, with a reason; everybody in the notice channel is called and reads it.`,
          ] as const,
        ]
      : []),
  ];
}

/** Where managers come from; `null`: no manager is asked. */
function managerWords(policy: Policy): string | null {
  if (!asksManagers(policy)) return null;
  const inSlack = policy.managerField
    ? `, else from the field ${policy.managerField} of their Slack profile`
    : '';
  return `Whoever Zoom has as the manager of the person whose account it is${inSlack}. They are asked in the channel and by a direct message. Where there is none, or they are inactive, asked for it or gain by it, the others decide.`;
}

const GROUPS = ['Everybody', 'Admins', 'Nobody: switched off'] as const;

function commandTable(
  policy: Policy,
  known: readonly PolicyCommand[],
  kinds: ApprovalKinds,
  names: Names,
  { bold, dim }: Look,
): string[] {
  const groupOf = (command: PolicyCommand) => {
    const { access } = ruleFor(policy, command);
    return access === 'off' ? GROUPS[2] : access === 'admin' ? GROUPS[1] : GROUPS[0];
  };
  const rows = known.flatMap((command) => [
    { group: groupOf(command), cells: cells(policy, command, kinds, names) },
    ...(policy.commands[command.name]?.when ?? []).map((entry, i) => {
      const words = `${i === 0 ? 'if' : 'else if'} ${conditionWords(entry.if)}`;
      const [, ...then] = cells(whereHolds(policy, command.name, entry), command, kinds, names);
      return {
        group: groupOf(command),
        cells: [`    ${words}`, ...then.slice(0, 2).map((how) => how || 'refused'), ''],
      };
    }),
  ]);
  const head = ['  Command', 'For oneself', 'For others', 'Limits'].map(dim);
  const lines = table([head, ...rows.map((row) => row.cells)]);
  return GROUPS.flatMap((group) => {
    const own = rows.flatMap((row, i) => (row.group === group ? [lines[i + 1] ?? ''] : []));
    return own.length > 0 ? [bold(group), ...(group === GROUPS[2] ? [] : [lines[0] ?? '']), ...own, ''] : [];
  }).slice(0, -1);
}

function cells(policy: Policy, command: PolicyCommand, kinds: ApprovalKinds, names: Names): string[] {
  const name = `  ${command.name}`;
  const rule = ruleFor(policy, command);
  if (rule.access === 'off') return [name, '', '', ''];
  const asks = asksApproval(policy, command);
  const approval = `approval ${kinds.letter(policy, command)}`;
  return [
    name,
    asks.own ? approval : 'at once',
    forOthers(policy, command, approval),
    limits(policy, command, names),
  ];
}

function forOthers(policy: Policy, command: PolicyCommand, approval: string): string {
  if (command.subject === 'nobody') return '–';
  if (policy.admins.length === 0 || needsSecret(command) || command.ownOnly) return 'nobody';
  const how = command.risk === 'read' ? 'at once' : approval;
  return ruleFor(policy, command).access === 'admin' ? how : `admins, ${how}`;
}

function limits(policy: Policy, command: PolicyCommand, names: Names): string {
  const { quota } = ruleFor(policy, command);
  const { maxDuration, breakGlass, notices, alone = [], allow } = policy.commands[command.name] ?? {};
  return [
    ...(allow ? [`only for ${allow.map((id) => onList(id, names)).join(' and ')}`] : []),
    ...(quota ? [`${quota.times} per ${durationWords(quota.per).words} each`] : []),
    ...(maxDuration ? [`at most ${durationWords(maxDuration).words}`] : []),
    ...(breakGlass ? ['break glass'] : []),
    ...(alone.length > 0 ? [`alone: ${peopleWords(alone, names, 'and')}`] : []),
    ...(notices === 'off' ? ['told in no channel'] : []),
    ...(notices && notices !== 'off' && notices !== 'on' ? [`told in ${notices}`] : []),
  ].join(', ');
}

/** Somebody on the list of those who may use a command. */
function onList(id: string, names: Names): string {
  return isUserGroup(id) ? `members of ${names.get(id) ?? id}` : (names.get(id) ?? id);
}

/** The distinct approval rules of a policy, each under a letter. */
interface ApprovalKinds {
  /** The letter of a command's rule. */
  letter(policy: Policy, command: PolicyCommand): string;
  readonly all: readonly (readonly [letter: string, rule: Rule])[];
}

/** The rule of `approvals` itself is A, if any command uses it. */
function approvalKinds(policy: Policy, known: readonly PolicyCommand[]): ApprovalKinds {
  const found = known.flatMap((command) =>
    everyCase(policy, command).flatMap((one) => {
      const asks = asksApproval(one, command);
      return asks.own || asks.others ? [ruleFor(one, command)] : [];
    }),
  );
  const rules = new Map<string, Rule>();
  const usual = identity(policy.approvals);
  for (const rule of found.sort((a, b) => Number(identity(b) === usual) - Number(identity(a) === usual))) {
    if (!rules.has(identity(rule))) rules.set(identity(rule), rule);
  }
  const keys = [...rules.keys()];
  const letterAt = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);
  return {
    letter: (one, command) => letterAt(keys.indexOf(identity(ruleFor(one, command)))),
    all: [...rules.values()].map((rule, i) => [letterAt(i), rule] as const),
  };
}

function identity(rule: ApprovalRule & Pick<Rule, 'withoutManager'>): string {
  const { channel, approvers, needed, expiresAfter, remindAfter, escalateAfter, escalateTo, standIns } = rule;
  const times = [expiresAfter, remindAfter, escalateAfter];
  const people = [approvers, rule.withoutManager ?? [], escalateTo, standIns];
  return JSON.stringify([channel, needed, times, people]);
}

/** How a request is decided, as sentences. */
function approvalWords(rule: Rule, { approvals }: Policy, names: Names): string {
  const { obstacles } = feasibility(rule, rule.approvers);
  if (!rule.channel || obstacles.includes('no-approvers')) {
    return 'Nobody can approve it: no channel or no approvers.';
  }
  const people = peopleWords(rule.approvers, names);
  const isOnlyManager = rule.approvers.every((id) => id === MANAGER);
  const without = isOnlyManager ? ` (without one: ${peopleWords(rule.withoutManager ?? [], names)})` : '';
  const who =
    rule.needed === 1
      ? `One approval, by ${people}${without}`
      : `${rule.needed} approvals by different people, of ${people}${without}`;
  // An inherited time may be later than this command's expiry.
  const inTime = (after: number | null): after is number => after !== null && after < rule.expiresAfter;
  const { remindAfter, escalateAfter, escalateTo } = rule;
  const times = [
    ...(inTime(remindAfter) ? [`after ${durationWords(remindAfter).words} they are reminded`] : []),
    ...(inTime(escalateAfter) && escalateTo.length > 0
      ? [`after ${durationWords(escalateAfter).words} ${peopleWords(escalateTo, names)} may decide too`]
      : []),
    `after ${durationWords(rule.expiresAfter).words} the request runs out`,
  ];
  const [first = '', ...rest] = times;
  const later = `${first.charAt(0).toUpperCase()}${[first.slice(1), ...rest].join('; ')}`;
  const away = isDeepStrictEqual(rule.standIns, approvals.standIns) ? '' : ` ${standInWords(rule, names)}`;
  return `${who}, in ${names.get(rule.channel) ?? rule.channel}. ${later}.${away}`;
}

/** Who decides while an approver is away. */
function standInWords({ standIns }: Pick<ApprovalRule, 'standIns'>, names: Names): string {
  if (standIns === 'off') return 'Nobody decides in place of an approver who is away.';
  const whom = standIns === 'approvers' ? 'another approver or an admin' : peopleWords(standIns, names);
  return `An approver who is away may name a stand-in for that time: ${whom}. The two count as one.`;
}

/** "Grace Hopper (U0GRACE), or anybody in @admins (S0ADMINS)". */
function peopleWords(ids: readonly string[], names: Names, last = 'or'): string {
  const words = [...new Set(ids)].map((id) => {
    if (id === MANAGER) return 'their manager';
    const name = names.get(id) ?? id;
    return isUserGroup(id) ? `anybody in ${names.has(id) ? name : `the group ${name}`}` : name;
  });
  const end = words.pop() ?? 'nobody';
  return words.length > 0 ? `${words.join(', ')} ${last} ${end}` : end;
}
