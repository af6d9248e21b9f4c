import { text } from '../languages/text.ts';
import { address, bold, join, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import { type ErrorSubject, ZoomError } from '../zoom/zoom-error.ts';
import { type IdentityReason, Refusal } from './refusal.ts';

/** Whose account a message is about: the reader's own, or somebody else's. */
export type Subject = 'reader' | 'other';

/** Facts that the sentences may name. */
export interface IdentityFacts {
  readonly name: string;
  readonly email?: string;
  readonly domains?: readonly string[];
  /** Slack ids of the admins, so that people know whom to ask. */
  readonly admins?: readonly string[];
}

/**
 * A refusal because a person could not be identified. About somebody else it tells no more than what the reader can do
 * about it.
 */
export function identityRefusal(
  subject: Subject,
  reason: IdentityReason,
  facts: IdentityFacts,
  zoomId: string | null = null,
): Refusal {
  const [saysToOthers] = aboutOther(reason, facts);
  const [says, next] = subject === 'reader' ? aboutReader(reason, facts) : aboutOther(reason, facts);
  const ways = subject === 'reader' ? waysOut[reason] : waysOutForOther[reason];
  return new Refusal(reason, { says, next, saysToOthers, ...ways }, zoomId);
}

/** Runs the work and, when it fails with a Zoom error, adds to the error whose account it was about. */
export async function withErrorSubject<T>(subject: ErrorSubject, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ZoomError ? error.withSubject(subject) : error;
  }
}

/** Nobody links their own account. */
const byAnotherAdmin = md`Another admin can link the right account to you with \`link\`.`;

/** Asks the admins to link the account, in a form with the address. */
const otherAddress = { label: text`Use another address`, action: 'account:other-address' } as const;

/** What the person can do about it with one click, and what an admin is told instead of asking one. */
const waysOut: Partial<Record<IdentityReason, Pick<Problem, 'buttons' | 'nextForAdmin'>>> = {
  'no-zoom-account': {
    buttons: [
      { label: text`Request an account`, action: 'command:request-account', style: 'primary' },
      otherAddress,
    ],
    nextForAdmin: md`Request one here, which another approver decides. If yours has another address, another admin can link it with \`link\`.`,
  },
  'no-email': {
    nextForAdmin: md`Add it under *Profile → Contact information*, or another admin links your account.`,
  },
  'other-domain': { buttons: [otherAddress], nextForAdmin: byAnotherAdmin },
  'linked-account-gone': {
    nextForAdmin: md`Remove the link with \`unlink\`, or another admin links the right account.`,
  },
  pinned: { buttons: [otherAddress], nextForAdmin: byAnotherAdmin },
  'other-account': { buttons: [otherAddress], nextForAdmin: byAnotherAdmin },
};

/** The same about somebody else. */
const waysOutForOther: Partial<Record<IdentityReason, Pick<Problem, 'buttons'>>> = {
  'no-zoom-account': {
    buttons: [{ label: text`Ask them to request one`, action: 'request:suggest-account' }],
  },
};

/** "your Zoom admins (@Grace)": whom to ask, by name. */
function yourAdmins({ admins = [] }: IdentityFacts): Mrkdwn {
  if (admins.length === 0) return md`your Zoom admins`;
  return md`your Zoom admins (${join(admins.slice(0, ADMINS_NAMED).map(mention), ', ')})`;
}

const ADMINS_NAMED = 3;

function aboutReader(reason: IdentityReason, facts: IdentityFacts): [Mrkdwn, Mrkdwn] {
  const { email = '', domains = [] } = facts;
  const admins = yourAdmins(facts);
  switch (reason) {
    case 'bot':
      return [md`Bots have no Zoom account here.`, md`A person has to ask for it.`];
    case 'deactivated':
      return [md`Your Slack account is deactivated.`, md`Ask ${admins} to bring it back first.`];
    case 'guest':
      return [
        md`You’re a guest in this workspace, so I can’t change a Zoom account for you.`,
        md`Ask the person who invited you.`,
      ];
    case 'stranger':
      return [
        md`You belong to another organisation, so your Zoom account isn’t looked after here.`,
        md`Your own IT team can help you.`,
      ];
    case 'unconfirmed-email':
      return [
        md`Your email address in Slack isn’t confirmed yet, so I can’t tell which Zoom account is yours.`,
        md`Open Slack’s email to you and confirm the address, then try again.`,
      ];
    case 'no-email':
      return [
        md`I can’t see an email address in your Slack profile, so I can’t tell which Zoom account is yours.`,
        md`Add it under *Profile → Contact information*, or ask ${admins} to link your account.`,
      ];
    case 'other-domain':
      return [
        domains.length === 0
          ? md`Your Slack email ${address(email)} isn’t one of your organisation’s addresses.`
          : md`Your Slack email ${address(email)} isn’t one of your organisation’s addresses (${domains.join(', ')}).`,
        md`Ask ${admins} to link your Zoom account to your Slack user.`,
      ];
    case 'no-zoom-account':
      return [
        md`We couldn’t find a Zoom account for ${address(email)}.`,
        md`Request one here. If yours has another address, ask ${admins} to link it.`,
      ];
    case 'linked-account-gone':
      return [
        md`The Zoom account that you were linked to is gone.`,
        md`Ask ${admins} to link another one to you.`,
      ];
    case 'pinned':
      return [
        md`The Zoom account ${address(email)} belongs to another person in Slack, who used it here before you had this address.`,
        md`If it’s yours now, ask ${admins} to link it to you.`,
      ];
    case 'other-account':
      return [
        md`Your address in Slack now leads to ${address(email)}, which isn’t the Zoom account that you’ve used here so far.`,
        md`Ask ${admins} to link the right one to you.`,
      ];
    case 'unknown-person':
      return [md`Slack can’t tell me who you are right now.`, md`Please try again in a minute.`];
  }
}

function aboutOther(reason: IdentityReason, { name, email = '' }: IdentityFacts): [Mrkdwn, Mrkdwn] {
  const who = bold(name);
  switch (reason) {
    case 'bot':
      return [md`${who} is a bot and has no Zoom account.`, md`Pick a person.`];
    case 'deactivated':
      return [md`${who} is deactivated in Slack.`, md`Pick somebody who still works here.`];
    case 'guest':
      return [md`${who} is a guest in this workspace.`, md`Pick a member of your organisation.`];
    case 'stranger':
      return [md`${who} belongs to another organisation.`, md`Pick a member of your own.`];
    case 'unconfirmed-email':
      return [
        md`${who} hasn’t confirmed their email address in Slack yet.`,
        md`Ask them to do so, then try again.`,
      ];
    case 'no-email':
    case 'other-domain':
      return [
        md`I can’t tell which Zoom account belongs to ${who}.`,
        md`Try their Zoom email address instead of the mention.`,
      ];
    case 'no-zoom-account':
      return [
        md`We couldn’t find a Zoom account for ${email ? address(email) : who}.`,
        md`Check the spelling. Without an account, they can request one here.`,
      ];
    case 'linked-account-gone':
      return [
        md`The Zoom account that ${who} was linked to is gone.`,
        md`An admin can link another one, or remove the link with \`unlink\`.`,
      ];
    case 'pinned':
    case 'other-account':
      return [
        md`I can’t tell whether the Zoom account ${address(email)} belongs to ${who}: so far, somebody else’s Slack user or another account was used here.`,
        md`An admin can settle it with \`link\`.`,
      ];
    case 'unknown-person':
      return [md`I don’t know ${who}.`, md`Type @ and pick the person from Slack’s list.`];
  }
}
