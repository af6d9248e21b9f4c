import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeCommand } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import { bold, md } from '../views/mrkdwn.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import type { Request } from './request.ts';
import type { Decision } from './request-store.ts';

/** Slack waits three seconds for the acknowledgement of a click, so Zoom gets at most this long, in milliseconds. */
const ZOOM_AT_CLICK = 800;

/**
 * Zoom's answer, if it comes in time while a click waits for its acknowledgement. One that comes later is ignored.
 *
 * @returns `undefined` when Zoom cannot tell, or not in time: it is asked again before the change is made
 * @throws every error that is not a ZoomError
 */
export async function inTime<T>(asking: Promise<T>, ms: number = ZOOM_AT_CLICK): Promise<T | undefined> {
  const answered = new AbortController();
  const tooLate = sleep(ms, undefined, { signal: answered.signal }).catch(() => undefined);
  const answer = asking.catch((error: unknown) => {
    if (error instanceof ZoomError) return undefined;
    throw error;
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    answered.abort();
  }
}

/** A decision with the Zoom account of the person in whose place it was made, where it is known. */
type DecisionNow = Decision & { readonly for_zoom_id?: string | null };

/**
 * Decisions as they count now: those of people who are no members any more, or in the place of such a person, are left out,
 * and each has the Zoom account that its approver has now.
 *
 * @param zoomIdOf how Zoom is asked; `undefined`: it cannot tell, so what was known at the decision counts
 */
export async function decisionsNow(
  { member }: Pick<Identities, 'member'>,
  decisions: readonly Decision[],
  zoomIdOf: (slackId: string) => Promise<string | null | undefined>,
): Promise<DecisionNow[]> {
  const isMember = async (slackId: string) => (await member(slackId, true))?.kind === 'member';
  const now = await Promise.all(
    decisions.map(async (decision) => {
      const { approver_slack_id: slackId, for_slack_id: away } = decision;
      if (!(await isMember(slackId)) || (away !== null && !(await isMember(away)))) return [];
      const zoomId = (await zoomIdOf(slackId)) ?? decision.approver_zoom_id;
      const own = { ...decision, approver_zoom_id: zoomId };
      return [away === null ? own : { ...own, for_zoom_id: (await zoomIdOf(away)) ?? null }];
    }),
  );
  return now.flat();
}

/**
 * Checks that the requester is still a member, with the Zoom account that they had then.
 *
 * @param command what they asked for: without an account, they must still have none
 * @param moment `change`: right before the change; `click`: Zoom may be unable to tell, and is asked again later
 * @returns their account as it is now; `undefined`: Zoom could not tell
 * @throws Refusal; ZoomError only before a change
 */
export async function requireSameRequester(
  identities: Identities,
  { requesterSlackId, plan }: Request,
  moment: 'click' | 'change',
  command?: Pick<ChangeCommand, 'withoutAccount'>,
): Promise<Account | undefined> {
  if (command?.withoutAccount) {
    const asking = identities.newcomer(requesterSlackId);
    return moment === 'change' ? asking : inTime(asking);
  }
  const account = await identifyRequester(identities, requesterSlackId, moment);
  if (account && account.zoomId !== plan?.requester.zoomId) throw anotherAccount();
  return account;
}

async function identifyRequester(
  identities: Identities,
  slackId: string,
  moment: 'click' | 'change',
): Promise<Account | undefined> {
  try {
    if (moment === 'change') return (await identities.identify(slackId, true)).account;
    await identities.asker(slackId);
    return (await inTime(identities.identify(slackId)))?.account;
  } catch (error) {
    const isAnother =
      error instanceof Refusal && (error.reason === 'pinned' || error.reason === 'other-account');
    throw isAnother ? anotherAccount() : error;
  }
}

function anotherAccount(): Refusal {
  return new Refusal('policy', {
    says: md`Your Slack user belonged to a different Zoom account when you asked.`,
    saysToOthers: md`The requester’s Slack user belonged to a different Zoom account when they asked.`,
    next: md`Please ask again, so that the right account is changed.`,
  });
}

/** The account that a request is about, as it is now. @throws Refusal when it is gone; ZoomError */
export async function accountNow(identities: Identities, { subject }: Plan): Promise<Account> {
  const account = await identities.byZoomId(subject.zoomId, subject.slackId);
  if (account) return account;
  throw new Refusal('policy', {
    says: md`The Zoom account of ${bold(subject.name)} has been removed since you asked.`,
    saysToOthers: md`The Zoom account of ${bold(subject.name)} has been removed since this was asked.`,
    next: md`Nothing was changed.`,
  });
}
