import type { Access } from '../commands/described.ts';

/** The rules of the desk, as `policy.yml` gives them. Durations are milliseconds. */
export interface Policy {
  readonly approvals: ApprovalRule;
  /** Slack ids of people who may name others and use admin commands. */
  readonly admins: readonly string[];
  /** Where outcomes are told; `null`: nowhere. */
  readonly noticeChannel: string | null;
  /** The only domains whose addresses identify somebody; empty: any. */
  readonly emailDomains: readonly string[];
  readonly commands: Readonly<Record<string, CommandRule>>;
}

export interface ApprovalRule {
  readonly channel: string | null;
  /** People (U…, W…) and user groups (S…). */
  readonly approvers: readonly string[];
  readonly needed: number;
  readonly expiresAfter: number;
  readonly remindAfter: number | null;
  readonly escalateAfter: number | null;
  readonly escalateTo: readonly string[];
}

/** What stands under one command; what is missing comes from `approvals` and the command's own default. */
export interface CommandRule extends Partial<ApprovalRule> {
  readonly access?: Access;
  readonly quota?: Quota;
  readonly maxDuration?: number;
  readonly breakGlass?: boolean;
  /** Whether its outcomes are told in the notice channel, or in another one (its id). */
  readonly notices?: 'on' | 'off' | (string & {});
}

export interface Quota {
  readonly times: number;
  readonly per: number;
}

/** The whole rule for one command. */
export interface Rule extends ApprovalRule {
  readonly access: Access;
  readonly quota: Quota | null;
}

/** The channel in which a command's outcomes are told; `null`: in none. */
export function noticeChannelOf(policy: Policy, command: string): string | null {
  const { notices = 'on' } = policy.commands[command] ?? {};
  if (notices === 'off') return null;
  return notices === 'on' ? policy.noticeChannel : notices;
}

/** Where an emergency is told, also of a command whose outcomes are told nowhere. */
export function alarmChannelOf(policy: Policy, command: string): string | null {
  return noticeChannelOf(policy, command) ?? policy.noticeChannel;
}

/** Puts a command's rule together: what policy says of it, else of all approvals, else the command's default. */
export function ruleFor(policy: Policy, command: { readonly name: string; readonly access: Access }): Rule {
  const own = policy.commands[command.name] ?? {};
  return {
    ...policy.approvals,
    ...own,
    access: own.access ?? command.access,
    quota: own.quota ?? null,
  };
}
