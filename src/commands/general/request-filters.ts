import { type Text, text } from '../../languages/text.ts';
import { join, lowerFirst, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { RequestFilter } from '../context.ts';
import type { AnyValues, ParsedArgs } from '../field.ts';
import { aliasFor } from '../parse/aliases.ts';

/** How requests stand, as a filter: the word that is typed, and what people read. */
const standings = {
  waiting: text`Waiting for a decision`,
  approved: text`Approved, not done yet`,
  done: text`Done`,
  denied: text`Not approved`,
  withdrawn: text`Withdrawn`,
  expired: text`Out of time`,
  failed: text`Did not work`,
  undone: text`Undone`,
} as const satisfies Record<string, Text>;
type Standing = keyof typeof standings;

const alsoCalled: Readonly<Record<string, Standing>> = {
  pending: 'waiting',
  open: 'waiting',
  undecided: 'waiting',
  finished: 'done',
  declined: 'denied',
  rejected: 'denied',
  refused: 'denied',
  cancelled: 'withdrawn',
  canceled: 'withdrawn',
  errors: 'failed',
  running: 'approved',
};
const AROUND = new Set('by from of for the all my that are and requests show'.split(' '));

/** Only requests that stand like this. */
export const standingField = {
  name: 'state',
  label: text`Status`,
  kind: 'choice',
  optional: true,
  placeholder: text`Any`,
  options: Object.entries(standings).map(([value, label]) => ({ value, label })),
  alsoCalled,
} as const;

/** Only requests, or entries, with this command. */
export const commandField = {
  name: 'command',
  label: text`Command`,
  kind: 'text',
  optional: true,
  maxLength: 60,
  placeholder: text`change-email`,
} as const;

/**
 * Reads `waiting change-email @ada` in any order. What is none of these is named to the person.
 *
 * @param names the names of all commands
 * @param withPerson requests of one person may be asked for
 */
export function readRequestFilters(
  words: readonly string[],
  names: readonly string[],
  withPerson: boolean,
): ParsedArgs {
  const values: Record<string, string> = {};
  const unread: string[] = [];
  for (const word of words) {
    const plain = word.toLowerCase().replace(/[,.]$/, '').replaceAll('_', '-');
    const found = filterIn(word, plain, names, withPerson);
    if (found && values[found.name] === undefined) values[found.name] = found.value;
    else if (!AROUND.has(plain)) unread.push(word);
  }
  return { values, problems: {}, unread };
}

function filterIn(word: string, plain: string, names: readonly string[], withPerson: boolean) {
  if (withPerson && /^[UW][A-Z0-9]{2,}$/.test(word)) return { name: 'person', value: word };
  const standing = Object.hasOwn(standings, plain)
    ? plain
    : Object.hasOwn(alsoCalled, plain) && alsoCalled[plain];
  if (standing) return { name: 'state', value: standing };
  const command = commandIn(plain, names);
  return command ? { name: 'command', value: command } : undefined;
}

/** The command that a word names, by its name or another one. */
export function commandIn(word: string, names: readonly string[]): string | undefined {
  const name = names.includes(word) ? word : aliasFor(word.replace(/licen[cs]e/g, 'license'));
  return names.find(
    (one) => one === name || one.replace('licence', 'license') === word.replace('licence', 'license'),
  );
}

/** The filter of these values. */
export function requestFilter({ state, person, command }: AnyValues): RequestFilter {
  return {
    ...(state ? { states: statesOf[state as Standing] } : {}),
    ...(person ? { requester: person } : {}),
    ...(command ? { command: command.toLowerCase() } : {}),
  };
}

const statesOf = {
  waiting: ['pending'],
  approved: ['approved', 'waiting', 'running', 'unknown'],
  done: ['done', 'undoing'],
  denied: ['denied'],
  withdrawn: ['cancelled'],
  expired: ['expired'],
  failed: ['failed'],
  undone: ['undone'],
} as const satisfies Record<Standing, RequestFilter['states']>;

/** "waiting for a decision, change-email", for a heading; `null` without a filter. */
export function filterWords({ state, command }: AnyValues): Mrkdwn | null {
  const words = [
    ...(state ? [lowerFirst(md`${standings[state as Standing]}`)] : []),
    ...(command ? [md`${command}`] : []),
  ];
  return words.length > 0 ? join(words, ', ') : null;
}
