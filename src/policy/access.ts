import type { Access } from '../commands/described.ts';
import { Refusal } from '../identity/refusal.ts';
import { code, join, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { canTakeOver, mayActAlone, needsSecret, type Policy, type PolicyCommand, ruleFor } from './policy.ts';

type Judged = Pick<PolicyCommand, 'name' | 'access' | 'risk' | 'subject' | 'takeover' | 'fields'>;

/**
 * What it takes for this person to run this command.
 *
 * Only admins may act for somebody else, and a change to another person's account then needs an approval. So does every
 * admin command that could take an account over, unless policy names this admin as one who may do it alone.
 *
 * @param who.slackId leave it out, and nobody acts alone
 * @throws Refusal when the policy does not allow it
 */
export function accessFor(
  policy: Policy,
  command: Judged,
  who: { readonly isAdmin: boolean; readonly forOther: boolean; readonly slackId?: string },
): Access {
  const { access } = ruleFor(policy, command);
  if (access === 'off') {
    throw new Refusal('policy', {
      says: md`${code(command.name)} is switched off here.`,
      next: md`Ask your Zoom admins if you need it.`,
    });
  }
  if (access === 'admin' && !who.isAdmin) {
    throw new Refusal('policy', {
      says: md`Only Zoom admins can use ${code(command.name)}.`,
      next: md`Ask one of them to do it for you.`,
    });
  }
  const namesNobody = who.forOther && command.subject === 'nobody';
  if (who.slackId !== undefined && !namesNobody && mayActAlone(policy, command, who.slackId)) return 'admin';
  // An admin command with `needed` takes the approval of a second admin, even where no account exists yet.
  if (access === 'admin' && command.risk !== 'read' && policy.commands[command.name]?.needed)
    return 'approval';
  if (access === 'admin' && canTakeOver(command)) return 'approval';
  if (!who.forOther) return access;
  if (!who.isAdmin || command.subject === 'nobody') {
    throw new Refusal('policy', {
      says: md`You can use ${code(command.name)} for your own account only.`,
      next: md`Leave out “for …”, or ask a Zoom admin.`,
    });
  }
  return command.risk === 'read' ? access : 'approval';
}

/** For whom a command needs an approval: for one's own account, and when an admin acts for somebody else. */
export function asksApproval(
  policy: Policy,
  command: PolicyCommand,
): { readonly own: boolean; readonly others: boolean } {
  if (command.risk === 'read' || ruleFor(policy, command).access === 'off') {
    return { own: false, others: false };
  }
  return {
    own: accessFor(policy, command, { isAdmin: true, forOther: false }) === 'approval',
    others: policy.admins.length > 0 && command.subject !== 'nobody' && !needsSecret(command),
  };
}

export function isAdmin(policy: Policy, slackId: string): boolean {
  return policy.admins.includes(slackId);
}

/** The commands that this person may use, each with who may run it: without those that are off or for admins only. */
export function visibleTo<C extends Pick<PolicyCommand, 'name' | 'access'>>(
  policy: Policy,
  commands: readonly C[],
  slackId: string,
): { readonly command: C; readonly access: Access }[] {
  return commands
    .map((command) => ({ command, access: ruleFor(policy, command).access }))
    .filter(({ access }) => access !== 'off' && (access !== 'admin' || isAdmin(policy, slackId)));
}

/** Why this person may not use the command at all, whatever they would enter; `null` when they may. */
export function refusal(policy: Policy, command: Judged, slackId: string): Mrkdwn | null {
  try {
    accessFor(policy, command, { isAdmin: isAdmin(policy, slackId), forOther: false });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { says, next } = error.problem;
    return next ? join([says, next], ' ') : says;
  }
}
