import { stateMessage } from '../commands/account/account-messages.ts';
import type { Account } from '../identity/account.ts';
import { identityRefusal } from '../identity/identity-messages.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Parts } from '../requests/parts.ts';
import type { HomeAccount } from '../views/home/page.ts';
import { code, md } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import type { Viewer } from './decidable.ts';
import type { Known } from './recent.ts';

/** The person's own account, or the friendly no. */
export type Own = { readonly account: Account } | { readonly problem: Problem };

/** @throws ZoomError and whatever else keeps Zoom or Slack from telling */
export async function ownAccount({ identities }: Parts, slackId: string): Promise<Own> {
  try {
    const { account } = await identities.identify(slackId);
    return { account };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
}

/**
 * Why this person sees nothing of the desk: guests, strangers, bots, and whoever Slack cannot tell us about. Zoom is not
 * asked for it.
 */
export async function outsider({ identities, logger }: Parts, slackId: string): Promise<Problem | null> {
  const member = await identities.member(slackId).catch((err: unknown) => {
    logger.warn({ err, user: slackId }, 'Slack does not say who has the Home tab open');
    return null;
  });
  if (!member) return identityRefusal('reader', 'unknown-person', { name: '' }).problem;
  return member.kind === 'member'
    ? null
    : identityRefusal('reader', member.kind, { name: member.name }).problem;
}

export function accountPart(known: Known<Own>): HomeAccount {
  if (known.kind !== 'answer') {
    return {
      says: md`:hourglass_flowing_sand: Zoom does not answer just now.`,
      next: md`Your account appears here as soon as it does. Everything below is up to date.`,
    };
  }
  if ('problem' in known.value) return known.value.problem;
  const { name, email, licence, status } = known.value.account;
  return {
    facts: [
      ['Name', md`${name}`],
      ['Email', code(email)],
      ['Licence', md`${licence}`],
      ['State', stateMessage(status)],
    ],
  };
}

export function viewerOf(slackId: string, known: Known<Own>): Viewer {
  if (known.kind !== 'answer') return { slackId, zoomId: undefined };
  return { slackId, zoomId: 'account' in known.value ? known.value.account.zoomId : null };
}
