import type { ChangeCommand } from '../commands/define-command.ts';
import type { Access } from '../commands/described.ts';
import type { Plan } from '../commands/plan.ts';
import { Refusal } from '../identity/refusal.ts';
import { withRequestCache } from '../identity/request-cache.ts';
import { type Rule, ruleFor } from '../policy/policy.ts';
import { bold, md } from '../views/mrkdwn.ts';
import { accessFor, isAdmin } from './access.ts';
import { eligibleApprovers, feasibility, mayBreakGlass } from './approvals.ts';
import { countLookup } from './lookup-limit.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import { planOf } from './plan-of.ts';
import { checkQuota } from './quota.ts';
import type { Request } from './request.ts';
import { usualTime } from './usual-time.ts';

/** A request that may go on, and how. */
export interface Prepared {
  readonly plan: Plan;
  readonly rule: Rule;
  /** Ask the person first. */
  readonly confirm: boolean;
  /** Who can decide it, where it needs an approval. */
  readonly asked: readonly string[];
  /** How long decisions took lately, in milliseconds. */
  readonly usual: number | null;
}

/**
 * Finds out what a recorded request means: who asks, whose account, whether policy lets them, what would change.
 * Nothing is changed by it.
 *
 * @throws Refusal, ZoomError
 */
export async function prepare(desk: Parts, request: Request): Promise<Prepared> {
  const zoom = withRequestCache(desk.zoom);
  const parts: Parts = { ...desk, zoom, identities: desk.identities.by(zoom) };
  const command = changeCommandOf(parts, request.command);
  const { account: requester } = await parts.identities.identify(request.requesterSlackId, true);
  const named = command.subject === 'named' ? request.input.values.person : request.input.subject;
  const admin = isAdmin(parts.policy, request.requesterSlackId);
  // Refused before anybody is looked up: the answer must not tell which accounts exist.
  const themself = named === request.requesterSlackId || named === requester.email.toLowerCase();
  if (named && !themself) accessFor(parts.policy, command, { isAdmin: admin, forOther: true });
  const find = async (who: string) => {
    if (who.includes('@')) await countLookup(parts.store, request.requesterSlackId);
    return parts.identities.find(who);
  };
  const subject = named && !themself ? await find(named) : requester;
  const own = subject.zoomId === requester.zoomId;
  const access = accessFor(parts.policy, command, { isAdmin: admin, forOther: !own });
  const rule: Rule = { ...ruleFor(parts.policy, command), access };
  await checkQuota(parts, request, rule);
  const given = Object.keys(parts.secretStore.look(request.id) ?? {});
  if (access === 'approval' && given.length > 0) throw cannotWait();

  const plan = await planOf(parts, request, command, {
    requester,
    subject: own ? requester : subject,
    own,
    find,
  });
  const asked = access === 'approval' ? await whoDecides(parts, command, rule, plan, request) : [];
  const usual = access === 'approval' ? await usualTime(parts.store) : null;
  return { plan, rule, asked, usual, confirm: needsConfirmation(command, access, request, plan) };
}

function cannotWait(): Refusal {
  return new Refusal('policy', {
    says: md`This would need an approval, and a password or key cannot wait for one: I never store it.`,
    next: md`Nothing was changed. Everybody sets their own.`,
  });
}

function needsConfirmation(
  command: ChangeCommand,
  access: Access,
  request: Request,
  { irreversible }: Pick<Plan, 'irreversible'>,
): boolean {
  // Whoever fills in a secret has said what they want, and it is not kept until they say it again.
  if (command.fields.some((field) => field.kind === 'secret' && !field.optional)) return false;
  return (
    (irreversible ?? false) ||
    access === 'approval' ||
    access === 'admin' ||
    command.risk !== 'reversible' ||
    (command.confirms?.(request.input.values as Record<string, string>) ?? false)
  );
}

/** @throws Refusal when there are not enough approvers: better now than after days of waiting */
async function whoDecides(
  parts: Parts,
  command: ChangeCommand,
  rule: Rule,
  plan: Plan,
  request: Request,
): Promise<string[]> {
  const concerned = { requesterSlackId: request.requesterSlackId, subjectSlackId: plan.subject.slackId };
  const all = await eligibleApprovers(parts.approvers, rule, command, concerned, true);
  if (!feasibility(rule, all).possible) {
    // In an emergency an admin is not kept from it by an empty list.
    if (mayBreakGlass(parts.policy, command.name, request.requesterSlackId)) return [];
    throw new Refusal('policy', {
      says: md`Nobody can approve this just now: it takes ${bold(`${rule.needed}`)} ${
        rule.needed === 1 ? 'approver' : 'approvers'
      } other than yourself.`,
      next: md`Ask your Zoom admins to add an approver. Nothing was sent.`,
    });
  }
  const first = await eligibleApprovers(parts.approvers, rule, command, concerned, false);
  return [...(first.size > 0 ? first : all)];
}
