import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { code, md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

const TTL = 3_600;

/** Shows a token that starts meetings as its owner: once, and to the owner only. */
export const token = read({
  name: 'token',
  title: text`Start-meeting token`,
  summary: text`Show a token (ZAK) that starts Zoom meetings as you`,
  examples: [text`token`],
  family: 'account',
  fields: [],
  submit: text`Show`,
  subject: 'self',
  ownOnly: true,
  signIn: true,
  access: 'off',
  operations: ['getUser', 'getToken'],
  answer: async (context) => {
    if (context.forOther) {
      throw new Refusal('policy', {
        says: md`A token starts meetings as its owner, so I give it only to them.`,
        next: md`They can type ${code(`${context.slash} token`)} themselves.`,
      });
    }
    const { account } = await context.subject();
    const zak = await context.zoom.users.zak(account.zoomId, { ttl: TTL });
    return {
      title: md`Your start-meeting token`,
      lines: [
        code(zak),
        md`:warning: *Anyone who has it can start meetings as you.* Don’t paste it into a channel, document or ticket.`,
      ],
      note: md`It works for one hour. I show it only this once, only to you, and keep no copy. Shared it by mistake? Tell your Zoom admins at once.`,
      secret: true,
    };
  },
});
