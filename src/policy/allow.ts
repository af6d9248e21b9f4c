import type { Command } from '../commands/define-command.ts';
import type { Approvers } from '../identity/approvers.ts';
import { Refusal } from '../identity/refusal.ts';
import { someOf } from '../views/confirmation.ts';
import { code, md } from '../views/mrkdwn.ts';
import { adminsOf } from './access.ts';
import type { Policy } from './policy.ts';

/** Who may use a command at all, where the policy has an `allow` list for it: people, and members of user groups. */

export interface AllowDeps {
  readonly policy: Policy;
  readonly approvers: Approvers;
}

/**
 * A group that cannot be read counts as empty. Nobody is an exception, not even admins: for an admin command the list says
 * which of them.
 *
 * @param fresh reads user groups again: for what is about to be sent or done
 * @throws Refusal when this person is not on the command's list
 */
export async function requireAllowed(
  deps: AllowDeps,
  command: Pick<Command, 'name'>,
  slackId: string,
  fresh = false,
): Promise<void> {
  const allow = deps.policy.commands[command.name]?.allow;
  if (!allow || allow.includes(slackId)) return;
  if ((await deps.approvers.expand(allow, fresh)).has(slackId)) return;
  throw new Refusal('allow', {
    says: md`${code(command.name)} is only for ${someOf(allow, 'and')} here.`,
    saysToOthers: md`${code(command.name)} is only for certain people, and whoever asked isn’t one of them.`,
    next: md`If you need it, ask ${adminsOf(deps.policy)}.`,
    nextForAdmin: md`${code('policy.yml')} says who may use it, under ${code('allow')}.`,
  });
}

/** The names of the commands that are for others only. */
export async function commandsForOthers(
  { policy, approvers }: AllowDeps,
  slackId: string,
): Promise<ReadonlySet<string>> {
  const lists = Object.entries(policy.commands).flatMap(([name, { allow }]) =>
    allow ? [{ name, allow }] : [],
  );
  const found = await Promise.all(
    lists.map(async ({ name, allow }) => {
      const isAllowed = allow.includes(slackId) || (await approvers.expand(allow)).has(slackId);
      return isAllowed ? [] : [name];
    }),
  );
  return new Set(found.flat());
}
