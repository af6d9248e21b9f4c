import type { Account, Licence } from '../../identity/account.ts';
import { type Mrkdwn, md } from '../../views/mrkdwn.ts';

/** What a licence means for everyday use, in a sentence. */
export function licenceMessage(licence: Licence): string {
  switch (licence) {
    case 'Licensed':
    case 'On-prem':
      return 'With this licence meetings have no 40-minute limit.';
    case 'Basic':
      return 'With a Basic account group meetings end after 40 minutes.';
    case 'Unassigned':
      return 'No licence is assigned, so meetings cannot be hosted.';
  }
}

/** The state of an account, and what to do where it is not active. */
export function stateMessage(state: Account['status']): Mrkdwn {
  const messages: Record<Account['status'], Mrkdwn> = {
    active: md`Active`,
    inactive: md`Inactive: ask your Zoom admins to activate it`,
    locked: md`Locked: ask your Zoom admins to unlock it`,
    pending: md`Invited: accept the invitation in Zoom’s email`,
  };
  return messages[state];
}
