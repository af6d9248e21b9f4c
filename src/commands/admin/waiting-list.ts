import { join, md, mention, moment } from '../../views/mrkdwn.ts';
import { expectedSentence, inLine } from '../../views/place.ts';
import type { WaitingEntry } from '../context.ts';
import { read } from '../define-command.ts';
import { seatMessage } from '../licence/seats.ts';

/** Slack takes fifty blocks in a message, and each entry has two. */
const SHOWN = 20;

/** Who waits for a licence, in which order; admins change it with the buttons. */
export const waitingList = read({
  name: 'waiting-list',
  title: 'Waiting list',
  summary: 'Show who waits for a Zoom licence, and change the order',
  examples: ['waiting-list'],
  family: 'licences',
  fields: [],
  submit: 'Show',
  subject: 'nobody',
  access: 'admin',
  operations: [],
  answer: async (context) => {
    const [all, usage] = await Promise.all([
      context.waitingList(),
      context.zoom.plan.usage().catch(() => null),
    ]);
    const seats = seatMessage(usage);
    if (all.length === 0) {
      return { title: md`Nobody waits for a licence`, ...(seats ? { note: md`${seats}` } : {}) };
    }
    const more = all.length - SHOWN;
    return {
      title: md`${all.length === 1 ? '1 person waits' : `${all.length} people wait`} for a licence`,
      lines: [md`${seats}`],
      entries: all.slice(0, SHOWN).map(entryOf),
      note: md`${more > 0 ? `And ${more} more, who move up here. ` : ''}The next free licence goes to the first in line within a minute. Every change stands in the audit log.`,
    };
  },
});

function entryOf(one: WaitingEntry) {
  const { id: value, place, approvedBy } = one;
  const approved = approvedBy.length > 0 ? md`, approved by ${join(approvedBy, ' and ')}` : md``;
  const spoken = (what: string) => `${what}: who is ${inLine(place.position)}`;
  const up = [
    { label: 'Move up', action: 'waiting:up', value, spoken: spoken('Move up') },
    { label: 'Move to top', action: 'waiting:top', value, spoken: spoken('Move to top') },
  ];
  return {
    text: md`*${place.position}.* ${mention(one.requesterSlackId)}: ${one.what}\n${expectedSentence(place.expected)}\nSince ${moment(one.since)}${approved}`,
    buttons: [
      ...up.slice(0, place.position - 1),
      { label: 'Remove…', action: 'waiting:remove', value, spoken: spoken('Remove from the list') },
    ],
  };
}
