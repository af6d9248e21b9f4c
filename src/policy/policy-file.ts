import { z } from 'zod';
import type { Access } from '../commands/described.ts';
import { parseDuration } from '../commands/parse/duration.ts';
import { nearest } from './did-you-mean.ts';
import type { Known } from './known.ts';
import type { ApprovalRule, CommandRule, Policy } from './policy.ts';
import { policyMistakes } from './policy-checks.ts';
import { issueRemarks } from './policy-sentences.ts';
import { readText } from './policy-text.ts';
import { policyWarnings } from './policy-warnings.ts';
import { type PlacedRemark, type Remark, remarkWords } from './remark.ts';

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
const personId = z.string('must be a Slack user id').regex(/^[UW][A-Z0-9]+$/, {
  error: ({ input }) =>
    /^S[A-Z0-9]+$/.test(String(input))
      ? 'must be a Slack user id (U… or W…), not a user group: name each person'
      : 'must be a Slack user id (U… or W…): open the profile in Slack, “Copy member ID”',
});
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
  if (match && Number(match[1]) === 0) {
    context.addIssue({ code: 'custom', message: 'allows it never. To forbid a command, set access: off' });
    return z.NEVER;
  }
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
const commandBlock = z.strictObject({
  access: access.optional(),
  ...approvalKeys,
  quota: quota.optional(),
  max_duration: duration.optional(),
  break_glass: z.boolean('must be true or false').optional(),
  notices: notices.optional(),
});
const commandRule = z.union([access.transform((value) => ({ access: value })), commandBlock]);
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

/** A policy, or everything that is wrong with the file. */
export type PolicyReading = {
  /** What works and may surprise all the same. */
  readonly warnings: readonly PlacedRemark[];
} & (
  | { readonly policy: Policy; readonly mistakes?: never; readonly problems?: never }
  | {
      readonly mistakes: readonly PlacedRemark[];
      /** The mistakes, each with the file's name and the line, to stand alone. */
      readonly problems: readonly string[];
      readonly policy?: never;
    }
);

/**
 * Reads `policy.yml` and finds everything that is wrong with it at once. Unknown keys and unknown commands are
 * mistakes: a rule that nobody applies is worse than none.
 *
 * @param known the commands of this version, for names and default access
 */
export function readPolicy(text: string, known: readonly Known[], fileName = 'policy.yml'): PolicyReading {
  const { content, faults, lineOf } = readText(text);
  const place = (remark: Remark): PlacedRemark => ({ ...remark, line: lineOf(remark.path) });
  const reading = content === undefined ? { mistakes: [], warnings: [] } : check(content, known);
  const mistakes = [...faults, ...reading.mistakes.map(place)].sort(byLine);
  const warnings = reading.warnings.map(place).sort(byLine);
  if (reading.policy && mistakes.length === 0) return { policy: reading.policy, warnings };
  return { mistakes, warnings, problems: mistakes.map((one) => remarkWords(one, fileName)) };
}

interface Reading {
  readonly mistakes: readonly Remark[];
  readonly warnings: readonly Remark[];
  readonly policy?: Policy;
}

/** What cannot be read is left out, so that the rest can be looked at as well. */
function check(content: unknown, known: readonly Known[]): Reading {
  const result = file.safeParse(content);
  const wrong = result.success
    ? []
    : result.error.issues.flatMap((issue) => issueRemarks(issue, ACCESS, keysAt));
  const unsure = new Set(wrong.flatMap(({ path }) => unsureParts(path)));
  const rest = result.success ? result : file.safeParse(without(content, unsure));
  if (!rest.success) return { mistakes: wrong, warnings: [] };
  const policy = toPolicy(rest.data);
  const checked = { policy, known, unsure };
  const mistakes = [...wrong, ...policyMistakes(checked)];
  return { mistakes, warnings: policyWarnings(checked), policy };
}

/** One key of the approvals, one whole command, or one whole block. A misspelt key stands for the one that was meant. */
function unsureParts(path: Remark['path']): string[] {
  const [given, key = ''] = path.map(String);
  const meant = (word: string, words: readonly string[]) =>
    words.includes(word) ? word : (nearest(word, words) ?? word);
  const block = meant(given ?? '', Object.keys(file.shape));
  const approvals = Object.keys(approvalKeys);
  if (block === 'commands' && key) return [`commands.${key}`];
  if (block !== 'approvals') return [block];
  return key
    ? [`approvals.${meant(key, approvals)}`]
    : [block, ...approvals.map((one) => `approvals.${one}`)];
}

function without(content: unknown, unsure: ReadonlySet<string>): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  const known = Object.entries(content).filter(([key]) => key in file.shape && !unsure.has(key));
  return Object.fromEntries(
    known.map(([block, inner]) => {
      if (block !== 'commands' && block !== 'approvals') return [block, inner];
      const keep = ([key]: [string, unknown]) =>
        !unsure.has(`${block}.${key}`) && (block === 'commands' || key in approvalKeys);
      return [block, Object.fromEntries(Object.entries(inner as object).filter(keep))];
    }),
  );
}

function keysAt([block, name]: Remark['path']): readonly string[] {
  if (block === undefined) return Object.keys(file.shape);
  if (block === 'commands' && name !== undefined) return Object.keys(commandBlock.shape);
  if (block === 'approvals') return Object.keys(approvalKeys);
  return block === 'notices' ? ['channel'] : ['email_domains'];
}

function byLine(a: PlacedRemark, b: PlacedRemark): number {
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
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
