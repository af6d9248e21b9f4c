import { mayBreakGlass } from './access.ts';
import { conditionWords } from './conditions.ts';
import { canTakeOver, mayActAlone, type Policy, type PolicyCommand, ruleFor } from './policy.ts';

/** A way in which one person could get hold of an account without a second one. */
export interface LoneTakeover {
  /** A Slack id; `null`: everybody, but of the account that is theirs already. */
  readonly slackId: string | null;
  /** How, such as "link without a second person, then set-password as the linked person". */
  readonly way: string;
}

/** Commands with which a linked person can keep an account for good, if no approval is needed. */
const AFTER_LINK = ['set-password', 'change-email', 'token'];

/**
 * Who could take an account over alone under a policy: by an exception that names them, in an emergency, or because a
 * command is open to everybody. Empty under the defaults.
 */
export function loneTakeovers(policy: Policy, commands: readonly PolicyCommand[]): LoneTakeover[] {
  const usable = commands.filter((command) => ruleFor(policy, command).access !== 'off');
  const openToAll = usable.filter((command) => ruleFor(policy, command).access === 'self-service');
  const next = openToAll.map(({ name }) => name).filter((name) => AFTER_LINK.includes(name));
  const then =
    next.length > 0
      ? `, then ${next.join(' or ')} as whoever was linked`
      : ', then whatever is self-service as whoever was linked';
  const wayOf = (how: string, { name }: PolicyCommand) => `${how}${name === 'link' ? then : ''}`;
  const ways = usable.filter(canTakeOver).flatMap((command): LoneTakeover[] => {
    const { name } = command;
    return policy.admins.flatMap((slackId) => [
      ...(mayActAlone(policy, command, slackId)
        ? [{ slackId, way: wayOf(`${name} without a second person`, command) }]
        : []),
      ...(mayBreakGlass(policy, name, slackId) && !mayActAlone(policy, command, slackId)
        ? [{ slackId, way: wayOf(`${name} by break glass`, command) }]
        : []),
    ]);
  });
  const moves = openToAll.filter(canTakeOver);
  const conditional = usable
    .filter(canTakeOver)
    .flatMap(({ name }) =>
      (policy.commands[name]?.when ?? [])
        .filter(({ set }) => set.access === 'self-service')
        .map(({ if: condition }) => ({ name, words: conditionWords(condition) })),
    );
  return [
    ...ways,
    ...moves.map(({ name }) => ({
      slackId: null,
      way: `${name} is self-service, so a Slack session is enough`,
    })),
    ...conditional.map(({ name, words }) => ({
      slackId: null,
      way: `${name} is self-service ${words}, so a Slack session is enough`,
    })),
  ];
}
