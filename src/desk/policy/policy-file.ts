import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Access } from '../../commands/described.ts';
import { parseDuration } from '../../commands/duration.ts';
import type { ApprovalRule, CommandRule, Policy } from './policy.ts';
import { type Known, policyProblems } from './policy-checks.ts';

const HOURS = 3_600_000;
const ACCESS = ['self-service', 'approval', 'admin', 'off'] as const;

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
const personId = z
  .string('must be a Slack user id')
  .regex(
    /^[UW][A-Z0-9]+$/,
    'must be a Slack user id (U… or W…): open the profile in Slack, “Copy member ID”',
  );
const approver = z
  .string('must be a Slack id')
  .regex(/^[UWS][A-Z0-9]+$/, 'must be a Slack user id (U…, W…) or user group id (S…)');
const access = z.enum(ACCESS, `must be one of ${ACCESS.join(', ')}`);
const needed = z.int('must be a whole number').min(1, 'must be at least 1').max(10, 'must be at most 10');
const notices = z
  .string('must be on, off or a channel id (C…)')
  .regex(/^(on|off|[CG][A-Z0-9]+)$/, 'must be on, off or a channel id (C…)');
const quota = z.string('must read like “3 per 30d”').transform((text, context) => {
  const match = /^(\d{1,4})\s+per\s+(\S+)$/i.exec(text.trim());
  const per = parseDuration(match?.[2] ?? '');
  if (match && per !== undefined) return { times: Number(match[1]), per };
  context.addIssue({ code: 'custom', message: `“${text}” is no quota. Write it like “3 per 30d”` });
  return z.NEVER;
});

const approvalKeys = {
  channel: channel.optional(),
  approvers: z.array(approver, 'must be a list of Slack ids').optional(),
  needed: needed.optional(),
  expires_after: duration.optional(),
  remind_after: duration.optional(),
  escalate_after: duration.optional(),
  escalate_to: z.array(approver, 'must be a list of Slack ids').optional(),
};
const BLOCK = 'must be a block with settings of its own';
const domain = z
  .string('must be a domain such as example.com')
  .regex(/^@?[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain such as example.com');
const commandRule = z.union([
  access.transform((value) => ({ access: value })),
  z.strictObject({
    access: access.optional(),
    ...approvalKeys,
    quota: quota.optional(),
    max_duration: duration.optional(),
    break_glass: z.boolean('must be true or false').optional(),
    notices: notices.optional(),
  }),
]);
const file = z.strictObject(
  {
    approvals: z.strictObject(approvalKeys, BLOCK).optional(),
    admins: z.array(personId, 'must be a list of Slack user ids').optional(),
    notices: z.strictObject({ channel: channel.optional() }, BLOCK).optional(),
    people: z
      .strictObject({ email_domains: z.array(domain, 'must be a list of domains').optional() }, BLOCK)
      .optional(),
    commands: z.record(z.string(), commandRule, 'must be a block with one line for each command').optional(),
  },
  'must be made of blocks such as “approvals:” and “commands:”',
);

/** A policy, or everything that is wrong with the file, one sentence each. */
export type PolicyReading =
  | { readonly policy: Policy; readonly problems?: never }
  | { readonly problems: readonly string[]; readonly policy?: never };

/**
 * Reads `policy.yml`. Unknown keys and unknown commands are mistakes: a rule that nobody applies is worse than none.
 *
 * @param known the commands of this version, for names and default access
 */
export function readPolicy(text: string, known: readonly Known[]): PolicyReading {
  let content: unknown;
  try {
    content = parseYaml(text) ?? {};
  } catch (error) {
    return { problems: [`policy.yml is not valid YAML: ${(error as Error).message.split('\n')[0]}`] };
  }
  const result = file.safeParse(content);
  if (!result.success) return { problems: result.error.issues.flatMap(sentences) };
  const policy = toPolicy(result.data);
  const problems = policyProblems(policy, known);
  return problems.length > 0 ? { problems } : { policy };
}

function sentences(issue: z.core.$ZodIssue): string[] {
  const where = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `policy.yml: ${where} has an unknown key “${key}”. Remove it or check its spelling.`,
    );
  }
  if (issue.code === 'invalid_union') {
    // The second form is the detailed one; its issues say more than "neither fits".
    const inner = issue.errors.at(-1) ?? [];
    const detailed = inner.filter((one) => one.path.length > 0 || one.code === 'unrecognized_keys');
    if (detailed.length > 0) {
      return detailed.flatMap((one) => sentences({ ...one, path: [...issue.path, ...one.path] }));
    }
    return [`policy.yml: ${where} must be one of ${ACCESS.join(', ')}, or a block with “access: …”.`];
  }
  return [`policy.yml: ${where} ${issue.message}.`];
}

type File = z.infer<typeof file>;
type ApprovalPart = NonNullable<File['approvals']>;

function toPolicy(data: File): Policy {
  const defaults: ApprovalRule = {
    channel: null,
    approvers: [],
    needed: 1,
    expiresAfter: 72 * HOURS,
    remindAfter: null,
    escalateAfter: null,
    escalateTo: [],
  };
  return {
    approvals: { ...defaults, ...approvalPart(data.approvals ?? {}) },
    admins: data.admins ?? [],
    noticeChannel: data.notices?.channel ?? null,
    emailDomains: (data.people?.email_domains ?? []).map((domain) => domain.toLowerCase().replace(/^@/, '')),
    commands: Object.fromEntries(
      Object.entries(data.commands ?? {}).map(([name, rule]) => [name, toCommandRule(rule)]),
    ),
  };
}

function toCommandRule(rule: z.infer<typeof commandRule>): CommandRule {
  const full = rule as ApprovalPart & {
    access?: Access;
    quota?: CommandRule['quota'];
    max_duration?: number;
    break_glass?: boolean;
    notices?: string;
  };
  return {
    ...approvalPart(full),
    ...(full.access ? { access: full.access } : {}),
    ...(full.quota ? { quota: full.quota } : {}),
    ...(full.max_duration ? { maxDuration: full.max_duration } : {}),
    ...(full.break_glass !== undefined ? { breakGlass: full.break_glass } : {}),
    ...(full.notices ? { notices: full.notices } : {}),
  };
}

function approvalPart(part: ApprovalPart): Partial<ApprovalRule> {
  return {
    ...(part.channel ? { channel: part.channel } : {}),
    ...(part.approvers ? { approvers: part.approvers } : {}),
    ...(part.needed ? { needed: part.needed } : {}),
    ...(part.expires_after ? { expiresAfter: part.expires_after } : {}),
    ...(part.remind_after ? { remindAfter: part.remind_after } : {}),
    ...(part.escalate_after ? { escalateAfter: part.escalate_after } : {}),
    ...(part.escalate_to ? { escalateTo: part.escalate_to } : {}),
  };
}
