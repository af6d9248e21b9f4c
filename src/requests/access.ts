import type { Command } from '../commands/define-command.ts';
import type { Access } from '../commands/described.ts';
import { Refusal } from '../identity/refusal.ts';
import { type Policy, ruleFor } from '../policy/policy.ts';
import { code, join, type Mrkdwn, md } from '../views/mrkdwn.ts';

/**
 * What it takes that this person runs this command.
 *
 * Naming somebody else is for admins; a change on another's account needs an approval then.
 *
 * @throws Refusal when policy does not let them
 */
export function accessFor(
  policy: Policy,
  command: Pick<Command, 'name' | 'access' | 'risk' | 'subject'>,
  who: { readonly isAdmin: boolean; readonly forOther: boolean },
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
  // "needed" under an admin command asks for a second admin's word even where no account exists yet.
  if (access === 'admin' && command.risk !== 'read' && policy.commands[command.name]?.needed)
    return 'approval';
  if (!who.forOther) return access;
  if (!who.isAdmin || command.subject === 'nobody') {
    throw new Refusal('policy', {
      says: md`You can use ${code(command.name)} for your own account only.`,
      next: md`Leave out “for …”, or ask a Zoom admin.`,
    });
  }
  return command.risk === 'read' ? access : 'approval';
}

export function isAdmin(policy: Policy, slackId: string): boolean {
  return policy.admins.includes(slackId);
}

/** What the person may use, for the help: without what is off or beyond them. */
export function visibleTo(policy: Policy, commands: readonly Command[], slackId: string) {
  return commands
    .map((command) => ({ command, access: ruleFor(policy, command).access }))
    .filter(({ access }) => access !== 'off' && (access !== 'admin' || isAdmin(policy, slackId)));
}

/** Why this person may not use a command at all, before anything of it is known; `null` when they may. */
export function refusal(policy: Policy, command: Command, slackId: string): Mrkdwn | null {
  try {
    accessFor(policy, command, { isAdmin: isAdmin(policy, slackId), forOther: false });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { says, next } = error.problem;
    return next ? join([says, next], ' ') : says;
  }
}
