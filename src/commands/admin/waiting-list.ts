import { text } from '../../languages/text.ts';
import { allOf, md, mention, moment } from '../../views/mrkdwn.ts';
import { expectedSentence, inLine } from '../../views/place.ts';
import type { WaitingEntry } from '../context.ts';
import { read } from '../define-command.ts';
import { seatMessage } from '../licence/seats.ts';

/** Slack takes fifty blocks in a message, and each entry has two. */
const SHOWN = 20;

/** Who waits for a licence, in which order; admins change it with the buttons. */
export const waitingList = read({
  name: 'waiting-list',
  title: text`Waiting list`,
  summary: text`Show who waits for a Zoom licence, and change the order`,
  examples: [text`waiting-list`],
  family: 'licences',
  fields: [],
  submit: text`Show`,
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
      title:
        all.length === 1 ? md`1 person waits for a licence` : md`${all.length} people wait for a licence`,
      lines: seats ? [md`${seats}`] : [],
      entries: all.slice(0, SHOWN).map(entryOf),
      note:
        more > 0
          ? md`And ${more} more, who move up here. The next free licence goes to the first in line within a minute. Every change is in the audit log.`
          : md`The next free licence goes to the first in line within a minute. Every change is in the audit log.`,
    };
  },
});

function entryOf(one: WaitingEntry) {
  const { id: value, place, approvedBy } = one;
  const where = inLine(place.position);
  const up = [
    { label: text`Move up`, action: 'waiting:up', value, spoken: text`Move up: who is ${where}` },
    { label: text`Move to top`, action: 'waiting:top', value, spoken: text`Move to top: who is ${where}` },
  ];
  const since =
    approvedBy.length > 0
      ? md`Since ${moment(one.since)}, approved by ${allOf(approvedBy)}`
      : md`Since ${moment(one.since)}`;
  return {
    text: md`*${place.position}.* ${mention(one.requesterSlackId)}: ${one.what}\n${expectedSentence(place.expected)}\n${since}`,
    buttons: [
      ...up.slice(0, place.position - 1),
      {
        label: text`Remove…`,
        action: 'waiting:remove',
        value,
        spoken: text`Remove from the list: who is ${where}`,
      },
    ],
  };
}
