import { z } from 'zod';
import { parseDuration } from '../commands/parse/duration.ts';
import { languageCodes } from '../languages/language.ts';
import { licenceKeysAt, licencesSchema, toLicencePolicy } from './licences.ts';
import { type CommandRule, MANAGER, type Policy, type When } from './policy.ts';

const HOUR = 3_600_000;
export const ACCESS = ['self-service', 'approval', 'admin', 'off'] as const;

/** The properties of a rule, and the keys that set them in the file. */
export const RULE_KEYS = {
  access: 'access',
  allow: 'allow',
  channel: 'channel',
  approvers: 'approvers',
  needed: 'needed',
  expiresAfter: 'expires_after',
  remindAfter: 'remind_after',
  escalateAfter: 'escalate_after',
  escalateTo: 'escalate_to',
  standIns: 'stand_ins',
  quota: 'quota',
  maxDuration: 'max_duration',
  alone: 'alone',
  breakGlass: 'break_glass',
  notices: 'notices',
  when: 'when',
} as const satisfies Record<keyof CommandRule, string>;

const duration = z.string('must be a duration such as 30m, 4h or 14d').transform((text, context) => {
  const value = parseDuration(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: `“${text}” is no duration. Write it like 30m, 4h or 14d` });
  return z.NEVER;
});
const channel = z
  .string('must be a channel id')
  .regex(
    /^[CG][A-Z0-9]+$/,
    'must be a channel id (C…): open the channel’s details in Slack, it stands at the bottom',
  );
const personId = z.string('must be a Slack user id').regex(/^[UW][A-Z0-9]+$/, {
  error: ({ input }) =>
    /^S[A-Z0-9]+$/.test(String(input))
      ? 'must be a Slack user id (U… or W…), not a user group: name each person'
      : 'must be a Slack user id (U… or W…): open the profile in Slack, “Copy member ID”',
});
const personOrGroup = z
  .string('must be a Slack id')
  .regex(/^[UWS][A-Z0-9]+$/, 'must be a Slack user id (U…, W…) or user group id (S…)');
const approver = z
  .string('must be a Slack id')
  .regex(
    new RegExp(`^([UWS][A-Z0-9]+|${MANAGER})$`),
    `must be a Slack user id (U…, W…), a user group id (S…) or ${MANAGER}`,
  );
const access = z.enum(ACCESS, `must be one of ${ACCESS.join(', ')}`);
const needed = z.int('must be a whole number').min(1, 'must be at least 1').max(10, 'must be at most 10');
const notices = z
  .string('must be on, off or a channel id (C…)')
  .regex(/^(on|off|[CG][A-Z0-9]+)$/, 'must be on, off or a channel id (C…)');
const standIns = z.union(
  [z.literal('off'), z.literal('approvers'), z.array(personOrGroup)],
  'must be off, approvers, or a list of Slack user and user group ids',
);
const quota = z.string('must read like “3 per 30d”').transform((text, context) => {
  const match = /^(\d{1,4})\s+per\s+(\S+)$/i.exec(text.trim());
  const per = parseDuration(match?.[2] ?? '');
  if (match && Number(match[1]) === 0) {
    context.addIssue({ code: 'custom', message: 'allows it never. To forbid a command, set access: off' });
    return z.NEVER;
  }
  if (match && per !== undefined) return { times: Number(match[1]), per };
  context.addIssue({ code: 'custom', message: `“${text}” is no quota. Write it like “3 per 30d”` });
  return z.NEVER;
});
const domain = z
  .string('must be a domain such as example.com')
  .regex(/^@?[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain such as example.com')
  .transform((text) => text.toLowerCase().replace(/^@/, ''));

const BLOCK = 'must be a block with settings of its own';
const approvalKeys = {
  channel: channel.optional(),
  approvers: z.array(approver, 'must be a list of Slack ids').optional(),
  needed: needed.optional(),
  expires_after: duration.optional(),
  remind_after: duration.optional(),
  escalate_after: duration.optional(),
  escalate_to: z.array(personOrGroup, 'must be a list of Slack ids').optional(),
  stand_ins: standIns.optional(),
};

const bound = <Limit extends z.ZodType<number>>(limit: Limit, example: string) =>
  z.string(`must read like “over ${example}” or “up to ${example}”`).transform((text, context) => {
    const match = /^(over|up to)\s+(.+)$/i.exec(text.trim());
    const side = match?.[1]?.toLowerCase() === 'over' ? 'over' : 'up to';
    const value = limit.safeParse(match?.[2]);
    if (match && value.success) return { side, limit: value.data } as const;
    const message = `“${text}” is no limit. Write it like “over ${example}” or “up to ${example}”`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
const department = z
  .string('must be the name of a department in Zoom, or a list of names')
  .trim()
  .min(1, 'must be the name of a department in Zoom');
const conditionKeys = {
  duration: bound(duration, '30d').optional(),
  department: z
    .preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z
        .array(department, 'must be the name of a department in Zoom, or a list of names')
        .min(1, 'names none'),
    )
    .optional(),
  price: bound(z.coerce.number().positive().max(1_000_000_000), '100').optional(),
};
const whenEntry = z.strictObject(
  { ...conditionKeys, access: access.optional(), ...approvalKeys },
  'must be a block such as { duration: over 30d, needed: 2 }',
);
const commandBlock = z.strictObject({
  access: access.optional(),
  allow: z
    .array(personOrGroup, 'must be a list of Slack ids')
    .min(1, 'names nobody. To forbid a command, set access: off')
    .optional(),
  when: z
    .array(whenEntry, 'must be a list of conditions, such as “- { duration: over 30d, needed: 2 }”')
    .optional(),
  ...approvalKeys,
  quota: quota.optional(),
  max_duration: duration.optional(),
  alone: z.array(personId, 'must be a list of Slack user ids').optional(),
  break_glass: z.boolean('must be true or false').optional(),
  notices: notices.optional(),
});
const commandRule = z.union([access.transform((value) => ({ access: value })), commandBlock]);

const peopleKeys = {
  email_domains: z.array(domain, 'must be a list of domains').optional(),
  manager_field: z
    .string('must be the id (Xf…) or the label of a field of Slack profiles')
    .trim()
    .min(1, 'must be the id (Xf…) or the label of a field of Slack profiles')
    .optional(),
};

/** The content of `policy.yml`. */
export const policySchema = z.strictObject(
  {
    approvals: z.strictObject(approvalKeys, BLOCK).optional(),
    admins: z.array(personId, 'must be a list of Slack user ids').optional(),
    notices: z.strictObject({ channel: channel.optional() }, BLOCK).optional(),
    people: z.strictObject(peopleKeys, BLOCK).optional(),
    licences: licencesSchema.optional(),
    keep: duration.optional(),
    language: z.enum(languageCodes, `must be one of ${languageCodes.join(', ')}`).optional(),
    commands: z.record(z.string(), commandRule, 'must be a block with one line for each command').optional(),
  },
  'must be made of blocks such as “approvals:” and “commands:”',
);

export const topKeys = Object.keys(policySchema.shape);
export const approvalKeyNames = Object.keys(approvalKeys);

/** The keys that are allowed in the block at a path of the file. */
export function keysAt([block, name, ...rest]: readonly PropertyKey[]): readonly string[] {
  if (block === undefined) return topKeys;
  if (block === 'commands' && rest[0] === RULE_KEYS.when) return Object.keys(whenEntry.shape);
  if (block === 'commands' && name !== undefined) return Object.keys(commandBlock.shape);
  if (block === 'approvals') return approvalKeyNames;
  if (block === 'licences') return licenceKeysAt(name === undefined ? [] : [name, ...rest]);
  return block === 'notices' ? ['channel'] : Object.keys(peopleKeys);
}

/** Adds the defaults and gives the keys of the file their names in the code. */
export function toPolicy(data: z.output<typeof policySchema>): Policy {
  const rules = Object.entries(data.commands ?? {}).map(([name, rule]) => [name, toRule(rule)]);
  return {
    approvals: {
      channel: null,
      approvers: [],
      needed: 1,
      expiresAfter: 72 * HOUR,
      remindAfter: null,
      escalateAfter: null,
      escalateTo: [],
      standIns: 'approvers',
      ...toRule(data.approvals ?? {}),
    },
    admins: data.admins ?? [],
    noticeChannel: data.notices?.channel ?? null,
    keep: data.keep ?? null,
    language: data.language ?? 'en',
    emailDomains: data.people?.email_domains ?? [],
    managerField: data.people?.manager_field,
    licences: toLicencePolicy(data.licences, data.notices?.channel ?? null),
    commands: Object.fromEntries(rules),
  };
}

function toRule({ when, ...block }: z.output<typeof commandBlock>): CommandRule {
  return { ...renamed(block), ...(when && when.length > 0 ? { when: when.map(toWhen) } : {}) };
}

function toWhen({ duration, department, price, ...block }: z.output<typeof whenEntry>): When {
  return {
    if: {
      ...(duration ? { duration } : {}),
      ...(department ? { department } : {}),
      ...(price ? { price } : {}),
    },
    set: renamed(block),
  };
}

function renamed(block: Omit<z.output<typeof commandBlock>, 'when'>): Omit<CommandRule, 'when'> {
  const given: Readonly<Record<string, unknown>> = block;
  const set = Object.entries(RULE_KEYS).filter(([, key]) => given[key] !== undefined);
  return Object.fromEntries(set.map(([property, key]) => [property, given[key]]));
}
