import { isDeepStrictEqual } from 'node:util';
import { durationWords } from '../commands/parse/duration.ts';
import { channelLink, code, join, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { conditionWords } from './conditions.ts';
import {
  type ApprovalRule,
  type CommandRule,
  MANAGER,
  type Policy,
  type PolicyCommand,
  type When,
} from './policy.ts';
import { RULE_KEYS } from './schema.ts';

type RuleKey = keyof CommandRule;

const accessWords = {
  'self-service': md`for everybody, at once`,
  approval: md`with an approval`,
  admin: md`for admins only`,
  off: md`switched off`,
} as const;

/** What a rule says, by its key; "nothing" where the file leaves it out, so that the default applies. */
const words: { readonly [Key in RuleKey]: (value: NonNullable<CommandRule[Key]>) => Mrkdwn } = {
  access: (access) => accessWords[access],
  allow: people,
  channel: channelLink,
  approvers: people,
  needed: (needed) => md`${needed}`,
  expiresAfter: time,
  remindAfter: time,
  escalateAfter: time,
  escalateTo: people,
  standIns: (standIns) =>
    standIns === 'off' ? md`off` : standIns === 'approvers' ? md`approvers and admins` : people(standIns),
  quota: ({ times, per }) => md`${times} per ${durationWords(per)}`,
  maxDuration: time,
  alone: people,
  breakGlass: yesOrNo,
  notices: (notices) => (notices === 'on' ? md`on` : notices === 'off' ? md`off` : channelLink(notices)),
  when: (entries) => join(entries.map(entryWords), '; '),
};

/**
 * What is different between two policies: a line for each change, with what applied before. Empty: they mean the same.
 *
 * @example
 * policyDifference(before, after, commands); // change-email, needed: 1 → 2
 */
export function policyDifference(
  before: Policy,
  after: Policy,
  commands: readonly Pick<PolicyCommand, 'name' | 'access'>[],
): Mrkdwn[] {
  const own = (policy: Policy, { name, access }: Pick<PolicyCommand, 'name' | 'access'>) => ({
    access,
    ...policy.commands[name],
  });
  return [
    ...line(md`Admins`, before.admins, after.admins, people),
    ...line(md`Notice channel`, before.noticeChannel, after.noticeChannel, channelLink),
    ...line(md`Requests are kept`, before.keep, after.keep, time),
    ...line(md`Language of channels`, before.language, after.language, plain),
    ...line(md`Email domains`, before.emailDomains, after.emailDomains, list),
    ...line(md`Field of Slack profiles for the manager`, before.managerField, after.managerField, plain),
    ...ruleLines(md`All approvals`, before.approvals, after.approvals),
    ...commands.flatMap((one) => ruleLines(code(one.name), own(before, one), own(after, one))),
    ...blockLines('licences', before.licences, after.licences),
  ];
}

function ruleLines(
  title: Mrkdwn,
  before: ApprovalRule | CommandRule,
  after: ApprovalRule | CommandRule,
): Mrkdwn[] {
  return (Object.keys(RULE_KEYS) as RuleKey[]).flatMap((key) =>
    line(
      md`${title}, ${RULE_KEYS[key].replaceAll('_', ' ')}`,
      (before as CommandRule)[key],
      (after as CommandRule)[key],
      words[key] as (value: unknown) => Mrkdwn,
    ),
  );
}

/** Settings of licences that are durations. */
const durations = ['idleAfter', 'minHold', 'renewalAlert'];

/** A block of which only the keys are known here. */
function blockLines(block: string, before: object, after: object): Mrkdwn[] {
  const at = (from: object, key: string) => (from as Readonly<Record<string, unknown>>)[key];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) =>
    line(
      md`${code(block)}, ${key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
      at(before, key),
      at(after, key),
      (value) =>
        durations.includes(key)
          ? time(Number(value))
          : md`${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    ),
  );
}

function line<T>(title: Mrkdwn, before: T, after: T, say: (value: NonNullable<T>) => Mrkdwn): Mrkdwn[] {
  if (isDeepStrictEqual(before, after)) return [];
  const said = (value: T) => (value === undefined || value === null ? md`not set` : say(value));
  return [md`${title}: ${said(before)} → ${said(after)}`];
}

function people(ids: readonly string[]): Mrkdwn {
  if (ids.length === 0) return md`nobody`;
  return join(
    ids.map((id) => (id === MANAGER ? md`their manager` : mention(id))),
    ', ',
  );
}

/** What applies under a condition: "over 30 days: needed 2". */
function entryWords({ if: condition, set }: When): Mrkdwn {
  const keys = (Object.keys(set) as RuleKey[]).flatMap((key) => {
    const value = (set as CommandRule)[key];
    const say = words[key] as (value: unknown) => Mrkdwn;
    return value === undefined ? [] : [md`${RULE_KEYS[key].replaceAll('_', ' ')} ${say(value)}`];
  });
  return md`${conditionWords(condition)}: ${join(keys, ', ')}`;
}

function plain(value: string): Mrkdwn {
  return md`${value}`;
}

function list(values: readonly string[]): Mrkdwn {
  return md`${values.join(', ')}`;
}

function time(ms: number): Mrkdwn {
  return md`${durationWords(ms)}`;
}

function yesOrNo(value: boolean): Mrkdwn {
  return value ? md`yes` : md`no`;
}
