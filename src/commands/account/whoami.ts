import { code, md } from '../../views/mrkdwn.ts';
import { licenceWords, stateWords } from '../account-words.ts';
import { read } from '../define-command.ts';

/** Why the account is taken for the person's own, and for somebody else's. */
const reasons = {
  link: { own: 'An admin linked it to you.', other: 'An admin linked it to them.' },
  email: { own: 'Its address is the one in your Slack profile.', other: 'I found it by its address.' },
};

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
    return {
      title: context.forOther
        ? md`I use this Zoom account for ${account.name}`
        : md`This is your Zoom account`,
      facts: [
        ['Name', md`${account.name}`],
        ['Email', code(account.email)],
        ['Licence', md`${account.licence}`],
        ['State', stateWords(account.status)],
      ],
      note: md`${reasons[via][context.forOther ? 'other' : 'own']} ${licenceWords(account.licence)}`,
    };
  },
});
