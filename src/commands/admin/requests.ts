import { md, mention } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import {
  commandField,
  filterWords,
  readRequestFilters,
  requestFilter,
  standingField,
} from '../general/request-filters.ts';

const SHOWN = 20;

/** Everybody's requests, those that wait for a decision first. */
export const requests = read({
  name: 'requests',
  title: 'All requests',
  summary: 'Show what everybody has asked for, and what still waits',
  examples: ['requests', 'requests waiting', 'requests @ada change-email'],
  family: 'administration',
  fields: [
    standingField,
    { name: 'person', label: 'Who asked?', kind: 'person', optional: true, placeholder: 'Anybody' },
    commandField,
  ],
  parseArgs: (words, names) => readRequestFilters(words, names, true),
  submit: 'Show',
  subject: 'nobody',
  access: 'admin',
  operations: [],
  answer: async (context) => {
    const all = await context.requests.all(SHOWN, requestFilter(context.values));
    const { person } = context.values;
    const words = filterWords(context.values);
    const only = md`${words ? md`: ${words}` : md``}${person ? md`, by ${mention(person)}` : md``}`;
    if (all.length === 0 && only.source !== '') {
      return { title: md`No requests${only}`, note: md`Leave out a filter to see more.` };
    }
    if (all.length === 0) {
      return { title: md`Nobody has asked for anything yet`, note: md`New requests appear here.` };
    }
    const first =
      all.length === SHOWN ? md`The ${SHOWN} newest requests${only}` : md`All requests so far${only}`;
    return {
      title: first,
      entries: all.map((one) => ({ text: md`${mention(one.requesterSlackId)}: ${one.what}\n${one.state}` })),
      note: md`Those that wait for a decision come first. They are decided in the approval channel.`,
    };
  },
});
