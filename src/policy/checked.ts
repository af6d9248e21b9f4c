import type { Known } from './known.ts';
import type { Policy } from './policy.ts';

/** A policy, and what of its file could not be read: nothing is said about that a second time. */
export interface Checked {
  readonly policy: Policy;
  readonly known: readonly Known[];
  /** Such as `approvals.channel`, `admins`, `commands.status`. */
  readonly unsure: ReadonlySet<string>;
}

/** The commands whose rule could be read. */
export function sure({ known, unsure }: Checked): Known[] {
  return known.filter(({ name }) => !unsure.has('commands') && !unsure.has(`commands.${name}`));
}
