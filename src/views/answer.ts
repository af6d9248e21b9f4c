import type { Text } from '../languages/text.ts';
import {
  type BeforeAfter,
  type Button,
  buttons,
  changeSection,
  context,
  facts,
  list,
  type MessageContent,
  message,
  section,
} from './blocks.ts';
import { dataTable, rowsThatFit, type Table } from './data-table.ts';
import { join, type Mrkdwn, md, unbold } from './mrkdwn.ts';

/** What a command says, independent of Block Kit. The title carries the main message. */
export interface Answer {
  readonly title: Mrkdwn;
  readonly lines?: readonly Mrkdwn[];
  /** What was before and is now. */
  readonly changes?: readonly BeforeAfter[];
  readonly facts?: readonly (readonly [label: Text, value: Mrkdwn])[];
  readonly items?: readonly Mrkdwn[];
  /** What is compared and sorted: people, for instance. */
  readonly table?: Table;
  /** Each with the button that belongs to it, or with a row of them. */
  readonly entries?: readonly {
    readonly text: Mrkdwn;
    readonly button?: Button;
    readonly buttons?: readonly Button[];
  }[];
  /** More lists, each under a heading. */
  readonly groups?: readonly { readonly title: Mrkdwn; readonly items: readonly Mrkdwn[] }[];
  /** Small print below: the source, or what to do next. */
  readonly note?: Mrkdwn;
  readonly buttons?: readonly Button[];
  /** Values to ask the same command again with, for the pages before and after. */
  readonly pages?: { readonly previous?: AnswerValues; readonly next?: AnswerValues };
  /** For the person's eyes only: never in a message that stays. */
  readonly secret?: true;
}

type AnswerValues = Readonly<Record<string, string | undefined>>;

/** An answer as a message. Lists that are too long for one are cut, with the number of what is left out. */
export function answerMessage(answer: Answer): MessageContent {
  const more = (answer.lines ?? []).filter((line) => line.source !== '');
  const lines = [answer.title, ...more];
  // Titles have no full stop, so the fallback text keeps the line breaks.
  return message(join(lines, '\n'), [
    // It is bold as a whole.
    section(join([md`*${unbold(answer.title)}*`, ...more], '\n')),
    ...changeSection(answer.changes ?? []),
    ...facts(answer.facts ?? []),
    ...list(fitting(answer.items ?? [])),
    ...(answer.table ? table(answer.table) : []),
    ...fittingEntries(answer.entries ?? []).flatMap((one) => [
      section(one.text, one.button),
      ...buttons(one.buttons ?? []),
    ]),
    ...(answer.groups ?? []).flatMap(({ title, items }) => [
      section(md`*${title}*`),
      ...list(fitting(items)),
    ]),
    ...buttons(answer.buttons ?? []),
    ...(answer.note ? [context(answer.note)] : []),
  ]);
}

function table(one: Table) {
  const left = one.rows.length - rowsThatFit(one);
  return [...dataTable(one), ...(left > 0 ? [context(md`… and ${left} more`)] : [])];
}

/** Slack refuses messages of more than about 13,200 characters; facts, buttons and note need room too. */
const ITEMS_MAX = 9_000;

function fitting(items: readonly Mrkdwn[]): readonly Mrkdwn[] {
  const end = firstTooMany(items);
  return end < 0 ? items : [...items.slice(0, end), md`… and ${items.length - end} more`];
}

type Entries = NonNullable<Answer['entries']>;

function fittingEntries(entries: Entries): Entries {
  const end = firstTooMany(entries.map((one) => one.text));
  return end < 0 ? entries : [...entries.slice(0, end), { text: md`… and ${entries.length - end} more` }];
}

/** The index at which a list gets too long for one message; -1 if all of it fits. */
function firstTooMany(texts: readonly Mrkdwn[]): number {
  let length = 0;
  return texts.findIndex((text) => {
    length += text.source.length + 4;
    return length > ITEMS_MAX;
  });
}
