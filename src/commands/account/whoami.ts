import { bold, code, md } from '../../views/mrkdwn.ts';
import { read } from '../command.ts';
import { licenceWords } from '../licence-words.ts';

/** Shows which Zoom account the bot acts on for the person, and why it takes it for theirs. */
export const whoami = read({
  name: 'whoami',
  title: 'Who am I?',
  summary: 'Show which Zoom account I use for you, and why',
  examples: ['whoami'],
  fields: [],
  submit: 'Show',
  subject: 'self',
  access: 'self-service',
  operations: ['getUser'],
  answer: async (context) => {
    const { account, via } = await context.subject();
    const whose = context.forOther ? bold(account.name) : bold('you');
    return {
      title: context.forOther
        ? md`I use this Zoom account for ${account.name}`
        : md`This is your Zoom account`,
      facts: [
        ['Name', md`${account.name}`],
        ['Email', code(account.email)],
        ['Licence', md`${account.licence}`],
        ['State', md`${account.status}`],
      ],
      note:
        via === 'link'
          ? md`An admin linked it to ${whose}. ${licenceWords(account.licence)}`
          : md`Its address is the one in ${context.forOther ? 'their' : 'your'} Slack profile. ${licenceWords(account.licence)}`,
    };
  },
});
