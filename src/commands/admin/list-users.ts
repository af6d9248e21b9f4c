import type { Answer } from '../../views/answer.ts';
import { bold, code, type Mrkdwn, md, plainAddress } from '../../views/mrkdwn.ts';
import type { ListedUser } from '../../zoom/user-pages.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { read } from '../define-command.ts';
import type { AnyValues, ParsedArgs } from '../field.ts';
import { foundIn } from '../search-text.ts';
import { licenceCell, nameOf, type State, sendUsersFile } from './users-file.ts';

const PAGE = 20;
const FOUND_MAX = 40;

/** Who is in the Zoom account: page by page, filtered by words, or everybody as a file. */
export const listUsers = read({
  name: 'list-users',
  title: 'All Zoom accounts',
  summary: 'Show who is in Zoom: a page at a time, by name, or as a file',
  examples: [
    'list-users',
    'list-users inactive',
    'list-users licensed',
    'list-users active chen',
    'list-users csv',
  ],
  family: 'accounts',
  fields: [
    {
      name: 'filter',
      label: 'Who?',
      kind: 'choice',
      optional: true,
      hint: 'Active people, unless you say so. “csv” sends everybody as a file.',
      options: [
        { value: 'active', label: 'Active' },
        { value: 'inactive', label: 'Inactive' },
        { value: 'pending', label: 'Invited' },
        { value: 'csv', label: 'Everybody, as a CSV file' },
      ],
    },
    {
      name: 'licence',
      label: 'With which licence?',
      kind: 'choice',
      optional: true,
      placeholder: 'Any',
      options: [
        { value: 'licensed', label: 'Licensed' },
        { value: 'basic', label: 'Basic' },
        { value: 'on-prem', label: 'On-prem' },
        { value: 'unassigned', label: 'Unassigned' },
      ],
    },
    {
      name: 'text',
      label: 'Name, address or department',
      kind: 'text',
      optional: true,
      maxLength: 100,
      hint: 'A part of it is enough.',
    },
  ],
  submit: 'Show',
  subject: 'nobody',
  access: 'admin',
  operations: ['listUsers'],
  parseArgs: readFilters,
  answer: async (context) => {
    const { filter = 'active', licence, text } = context.values;
    if (filter === 'csv') {
      const { count, missing } = await sendUsersFile(context);
      const whom = md`${count} people: active, inactive and invited.`;
      return {
        title: md`The file is in your direct messages`,
        lines: [
          missing > 0
            ? md`It holds ${whom} Zoom counts ${missing} more that I couldn’t read.`
            : md`It holds all ${whom}`,
        ],
        note: md`Handle it with care: it holds names and addresses.`,
      };
    }
    return text || licence
      ? search(context.zoom, filter, licence, text)
      : page(context.zoom, filter, context.values);
  },
});

const stateLabels: Readonly<Record<State, string>> = {
  active: 'active',
  inactive: 'inactive',
  pending: 'invited',
};

/**
 * One page. Zoom gives a token for the next page only, so `trail` keeps the tokens of the pages before, separated by
 * spaces; the token of the first page is empty.
 */
async function page(zoom: Zoom, state: State, values: AnyValues): Promise<Answer> {
  const token = values.page ?? '';
  const trail = values.trail === undefined ? [] : values.trail.split(' ');
  const { users, nextPageToken, total, skipped } = await zoom.users.list({
    status: state,
    pageSize: PAGE,
    nextPageToken: token,
  });
  const first = trail.length * PAGE + 1;
  const before = trail.slice(0, -1);
  const previous = {
    filter: state,
    page: trail.at(-1),
    ...(before.length > 0 ? { trail: before.join(' ') } : {}),
  };
  const next = { filter: state, page: nextPageToken, trail: [...trail, token].join(' ') };
  return {
    title: md`${total} ${total === 1 ? 'person is' : 'people are'} ${stateLabels[state]} in Zoom`,
    lines: total > users.length && users.length > 0 ? [md`${first} to ${first + users.length - 1}`] : [],
    items: users.map((user) => userLine(user, state)),
    note: md`${unreadable(skipped)}${code('list-users csv')} sends everybody as a file.`,
    pages: {
      ...(trail.length > 0 ? { previous } : {}),
      ...(nextPageToken ? { next } : {}),
    },
  };
}

function unreadable(skipped: number): string {
  if (skipped === 0) return '';
  return `${skipped} more ${skipped === 1 ? 'is' : 'are'} on this page that I can’t read. `;
}

/** What people call the states, the licences and the file. */
const filterWords: Readonly<Record<string, { readonly filter?: string; readonly licence?: string }>> = {
  active: { filter: 'active' },
  inactive: { filter: 'inactive' },
  deactivated: { filter: 'inactive' },
  disabled: { filter: 'inactive' },
  pending: { filter: 'pending' },
  invited: { filter: 'pending' },
  csv: { filter: 'csv' },
  file: { filter: 'csv' },
  export: { filter: 'csv' },
  licensed: { licence: 'licensed' },
  licenced: { licence: 'licensed' },
  pro: { licence: 'licensed' },
  basic: { licence: 'basic' },
  unlicensed: { licence: 'basic' },
  unlicenced: { licence: 'basic' },
  free: { licence: 'basic' },
  'on-prem': { licence: 'on-prem' },
  unassigned: { licence: 'unassigned' },
};
/** Words around the filters that say nothing more. */
const AROUND = new Set([
  'who',
  'with',
  'are',
  'is',
  'and',
  'a',
  'the',
  'in',
  'as',
  'all',
  'people',
  'users',
  'accounts',
  'named',
  'called',
  'license',
  'licence',
]);

/** Reads `inactive licensed chen`: a state and a licence in any order at the front or the end, and what to look for. */
function readFilters(words: readonly string[]): ParsedArgs {
  const values: Record<string, string> = {};
  const taken = (word: string): boolean => {
    const plain = word.toLowerCase().replace(/[,.]$/, '');
    const filter = Object.hasOwn(filterWords, plain) ? filterWords[plain] : undefined;
    const [name, value] = Object.entries(filter ?? {})[0] ?? [];
    if (!name || !value || values[name] !== undefined) return false;
    values[name] = value;
    return true;
  };
  let rest = words;
  while (rest.length > 0 && (taken(rest[0] ?? '') || isAround(rest, values))) rest = rest.slice(1);
  while (rest.length > 0 && taken(rest.at(-1) ?? '')) rest = rest.slice(0, -1);
  const text = rest.join(' ');
  if (values.filter === 'csv' && (text || values.licence)) {
    const problem = 'The file has everybody in it. Leave “csv” out to look for some of them.';
    return {
      values: { ...values, ...(text ? { text: text.slice(0, MAX_TEXT) } : {}) },
      problems: { filter: problem },
    };
  }
  if (text.length > MAX_TEXT)
    return { values, problems: { text: `Please look for at most ${MAX_TEXT} characters.` } };
  return { values: { ...values, ...(text ? { text } : {}) }, problems: {} };
}

function isAround(words: readonly string[], values: AnyValues): boolean {
  const [first = '', next] = words;
  // "list-users all" is nobody's name, but "list-users is" may be a part of one.
  return (
    AROUND.has(first.toLowerCase()) &&
    (next !== undefined ||
      /^(all|people|users|accounts|licen[cs]e)$/i.test(first) ||
      Object.keys(values).length > 0)
  );
}

const MAX_TEXT = 100;

/** Everybody of one state with a licence, and with all these words in name, address or department. Zoom has no such search. */
async function search(
  zoom: Zoom,
  state: State,
  licence: string | undefined,
  words: string | undefined,
): Promise<Answer> {
  const shown: ListedUser[] = [];
  let count = 0;
  for await (const users of zoom.users.all({ status: state })) {
    const found = users.filter(
      (user) =>
        (!licence || licenceCell(user).toLowerCase() === licence) && (!words || foundIn(textOf(user), words)),
    );
    count += found.length;
    shown.push(...found.slice(0, FOUND_MAX - shown.length));
  }
  const kind = licence
    ? `${licenceLabels[licence] ?? licence} and ${stateLabels[state]}`
    : stateLabels[state];
  const whom = words ? md` with “${words}”` : md``;
  return {
    title:
      count === 0
        ? md`Nobody${whom} is ${kind} in Zoom`
        : md`${count} ${count === 1 ? 'person' : 'people'}${whom} ${count === 1 ? 'is' : 'are'} ${kind} in Zoom`,
    items: shown.map((user) => userLine(user, state)),
    note:
      count > shown.length
        ? md`These are the first ${bold(`${shown.length}`)}. Say more of the name to see fewer.`
        : md`I looked at names, addresses and departments of ${stateLabels[state]} people only.`,
  };
}

const licenceLabels: Readonly<Record<string, string>> = {
  licensed: 'licensed',
  basic: 'Basic',
  'on-prem': 'On-prem',
  unassigned: 'unassigned',
};

/** What a search looks at. */
function textOf(user: ListedUser): string {
  return `${nameOf(user)} ${user.first_name ?? ''} ${user.last_name ?? ''} ${user.email} ${user.dept ?? ''}`;
}

function userLine(user: ListedUser, state: State): Mrkdwn {
  const shown = user.status === 'locked' ? 'locked' : stateLabels[state];
  const address = user.email ? plainAddress(user.email) : 'no address known';
  return md`${nameOf(user)}  ${address}  ${licenceCell(user) || 'licence not known'}, ${shown}`;
}
