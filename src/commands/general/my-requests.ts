import { code, md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

const SHOWN = 15;

/** What the person asked for and how it stands; what still waits can be withdrawn. */
export const myRequests = read({
  name: 'my-requests',
  title: 'My requests',
  summary: 'Show what you asked for and how it stands',
  examples: ['my-requests'],
  family: 'general',
  fields: [],
  submit: 'Show',
  subject: 'nobody',
  access: 'self-service',
  operations: [],
  answer: async ({ requests, slash }) => {
    const mine = await requests.mine(SHOWN);
    const waiting = mine.filter((one) => one.canWithdraw).length;
    if (mine.length === 0) {
      return {
        title: md`You haven’t asked for anything yet`,
        note: md`${code(`${slash} help`)} shows what I can do for you.`,
        buttons: [{ label: 'Show help', action: 'command:help' }],
      };
    }
    return {
      title: waiting === 0 ? md`Your requests` : md`Your requests: ${waiting} waiting for approval`,
      entries: mine.map((one) => ({
        text: md`${one.what}\n${one.state}`,
        ...(one.canWithdraw
          ? { button: { label: 'Withdraw', action: 'request:cancel', value: one.id } }
          : {}),
      })),
      note:
        waiting === 0
          ? md`The newest ${mine.length}. I’ll tell you at once when something is decided.`
          : md`The newest ${mine.length}. What waits can be withdrawn until it is decided.`,
    };
  },
});
