import type { Problem } from '../views/problem.ts';

/** Why a person could not be identified as a Zoom user. */
export type IdentityReason =
  | 'bot'
  | 'deactivated'
  | 'guest'
  | 'stranger'
  | 'unconfirmed-email'
  | 'no-email'
  | 'other-domain'
  | 'no-zoom-account'
  /** An admin's link leads to an account that Zoom no longer has. */
  | 'linked-account-gone'
  /** Another Slack user has used the account first. */
  | 'pinned'
  /** The person has used another account before, which still exists. */
  | 'other-account'
  | 'unknown-person';

/** By which part of the rules something was refused: what is allowed, who may use a command, how often, for how long, who decides it. */
export const ruleReasons = ['policy', 'allow', 'quota', 'duration', 'approvers'] as const;
export type RuleReason = (typeof ruleReasons)[number];

type RefusalReason = IdentityReason | RuleReason | 'waits' | 'input' | 'decision' | 'busy';

/** The bot declines for a reason that the person may know. It carries its own message and is not a fault. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly problem: Problem;
  /** The Zoom account that the person's address leads to although they may not use it, for comparing people. */
  readonly zoomId: string | null;
  constructor(reason: RefusalReason, problem: Problem, zoomId: string | null = null) {
    super(`refused: ${reason}`);
    this.name = 'Refusal';
    this.reason = reason;
    this.problem = problem;
    this.zoomId = zoomId;
  }
}
