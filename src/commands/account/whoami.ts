import { md, plainAddress } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import { licenceMessage, reasons, stateMessage } from './account-messages.ts';

/** Shows which Zoom account the bot uses for the person, and how it was found. */
export const whoami = read({
  name: 'whoami',
  title: 'Who am I?',
  summary: 'Show which Zoom account I use for you, and why',
  examples: ['whoami'],
  family: 'account',
  fields: [],
  submit: 'Show',
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
        ['Name', md`${account.name}`],
        ['Email', plainAddress(account.email)],
        ['Licence', md`${account.licence}`],
        ['State', stateMessage(account.status)],
      ],
      note: md`${reasons[via][context.forOther ? 'other' : 'own']} ${licenceMessage(account.licence)}`,
    };
  },
});
