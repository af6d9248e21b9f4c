import type { Account, Licence } from '../../identity/account.ts';
import { type Text, text } from '../../languages/text.ts';
import { type Mrkdwn, md } from '../../views/mrkdwn.ts';

/** What a licence means for everyday use, in a sentence. */
export function licenceMessage(licence: Licence): Text {
  switch (licence) {
    case 'Licensed':
    case 'On-prem':
      return text`With this licence, meetings have no 40-minute limit.`;
    case 'Basic':
      return text`With a Basic account, group meetings end after 40 minutes.`;
    case 'Unassigned':
      return text`No licence is assigned, so meetings can’t be hosted.`;
  }
}

/** The state of an account, and what to do where it is not active. */
export function stateMessage(state: Account['status']): Mrkdwn {
  const messages: Record<Account['status'], Mrkdwn> = {
    active: md`Active`,
    inactive: md`Inactive: you can’t sign in`,
    locked: md`Locked: you can’t sign in`,
    pending: md`Invited: accept the invitation in Zoom’s email`,
  };
  return messages[state];
}

/** How the account was found, to its owner and to somebody else. */
export const reasons = {
  link: { own: text`An admin linked the account to you.`, other: text`An admin linked the account to them.` },
  kept: {
    own: text`The account stayed yours when I changed its address.`,
    other: text`The account stayed theirs when I changed its address.`,
  },
  email: {
    own: text`The account’s address is the one in your Slack profile.`,
    other: text`I found the account by its address.`,
  },
};
