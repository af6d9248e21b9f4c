import { text } from '../../languages/text.ts';
import { code, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { leaveButton } from '../../views/waiting-list.ts';
import { read } from '../define-command.ts';
import {
  commandField,
  filterWords,
  readRequestFilters,
  requestFilter,
  standingField,
} from './request-filters.ts';

const SHOWN = 15;

/** What the person asked for and how it stands; what still waits can be withdrawn. */
export const myRequests = read({
  name: 'my-requests',
  title: text`My requests`,
  summary: text`Show what you asked for and how it stands`,
  examples: [text`my-requests`, text`my-requests waiting`],
  family: 'general',
  fields: [standingField, commandField],
  parseArgs: (words, names) => readRequestFilters(words, names, false),
  submit: text`Show`,
  subject: 'nobody',
  access: 'self-service',
  operations: [],
  answersAtOnce: true,
  answer: async ({ requests, slash, values }) => {
    const mine = await requests.mine(SHOWN, requestFilter(values));
    const words = filterWords(values);
    const waiting = mine.filter((one) => one.canWithdraw && !one.isInLine).length;
    if (mine.length === 0 && words) {
      return { title: md`You have no such requests: ${words}`, note: md`Leave out the filter to see more.` };
    }
    if (mine.length === 0) {
      return {
        title: md`You haven’t asked for anything yet`,
        note: md`${code(`${slash} help`)} shows what I can do for you.`,
        buttons: [{ label: text`Show help`, action: 'command:help' }],
      };
    }
    const next =
      waiting === 0
        ? md`I’ll tell you at once when something is decided.`
        : md`What waits can be withdrawn until it’s decided.`;
    return {
      title: titleOf(waiting, words),
      entries: mine.map((one) => ({
        text: md`${one.what}\n${one.state}`,
        ...(one.canWithdraw
          ? {
              button: one.isInLine
                ? leaveButton(one.id)
                : { label: text`Withdraw`, action: 'request:cancel', value: one.id },
            }
          : {}),
      })),
      note: mine.length < SHOWN ? next : md`These are the newest ${SHOWN}. ${next}`,
    };
  },
});

function titleOf(waiting: number, filter: Mrkdwn | null): Mrkdwn {
  if (waiting > 0) return md`Your requests: ${waiting} waiting for approval`;
  return filter ? md`Your requests: ${filter}` : md`Your requests`;
}
