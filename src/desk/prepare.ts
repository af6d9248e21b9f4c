import type { ChangeCommand } from '../commands/command.ts';
import type { Access } from '../commands/described.ts';
import type { Plan } from '../commands/plan.ts';
import { oneReading } from '../people/one-reading.ts';
import { Refusal } from '../people/refusal.ts';
import { about } from '../people/whose.ts';
import { bold, md } from '../views/mrkdwn.ts';
import { accessFor, isAdmin } from './access.ts';
import { eligibleApprovers } from './approval-rule.ts';
import { countLookup } from './lookup-limit.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import { type Rule, ruleFor } from './policy/policy.ts';
import { checkQuota } from './quota.ts';
import type { Request } from './request.ts';

/** A request that may go on, and how. */
export interface Prepared {
  readonly plan: Plan;
  readonly rule: Rule;
  /** Ask the person first. */
  readonly confirm: boolean;
  /** Who can decide it, where it needs an approval. */
  readonly asked: readonly string[];
}

/**
 * Finds out what a recorded request means: who asks, whose account, whether policy lets them, what would change.
 * Nothing is changed by it.
 *
 * @throws Refusal, ZoomError
 */
export async function prepare(desk: Parts, request: Request): Promise<Prepared> {
  const zoom = oneReading(desk.zoom);
  const parts: Parts = { ...desk, zoom, people: desk.people.by(zoom) };
  const command = changeCommandOf(parts, request.command);
  const { account: requester } = await parts.people.identify(request.requesterSlackId, true);
  const named = command.subject === 'named' ? request.input.values.person : request.input.subject;
  const admin = isAdmin(parts.policy, request.requesterSlackId);
  // Refused before anybody is looked up: the answer must not tell which accounts exist.
  const themself = named === request.requesterSlackId || named === requester.email.toLowerCase();
  if (named && !themself) accessFor(parts.policy, command, { isAdmin: admin, forOther: true });
  const find = async (who: string) => {
    if (who.includes('@')) await countLookup(parts.store, request.requesterSlackId);
    return parts.people.find(who);
  };
  const subject = named && !themself ? await find(named) : requester;
  const own = subject.zoomId === requester.zoomId;
  const access = accessFor(parts.policy, command, { isAdmin: admin, forOther: !own });
  const rule: Rule = { ...ruleFor(parts.policy, command), access };
  await checkQuota(parts, request, rule);
  const given = Object.keys(parts.vault.look(request.id) ?? {});
  if (access === 'approval' && given.length > 0) throw cannotWait();

  const previewing = command.preview({
    values: request.input.values as Record<string, string>,
    zoom: parts.zoom,
    files: parts.files,
    links: parts.links,
    given,
    colleagues: {
      teamId: parts.homeTeamId,
      member: parts.people.colleague,
      byEmail: parts.people.byEmail,
    },
    holding: await holding(parts, command, request, subject.zoomId),
    maxDuration: parts.policy.commands[command.name]?.maxDuration ?? null,
    requester,
    subject: own ? requester : subject,
    own,
    find,
  });
  const preview = await about({ name: subject.name, asker: own }, previewing);
  const plan: Plan = {
    ...preview,
    requester,
    subject: preview.subject ?? (own ? requester : subject),
    own: own && !preview.subject,
    reason: request.input.values.reason ?? null,
  };
  const asked = access === 'approval' ? await whoDecides(parts, command, rule, plan, request) : [];
  return { plan, rule, asked, confirm: needsConfirmation(command, access, request, plan) };
}

/** What was given for a time, by the same person to the same account. */
async function holding(parts: Parts, command: ChangeCommand, request: Request, zoomId: string) {
  const grants = await parts.requests.grants(request.requesterSlackId, command.ends ?? command.name);
  const held = grants.find((one) => one.plan?.subject.zoomId === zoomId);
  const { endsAt } = held?.progress ?? {};
  return held?.plan && endsAt ? { endsAt, data: held.plan.data } : null;
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
  { final }: Pick<Plan, 'final'>,
): boolean {
  // Whoever fills in a secret has said what they want, and it is not kept until they say it again.
  if (command.fields.some((field) => field.kind === 'secret' && !field.optional)) return false;
  return (
    (final ?? false) ||
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
  if (!rule.channel || all.size < rule.needed) {
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
