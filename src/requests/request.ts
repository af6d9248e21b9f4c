import { z } from 'zod';
import type { ChangeCommand, Command } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import { type Plan, readPlan } from '../commands/plan.ts';
import { storedText } from '../languages/text.ts';
import type { Posted, ReplyTo } from '../notifications/messenger.ts';
import { storedFacts } from '../policy/conditions.ts';
import type { Rule } from '../policy/policy.ts';
import type { State } from '../store/schema.ts';
import { readMrkdwn, type StoredMrkdwn } from '../views/mrkdwn.ts';

/** How long a process may work on a request before another one takes it over, in milliseconds. */
export const LEASE = 60_000;

/** An unanswered preview expires after this time, in milliseconds; Slack's `response_url` does then too. */
export const DRAFT_LIFE = 30 * 60_000;

/** A stored request. Times are milliseconds since the epoch by the database's clock. */
export interface Request {
  readonly id: string;
  readonly state: State;
  readonly version: number;
  readonly command: string;
  readonly input: RequestInput;
  readonly teamId: string;
  readonly requesterSlackId: string;
  readonly replyTo: ReplyTo;
  /** The batch that it is part of; `null`: it was made alone. */
  readonly batch: string | null;
  /**
   * Set once people and preview are known. Its `data` is as it was stored: use {@link planOf} before a command gets
   * it.
   */
  readonly plan: Plan | null;
  readonly rule: Rule | null;
  readonly progress: Progress;
  /** The approval card; `null`: there is none. */
  readonly card: Posted | null;
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
  /**
   * The id of the person in a campaign by which the bot makes this request. Only the bot sets it; it is a reference, and all
   * that follows from it is checked against the campaign.
   */
  readonly campaignPerson?: string;
}

/** Messages are stored as they were worded and escaped. */
const mrkdwn = z
  .custom<StoredMrkdwn>((stored) => typeof stored === 'object' && stored !== null)
  .transform(readMrkdwn);

const button = z
  .object({
    label: storedText,
    action: z.string(),
    value: z.string().exactOptional(),
    style: z.enum(['primary', 'danger']).exactOptional(),
    spoken: storedText.exactOptional(),
    confirm: z
      .object({ title: storedText, text: storedText, yes: storedText, no: storedText })
      .exactOptional(),
  })
  .readonly();

const problem = z
  .object({
    says: mrkdwn,
    next: mrkdwn.exactOptional(),
    buttons: z.array(button).readonly().exactOptional(),
    reference: z.string().exactOptional(),
  })
  .readonly();

/** How far a request has come, as far as its state does not say it. Times are milliseconds by the database's clock. */
export const progressSchema = z
  .object({
    /** What the requester is told about the error it ended with. */
    problem: problem.exactOptional(),
    /** The same error for everybody else, such as on the card. */
    why: mrkdwn.exactOptional(),
    /** Why it was refused before anybody was asked: a {@link Refusal}'s reason. */
    refusedFor: z.string().exactOptional(),
    /** Who cancelled it. */
    by: z.string().exactOptional(),
    /** What deserves a second look, as plain text. */
    flags: z.array(storedText).readonly().exactOptional(),
    /** What has changed in Zoom since it was asked; the plan is renewed. */
    changed: z.array(mrkdwn).readonly().exactOptional(),
    /** The admin who approved their own request in an emergency. */
    selfApproved: z
      .object({
        by: z.string(),
        reason: z.string(),
        /** Who was to be told directly before it was approved, and could not be reached. */
        missed: z.array(z.string()).readonly().exactOptional(),
      })
      .readonly()
      .exactOptional(),
    /** The account's owner reported another change, so this one was stopped: their Slack id. */
    stoppedBy: z.string().exactOptional(),
    /** A secret came with it, which is kept in memory only. */
    secret: z.boolean().exactOptional(),
    /** Zoom was asked to do it at least once, and may have done it or a part of it. */
    tried: z.boolean().exactOptional(),
    /** How long a decision took lately, in milliseconds; where there were enough to tell. */
    usual: z.number().exactOptional(),
    /** What conditions of the policy are compared with. */
    facts: storedFacts.readonly().exactOptional(),
    /** Who is asked as the subject's manager, where the rule asks one: a Slack id, or why there is nobody. */
    manager: z
      .object({ slackId: z.string().nullable(), why: mrkdwn.exactOptional() })
      .readonly()
      .exactOptional(),
    /** Who could decide it when it was asked: Slack ids. */
    asked: z.array(z.string()).readonly().exactOptional(),
    /** When it was sent to the approvers. */
    sentAt: z.number().exactOptional(),
    reminded: z.boolean().exactOptional(),
    /** Those of `escalate_to` were asked too. */
    escalated: z.boolean().exactOptional(),
    /** It waits or has waited for a licence. */
    waiting: z
      .object({
        since: z.number(),
        /** When it was last checked whether the person may still have one. */
        checkedAt: z.number(),
      })
      .readonly()
      .exactOptional(),
    /** The admin who took it off the waiting list, and why. */
    removed: z.object({ by: z.string(), reason: z.string() }).readonly().exactOptional(),
    /** How many processes were lost while they worked on it. */
    lost: z.number().exactOptional(),
    /** Since when it is unknown whether Zoom did it. */
    unknownSince: z.number().exactOptional(),
    /** When a time-bound change is undone by itself. */
    endsAt: z.number().exactOptional(),
    /** The person was told that it ends soon. */
    endingTold: z.boolean().exactOptional(),
    /** It is being undone because its time is over. */
    ended: z.boolean().exactOptional(),
    /** When Zoom confirmed the change. */
    doneAt: z.number().exactOptional(),
    /** Zoom was asked to take it back at least once, so parts of it may be as they were before. */
    undoTried: z.boolean().exactOptional(),
    /** The requester wants it undone as far as it still is as it was left. */
    undoRest: z.boolean().exactOptional(),
    /** What was not undone, because it was changed since. */
    kept: z.array(mrkdwn).readonly().exactOptional(),
    /** What of the things that the account holds is not as it was before, or stays because it was given since. Sealed. */
    different: z.array(mrkdwn).readonly().exactOptional(),
    /** What goes with the end of its time, or went. Sealed. */
    goesAlong: z.array(mrkdwn).readonly().exactOptional(),
    /** Who made the later change that replaced this time-bound one: a Slack id. */
    replacedBy: z.string().exactOptional(),
    /** Its time was over, and there was nothing to take back. */
    lapsed: z.enum(['changed', 'account-gone']).exactOptional(),
    /** Its time is over, and it could not be taken back. */
    stuck: z
      .object({
        tries: z.number(),
        /** The admins were told. */
        told: z.boolean(),
        /** It is no longer tried. */
        givenUp: z.boolean(),
        /** Why, for an admin. */
        why: mrkdwn,
      })
      .readonly()
      .exactOptional(),
  })
  .readonly();

export type Progress = z.output<typeof progressSchema>;

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

/**
 * A request's plan, validated by the command's schema: the only way for a stored plan to a command.
 *
 * @throws UnreadablePlanError when this version cannot read it: then it is never executed
 */
export function planOf(deps: { readonly commands: readonly Command[] }, request: Request): Plan {
  if (!request.plan) throw new Error(`Request ${request.id} has no plan`);
  return readPlan(changeCommandOf(deps, request.command), request.plan);
}
