import { text } from '../../languages/text.ts';
import { decisionButtons } from '../../views/card.ts';
import { link, type Mrkdwn, md, mention } from '../../views/mrkdwn.ts';
import type { LoggedRequest } from '../context.ts';
import { read } from '../define-command.ts';
import type { AnyValues } from '../field.ts';
import {
  commandField,
  filterWords,
  readRequestFilters,
  requestFilter,
  standingField,
} from '../general/request-filters.ts';
import { byDay } from './by-day.ts';

const SHOWN = 20;

/** Everybody's requests, those that wait for a decision first. */
export const requests = read({
  name: 'requests',
  title: text`All requests`,
  summary: text`Show what everybody has asked for, and what still waits`,
  examples: [text`requests`, text`requests waiting`, text`requests @ada change-email`],
  family: 'administration',
  fields: [
    standingField,
    { name: 'person', label: text`Who asked?`, kind: 'person', optional: true, placeholder: text`Anybody` },
    commandField,
  ],
  parseArgs: (words, names) => readRequestFilters(words, names, true),
  submit: text`Show`,
  subject: 'nobody',
  access: 'admin',
  operations: [],
  answer: async (context) => {
    const all = await context.requests.all(SHOWN, requestFilter(context.values));
    const { state, person, command } = context.values;
    if (all.length === 0 && (state || person || command)) {
      return { title: only(md`No requests`, context.values), note: md`Leave out a filter to see more.` };
    }
    if (all.length === 0) {
      return { title: md`Nobody has asked for anything yet`, note: md`New requests appear here.` };
    }
    const first = all.length === SHOWN ? md`The ${SHOWN} newest requests` : md`All requests so far`;
    return {
      title: only(first, context.values),
      entries: byDay(all, await context.calendar(), requestEntry),
      note: md`Those that wait for a decision come first.`,
    };
  },
});

/** "All requests so far: done, by @Ada" */
function only(title: Mrkdwn, values: AnyValues): Mrkdwn {
  const { person } = values;
  const words = filterWords(values);
  if (!words) return person ? md`${title}, by ${mention(person)}` : title;
  return person ? md`${title}: ${words}, by ${mention(person)}` : md`${title}: ${words}`;
}

/** A request with the way to its card, and what the reader can do about it here. */
function requestEntry(one: LoggedRequest) {
  const card = one.cardUrl ? md`  ·  ${link(one.cardUrl, text`Open the card`)}` : md``;
  return {
    text: md`${mention(one.requesterSlackId)}: ${one.what}\n${one.state}${card}`,
    buttons: one.canDecide ? decisionButtons(one.id) : [],
  };
}
