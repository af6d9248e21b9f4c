import { decisionButtons } from '../../views/card.ts';
import { link, md, mention } from '../../views/mrkdwn.ts';
import type { LoggedRequest } from '../context.ts';
import { read } from '../define-command.ts';
import { byDay } from './by-day.ts';

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
      entries: byDay(all, requestEntry),
      note: md`Those that wait for a decision come first.`,
    };
  },
});

/** A request with the way to its card, and what the reader can do about it here. */
function requestEntry(one: LoggedRequest) {
  const card = one.cardUrl ? md`  ·  ${link(one.cardUrl, 'Open the card')}` : md``;
  return {
    text: md`${mention(one.requesterSlackId)}: ${one.what}\n${one.state}${card}`,
    buttons: one.canDecide ? decisionButtons(one.id) : [],
  };
}
