import type { Problem } from '../views/problem.ts';

/** Why somebody could not be taken for a Zoom user. */
export type RefusalReason =
  | 'bot'
  | 'deactivated'
  | 'guest'
  | 'stranger'
  | 'unconfirmed-email'
  | 'no-email'
  | 'other-domain'
  | 'no-zoom-account'
  | 'unknown-person'
  | 'policy'
  | 'input'
  | 'decision'
  | 'busy';

/** The desk says no for a reason that the person may know: a friendly sentence, never a fault. */
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
