import type { ChangeCommand } from '../commands/define-command.ts';
import { Refusal } from '../identity/refusal.ts';
import { md, mention } from '../views/mrkdwn.ts';
import type { Request } from './request.ts';

// Nobody decides about their own request: who is a party to one.

/** The people whom a request is about. */
export interface Parties {
  readonly requesterSlackId: string;
  /** `null`: the account's owner was named by email or is not in Slack. */
  readonly subjectSlackId: string | null;
  /** Others who gain something by it, as far as they are known in Slack. */
  readonly beneficiarySlackIds?: readonly string[];
}

/** Leaves out those who may not approve: they asked, or gain something, or a takeover is about their account. */
export function withoutParties(
  people: Iterable<string>,
  { takeover }: Pick<ChangeCommand, 'takeover'>,
  { requesterSlackId, subjectSlackId, beneficiarySlackIds = [] }: Parties,
): ReadonlySet<string> {
  const rest = new Set(people);
  for (const id of [requesterSlackId, ...beneficiarySlackIds]) rest.delete(id);
  if (takeover && subjectSlackId) rest.delete(subjectSlackId);
  return rest;
}

export function partiesOf({ requesterSlackId, plan }: Pick<Request, 'requesterSlackId' | 'plan'>): Parties {
  return {
    requesterSlackId,
    subjectSlackId: plan?.subject.slackId ?? null,
    beneficiarySlackIds: (plan?.beneficiaries ?? []).flatMap(({ slackId }) => slackId ?? []),
  };
}

/** Why an account may not approve a request. */
export type Party = 'requester' | 'subject' | 'beneficiary';

/**
 * The Zoom accounts that may not approve a request, by whichever Slack user: the requester's, for a takeover that of the
 * account's owner, and those of people who gain something by it.
 */
export function partyZoomIds(
  { takeover }: Pick<ChangeCommand, 'takeover'>,
  { plan }: Pick<Request, 'plan'>,
): ReadonlyMap<string, Party> {
  if (!plan) return new Map();
  const parties = new Map<string, Party>(
    (plan.beneficiaries ?? []).map(({ zoomId }) => [zoomId, 'beneficiary'] as const),
  );
  if (takeover) parties.set(plan.subject.zoomId, 'subject');
  parties.set(plan.requester.zoomId, 'requester');
  parties.delete('');
  return parties;
}

/**
 * What makes this person a party to a request, so that somebody else has to decide it.
 *
 * @param person `zoomId` is `null` for a person without a Zoom account, and `undefined` while Zoom has not told it
 * @returns `null` for everybody else; `undefined` while `zoomId` is not known and the request names somebody without a
 *   Slack id, who may be this person
 */
export function partyOf(
  command: Pick<ChangeCommand, 'takeover'>,
  request: Pick<Request, 'plan' | 'requesterSlackId'>,
  person: { readonly slackId: string; readonly zoomId: string | null | undefined },
): Party | null | undefined {
  const { plan, requesterSlackId } = request;
  const { slackId, zoomId } = person;
  if (slackId === requesterSlackId) return 'requester';
  if (!plan) return null;
  const beneficiaries = plan.beneficiaries ?? [];
  if (command.takeover && plan.subject.slackId === slackId) return 'subject';
  if (beneficiaries.some((one) => one.slackId === slackId)) return 'beneficiary';
  if (zoomId) return partyZoomIds(command, request).get(zoomId) ?? null;
  const named = [...beneficiaries, ...(command.takeover ? [plan.subject] : [])];
  return zoomId === undefined && named.some((one) => one.slackId === null) ? undefined : null;
}

/** @param asked who asked with the same Zoom account; `null`: the person themselves */
export function partyRefusal(party: Party, asked: string | null): Refusal {
  const says = {
    requester: md`You can’t decide your own request.`,
    subject: md`This is about your own account, so somebody else has to decide.`,
    beneficiary: md`You’d gain something by this, so somebody else has to decide.`,
  };
  const next =
    party !== 'requester'
      ? md`Your Zoom admins decide who approves. Nothing was changed.`
      : asked === null
        ? md`Somebody else has to decide. You can withdraw it.`
        : md`It was made with your Zoom account, as ${mention(asked)}. Somebody else has to decide.`;
  return new Refusal('decision', { says: says[party], next });
}
