import type { Access } from '../commands/described.ts';
import { Refusal } from '../identity/refusal.ts';
import { code, join, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import type { Facts } from './conditions.ts';
import {
  canTakeOver,
  mayActAlone,
  needsSecret,
  ownRule,
  type Policy,
  type PolicyCommand,
  ruleFor,
} from './policy.ts';

type Judged = Pick<
  PolicyCommand,
  'name' | 'access' | 'risk' | 'subject' | 'takeover' | 'changesOthers' | 'fields'
>;

/**
 * What it takes for this person to run this command.
 *
 * Only admins may act for somebody else, and a change to another person's account then needs an approval. So does every
 * admin command that could take an account over, unless policy names this admin as one who may do it alone.
 *
 * @param who.slackId `null`: the same for any admin, so nobody acts alone
 * @param who.facts of the request, for conditions; without them none holds
 * @throws Refusal when the policy does not allow it
 */
export function accessFor(
  policy: Policy,
  command: Judged,
  who: {
    readonly forOther: boolean;
    readonly slackId: string | null;
    readonly facts?: Facts | undefined;
  },
): Access {
  const { access } = ruleFor(policy, command, who.facts);
  const isByAdmin = who.slackId === null || isAdmin(policy, who.slackId);
  if (access === 'off' && ruleFor(policy, command).access !== 'off') {
    throw new Refusal('policy', {
      says: md`${code(command.name)} is possible here, but not like this: how long it lasts, what it costs or whose account it is rules it out.`,
      next: md`Ask for something else, or ask ${adminsOf(policy)}.`,
      nextForAdmin: md`The condition is in ${code('policy.yml')}, under ${code('when')}.`,
    });
  }
  if (access === 'off') {
    throw new Refusal('policy', {
      says: md`${code(command.name)} is switched off here.`,
      next: md`Ask ${adminsOf(policy)} if you need it.`,
      nextForAdmin: md`It can be switched on in ${code('policy.yml')}.`,
    });
  }
  if ((access === 'admin' || command.changesOthers) && !isByAdmin) {
    throw new Refusal('policy', {
      says: md`That one’s for Frontdesk admins: ${adminsOf(policy)}.`,
      saysToOthers: md`${code(command.name)} is for Frontdesk admins only.`,
      next: md`Ask one of them to do it for you.`,
    });
  }
  if (command.changesOthers) return 'approval';
  const namesNobody = who.forOther && command.subject === 'nobody';
  if (who.slackId !== null && !namesNobody && mayActAlone(policy, command, who.slackId)) return 'admin';
  // An admin command with `needed` takes the approval of a second admin, even where no account exists yet.
  if (access === 'admin' && command.risk !== 'read' && ownRule(policy, command.name, who.facts).needed)
    return 'approval';
  if (access === 'admin' && canTakeOver(command)) return 'approval';
  if (!who.forOther) return access;
  if (!isByAdmin || command.subject === 'nobody') {
    throw new Refusal('policy', {
      says: md`You can use ${code(command.name)} for your own account only.`,
      saysToOthers: md`${code(command.name)} is only for people’s own accounts.`,
      next: md`Leave out “for …”, or ask ${adminsOf(policy)}.`,
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
    own: accessFor(policy, command, { forOther: false, slackId: null }) === 'approval',
    others: policy.admins.length > 0 && command.subject !== 'nobody' && !needsSecret(command),
  };
}

const ADMINS_NAMED = 3;

/** Whom to ask, by name: without a name, nobody knows who “the admins” are. */
export function adminsOf({ admins }: Policy): Mrkdwn {
  if (admins.length === 0) return md`your Zoom admins`;
  return join(admins.slice(0, ADMINS_NAMED).map(mention), ', ');
}

export function isAdmin(policy: Policy, slackId: string): boolean {
  return policy.admins.includes(slackId);
}

/**
 * The commands that this person may use, each with who may run it: without those that are off or for admins only.
 *
 * @param forOthers names of commands that only others may use, as `commandsForOthers` finds them
 */
export function visibleTo<C extends Pick<PolicyCommand, 'name' | 'access'>>(
  policy: Policy,
  commands: readonly C[],
  slackId: string,
  forOthers: ReadonlySet<string>,
): { readonly command: C; readonly access: Access }[] {
  return commands
    .map((command) => ({ command, access: ruleFor(policy, command).access }))
    .filter(({ access }) => access !== 'off' && (access !== 'admin' || isAdmin(policy, slackId)))
    .filter(({ command }) => !forOthers.has(command.name));
}

/** Why this person may not use the command at all, whatever they would enter; `null` when they may. */
export function refusal(policy: Policy, command: Judged, slackId: string): Mrkdwn | null {
  try {
    accessFor(policy, command, { forOther: false, slackId });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return wordsOfRefusal(error);
  }
}

/** A refusal as one text, for where there is room for no more. */
export function wordsOfRefusal({ problem: { says, next } }: Refusal): Mrkdwn {
  return next ? join([says, next], ' ') : says;
}

/**
 * Whether this person may approve their own request in an emergency: an admin, where policy says `break_glass: true`
 * for the command. It is the one exception to "nobody approves their own request", and it is always announced.
 */
export function mayBreakGlass(policy: Policy, command: string, slackId: string): boolean {
  return (policy.commands[command]?.breakGlass ?? false) && isAdmin(policy, slackId);
}
