import { licenceName } from '../../identity/account.ts';
import { text } from '../../languages/text.ts';
import { md, plainAddress } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import { licenceMessage, reasons, stateMessage } from './account-messages.ts';

/** Shows which Zoom account the bot uses for the person, and how it was found. */
export const whoami = read({
  name: 'whoami',
  title: text`Who am I?`,
  summary: text`Show which Zoom account I use for you, and why`,
  examples: [text`whoami`],
  family: 'account',
  fields: [],
  submit: text`Show`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser'],
  answer: async (context) => {
    const { account, via } = await context.subject();
    return {
      title: context.forOther
        ? md`I use this Zoom account for ${account.name}`
        : md`This is your Zoom account`,
      facts: [
        [text`Name`, md`${account.name}`],
        [text`Email`, plainAddress(account.email)],
        [text`Licence`, md`${licenceName(account.licence)}`],
        [text`State`, stateMessage(account.status)],
      ],
      note: md`${reasons[via][context.forOther ? 'other' : 'own']} ${licenceMessage(account.licence)}`,
    };
  },
});
