import type { Known } from './known.ts';
import { type Policy, ruleFor } from './policy.ts';

/** When a command asks for an approval. */
export interface Asks {
  /** Of whoever uses it for themselves. */
  readonly own: boolean;
  /** Of an admin who uses it for somebody else. `null`: that is not possible, or only shows something. */
  readonly others: boolean | null;
}

/** As `accessFor` decides it for each request, here for all of them. */
export function asksApproval(policy: Policy, command: Known): Asks {
  const { access } = ruleFor(policy, command);
  if (access === 'off' || command.risk === 'read') return { own: false, others: null };
  const own =
    access === 'approval' || (access === 'admin' && policy.commands[command.name]?.needed !== undefined);
  const forOthers = policy.admins.length > 0 && command.subject !== 'nobody' && !needsSecret(command);
  return { own, others: forOthers ? true : null };
}

/** A password is never stored, so it cannot wait for anybody. */
export function needsSecret(command: Known): boolean {
  return command.fields?.some((field) => field.kind === 'secret' && !field.optional) ?? false;
}
