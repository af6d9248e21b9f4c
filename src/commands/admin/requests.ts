import { md, mention } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

const SHOWN = 20;

/** Everybody's requests, those that wait for a decision first. */
export const requests = read({
  name: 'requests',
  title: 'All requests',
  summary: 'Show what everybody has asked for, and what still waits',
  examples: ['requests'],
  family: 'administration',
  fields: [],
  submit: 'Show',
  subject: 'nobody',
  access: 'admin',
  operations: [],
  answer: async (context) => {
    const all = await context.requests.all(SHOWN);
    if (all.length === 0) {
      return { title: md`Nobody has asked for anything yet`, note: md`New requests appear here.` };
    }
    const first = all.length === SHOWN ? md`The ${SHOWN} newest requests` : md`All requests so far`;
    return {
      title: first,
      entries: all.map((one) => ({ text: md`${mention(one.requesterSlackId)}: ${one.what}\n${one.state}` })),
      note: md`Those that wait for a decision come first. They are decided in the approval channel.`,
    };
  },
});
