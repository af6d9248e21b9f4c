import type { Selectable } from 'kysely';
import type { ChangeCommand, Command } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Plan } from '../commands/plan.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import type { Rule } from '../policy/policy.ts';
import type { RequestTable, State } from '../store/schema.ts';
import type { Seal } from '../store/seal.ts';
import type { Button } from '../views/blocks.ts';
import { Mrkdwn } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';

export type { ReplyTo };

/** One request as the desk works with it. Times are milliseconds by the database's clock. */
export interface Request {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly command: string;
  readonly input: RequestInput;
  readonly teamId: string;
  readonly requesterSlackId: string;
  readonly replyTo: ReplyTo;
  /** Set once people and preview are known. */
  readonly plan: Plan | null;
  readonly rule: Rule | null;
  readonly progress: Progress;
  readonly card: { readonly channel: string; readonly ts: string } | null;
  readonly attempts: number;
  readonly expiresAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What the person asked for, as parsed from the command line or the form. */
export interface RequestInput {
  readonly values: AnyValues;
  /** Whose account, where it is not their own: a Slack id or an email address. */
  readonly subject: string | null;
  /** The slash command's own name, for sentences that quote it. */
  readonly slash: string;
}

/** How far it has come, as far as the state does not say it. Moments are milliseconds by the database's clock. */
export interface Progress {
  readonly problem?: Problem;
  /** Who cancelled it. */
  readonly by?: string;
  /** What has changed since it was asked; the plan is renewed. */
  readonly changed?: readonly Mrkdwn[];
  /** The admin who approved their own request in an emergency. */
  readonly selfApproved?: { readonly by: string; readonly reason: string };
  /** A secret came with it, which is kept in memory only. */
  readonly secret?: boolean;
  /** Zoom was asked to do it, once at least. */
  readonly tried?: boolean;
  /** How long a decision took lately, in milliseconds; where there were enough to tell. */
  readonly usual?: number;
  /** Who could decide it when it was asked: Slack ids. */
  readonly asked?: readonly string[];
  /** When it was sent to the approvers. */
  readonly sentAt?: number;
  readonly reminded?: boolean;
  /** Those of `escalate_to` were asked too. */
  readonly escalated?: boolean;
  /** How many processes were lost while they were at it. */
  readonly lost?: number;
  /** Since when nobody knows whether Zoom did it. */
  readonly unknownSince?: number;
  /** When a time-bound change is undone by itself. */
  readonly endsAt?: number;
  /** The person was told that it ends soon. */
  readonly endingTold?: boolean;
  /** It is being undone because its time is over. */
  readonly ended?: boolean;
  /** When Zoom confirmed the change. */
  readonly doneAt?: number;
}

/**
 * The declaration behind a stored request.
 *
 * @throws Error when an older version stored it and the command no longer exists
 */
export function changeCommandOf(
  { commands }: { readonly commands: readonly Command[] },
  name: string,
): ChangeCommand {
  const command = commands.find((one) => one.name === name);
  if (!command || command.risk === 'read') throw new Error(`There is no changing command called ${name}`);
  return command;
}

type Row = Selectable<RequestTable>;

export function fromRow(row: Row, seal: Seal): Request {
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    command: row.command,
    input: JSON.parse(row.input_json),
    teamId: row.team_id,
    requesterSlackId: row.requester_slack_id,
    replyTo: JSON.parse(seal.open(row.reply_to) ?? '{"url":null,"replace":false}'),
    plan: row.plan_json ? JSON.parse(row.plan_json) : null,
    rule: row.rule_json ? JSON.parse(row.rule_json) : null,
    progress: row.progress_json ? readProgress(JSON.parse(row.progress_json)) : {},
    card: row.card_channel && row.card_ts ? { channel: row.card_channel, ts: row.card_ts } : null,
    attempts: row.attempts,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

interface StoredProgress extends Omit<Progress, 'problem' | 'changed'> {
  readonly changed?: readonly { source: string }[];
  readonly problem?: {
    says: { source: string };
    next?: { source: string };
    buttons?: Button[];
    reference?: string;
  };
}

/** Sentences are stored as they were worded and escaped; here they become safe mrkdwn again. */
function readProgress({ problem, changed, ...others }: StoredProgress): Progress {
  const rest = changed ? { ...others, changed: changed.map((one) => new Mrkdwn(one.source)) } : others;
  return problem ? { ...rest, problem: readProblem(problem) } : rest;
}

function readProblem({ says, next, ...others }: NonNullable<StoredProgress['problem']>): Problem {
  return {
    ...others,
    says: new Mrkdwn(says.source),
    ...(next ? { next: new Mrkdwn(next.source) } : {}),
  };
}
