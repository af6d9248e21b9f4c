import type { Access } from '../commands/described.ts';
import type { Field } from '../commands/field.ts';
import { type Condition, type Facts, holds } from './conditions.ts';
import type { LicencePolicy } from './licences.ts';

/** The rules of `policy.yml`. Durations are in milliseconds. */
export interface Policy {
  readonly approvals: ApprovalRule;
  /** Slack ids of the people who may act for others and use admin commands. */
  readonly admins: readonly string[];
  /** The channel where outcomes are posted; `null`: none. */
  readonly noticeChannel: string | null;
  /** The only domains whose addresses identify a person. */
  readonly emailDomains: readonly string[];
  /** The field of Slack profiles that names somebody's manager: its id (Xf…) or its label; `undefined`: Slack is not asked. */
  readonly managerField?: string | undefined;
  readonly licences: LicencePolicy;
  /** The language of cards and notices in channels, such as `de`. */
  readonly language: string;
  /** How long finished requests are kept, in milliseconds; `null`: for ever. */
  readonly keep: number | null;
  /** By the name of the command. */
  readonly commands: Readonly<Record<string, CommandRule>>;
}

/** Stands among approvers for the manager of whoever's account a request is about. */
export const MANAGER = 'manager';

export interface ApprovalRule {
  readonly channel: string | null;
  /** People (U…, W…), user groups (S…) and {@link MANAGER}. */
  readonly approvers: readonly string[];
  readonly needed: number;
  readonly expiresAfter: number;
  readonly remindAfter: number | null;
  readonly escalateAfter: number | null;
  readonly escalateTo: readonly string[];
  /**
   * Who may decide in place of an approver who is away: nobody; whoever decides something under this policy already; or
   * these people and user groups.
   */
  readonly standIns: 'off' | 'approvers' | readonly string[];
}

/** What the file sets under one command; the rest comes from `approvals` and from the command's own default. */
export interface CommandRule extends Partial<ApprovalRule> {
  readonly access?: Access;
  /** People and user groups: only they may use the command. Without it, everybody may. */
  readonly allow?: readonly string[];
  /** What applies instead under conditions: the first entry that holds. */
  readonly when?: readonly When[];
  readonly quota?: Quota;
  readonly maxDuration?: number;
  /** Slack ids of admins who need no second person for a command that could take an account over. */
  readonly alone?: readonly string[];
  readonly breakGlass?: boolean;
  /** Whether outcomes are posted in the notice channel, or the id of another channel for them. */
  readonly notices?: 'on' | 'off' | (string & {});
}

/** An entry of `when`: the first one that holds goes before the keys beside `when`. */
export interface When {
  readonly if: Condition;
  readonly set: Partial<ApprovalRule> & Pick<CommandRule, 'access'>;
}

interface Quota {
  readonly times: number;
  readonly per: number;
}

/** The complete rule for one command. */
export interface Rule extends ApprovalRule {
  readonly access: Access;
  readonly quota: Quota | null;
  /** Who decides where the approvers include the manager and there is none. */
  readonly withoutManager?: readonly string[];
}

/** What a policy is checked against: the part of a command's declaration that rules refer to. */
export interface PolicyCommand {
  readonly name: string;
  readonly access: Access;
  readonly fields: readonly Pick<Field, 'kind' | 'optional'>[];
  readonly risk: 'read' | 'reversible' | 'sensitive' | 'destructive';
  readonly subject: 'self' | 'named' | 'nobody';
  readonly takeover?: true;
  readonly changesOthers?: true;
  readonly ownOnly?: true;
  readonly changesSeats?: true;
}

/**
 * Combines what the policy sets for a command, its defaults for all approvals, and the command's own default access.
 *
 * @param facts of a request, for conditions; without them none holds
 */
export function ruleFor(
  policy: Policy,
  command: Pick<PolicyCommand, 'name' | 'access'>,
  facts?: Facts,
): Rule {
  const { allow: _, when: __, ...own } = ownRule(policy, command.name, facts);
  const rule = {
    ...policy.approvals,
    ...own,
    access: own.access ?? command.access,
    quota: own.quota ?? null,
  };
  if (!rule.approvers.includes(MANAGER)) return rule;
  const lists = [rule.approvers, policy.commands[command.name]?.approvers ?? [], policy.approvals.approvers];
  const others = lists.map((list) => list.filter((id) => id !== MANAGER));
  return { ...rule, withoutManager: others.find((list) => list.length > 0) ?? [] };
}

/** What the file sets under a command, with the keys of the first condition that holds. */
export function ownRule(policy: Policy, name: string, facts?: Facts): CommandRule {
  const own = policy.commands[name] ?? {};
  const special = facts && own.when?.find((one) => holds(one.if, facts, policy.licences.price));
  return special ? { ...own, ...special.set } : own;
}

/** The policy as it is where an entry of a command's `when` holds. */
export function whereHolds(policy: Policy, name: string, entry: When): Policy {
  const { when: _, ...own } = policy.commands[name] ?? {};
  return { ...policy, commands: { ...policy.commands, [name]: { ...own, ...entry.set } } };
}

/** The policy as it is for a command without any condition, and under each of them. */
export function everyCase(policy: Policy, { name }: Pick<PolicyCommand, 'name'>): readonly Policy[] {
  const when = policy.commands[name]?.when ?? [];
  return [policy, ...when.map((entry) => whereHolds(policy, name, entry))];
}

/** Every rule in the file: of `approvals`, of each command, and of each condition. */
export function everyRule(policy: Policy): readonly CommandRule[] {
  const own = Object.values(policy.commands);
  return [policy.approvals, ...own, ...own.flatMap(({ when = [] }) => when.map((one) => one.set))];
}

/** Everybody whom the policy names as one who may have to decide something: people and user groups. */
export function everyApprover(policy: Policy): string[] {
  const named = everyRule(policy).flatMap((one) => [...(one.approvers ?? []), ...(one.escalateTo ?? [])]);
  return [...new Set(named)].filter((id) => id !== MANAGER);
}

/** Whom `approvals` names for whatever has no rule of its own: people and user groups. A manager is one for a request only. */
export function usualApprovers({ approvals }: Policy): string[] {
  return approvals.approvers.filter((id) => id !== MANAGER);
}

/** Whether some requests ask managers, whom only the requests themselves name. */
export function asksManagers(policy: Policy): boolean {
  return everyRule(policy).some((one) => one.approvers?.includes(MANAGER));
}

/** The channel where a command's outcomes are posted; `null`: none. */
export function noticeChannelOf(policy: Policy, command: string): string | null {
  const { notices = 'on' } = policy.commands[command] ?? {};
  if (notices === 'off') return null;
  return notices === 'on' ? policy.noticeChannel : notices;
}

/** The channel where emergency approvals are announced, even for a command whose outcomes are posted nowhere. */
export function alarmChannelOf(policy: Policy, command: string): string | null {
  return noticeChannelOf(policy, command) ?? policy.noticeChannel;
}

/** Whether the command has a secret as a required field. A secret is never stored, so it cannot wait for an approval. */
export function needsSecret(command: Pick<PolicyCommand, 'fields'>): boolean {
  return command.fields.some((field) => field.kind === 'secret' && !field.optional);
}

/**
 * Whether a command could take an account over and can wait for a second person: all but those that need a secret,
 * which people run for their own account only.
 */
export function canTakeOver(command: Pick<PolicyCommand, 'takeover' | 'fields'>): boolean {
  return command.takeover === true && !needsSecret(command);
}

/** Whether policy names this admin as one who may run the command without a second person. */
export function mayActAlone(
  policy: Policy,
  command: Pick<PolicyCommand, 'name' | 'takeover' | 'fields'>,
  slackId: string,
): boolean {
  const named = policy.commands[command.name]?.alone ?? [];
  return canTakeOver(command) && policy.admins.includes(slackId) && named.includes(slackId);
}

/** Whether a Slack id among the approvers is that of a user group, whose members only Slack knows. */
export function isUserGroup(id: string): boolean {
  return id.startsWith('S');
}
