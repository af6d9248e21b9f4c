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
  | 'unknown-person';

type RefusalReason = IdentityReason | 'policy' | 'input' | 'decision' | 'busy';

/** The bot declines for a reason that the person may know. It carries its own message and is not a fault. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly problem: Problem;
  constructor(reason: RefusalReason, problem: Problem) {
    super(`refused: ${reason}`);
    this.name = 'Refusal';
    this.reason = reason;
    this.problem = problem;
  }
}
