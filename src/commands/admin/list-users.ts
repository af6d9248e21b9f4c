import { licenceName, licenceOf } from '../../identity/account.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import { rowsThatFit, type Table } from '../../views/data-table.ts';
import { bold, code, join, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { ListedUser } from '../../zoom/user-pages.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { read } from '../define-command.ts';
import type { AnyValues } from '../field.ts';
import { foundIn } from '../search-text.ts';
import { MAX_TEXT, readUserFilters } from './user-filters.ts';
import { licenceCell, nameOf, type State, sendUsersFile } from './users-file.ts';

/** So many rows fit into a table, however long the names are. */
const PAGE = 20;
const FOUND_MAX = 100;

/** Who is in the Zoom account: page by page, filtered by words, or everybody as a file. */
export const listUsers = read({
  name: 'list-users',
  title: text`All Zoom accounts`,
  summary: text`Show who is in Zoom: a page at a time, by name, or as a file`,
  examples: [
    text`list-users`,
    text`list-users inactive`,
    text`list-users licensed`,
    text`list-users active chen`,
    text`list-users csv`,
  ],
  family: 'accounts',
  fields: [
    {
      name: 'filter',
      label: text`Who?`,
      kind: 'choice',
      optional: true,
      hint: text`Active people, unless you choose otherwise. “csv” sends everybody as a file.`,
      options: [
        { value: 'active', label: text`Active` },
        { value: 'inactive', label: text`Inactive` },
        { value: 'pending', label: text`Invited` },
        { value: 'csv', label: text`Everybody, as a CSV file` },
      ],
    },
    {
      name: 'licence',
      label: text`With which licence?`,
      kind: 'choice',
      optional: true,
      placeholder: text`Any`,
      options: [
        { value: 'licensed', label: text`Licensed` },
        { value: 'basic', label: text`Basic` },
        { value: 'on-prem', label: text`On-prem` },
        { value: 'unassigned', label: text`Unassigned` },
      ],
    },
    {
      name: 'text',
      label: text`Name, address or department`,
      kind: 'text',
      optional: true,
      maxLength: MAX_TEXT,
      hint: text`A part of it is enough.`,
    },
  ],
  submit: text`Show`,
  subject: 'nobody',
  access: 'admin',
  operations: ['listUsers'],
  parseArgs: readUserFilters,
  answer: async (context) => {
    const { filter = 'active', licence, text } = context.values;
    if (filter === 'csv') {
      const { count, missing } = await sendUsersFile(context);
      return {
        title: md`The file is in your direct messages`,
        lines: [
          missing > 0
            ? md`It holds ${count} people: active, inactive and invited. Zoom counts ${missing} more that I couldn’t read.`
            : md`It holds all ${count} people: active, inactive and invited.`,
        ],
        note: md`Handle it with care: it holds names and addresses.`,
      };
    }
    return text || licence
      ? search(context.zoom, filter, licence, text)
      : page(context.zoom, filter, context.values, context.slash);
  },
});

/** The states in sentences; the catalogs select by these words. */
const stateWords: Readonly<Record<State, string>> = {
  active: 'active',
  inactive: 'inactive',
  pending: 'invited',
};

/** The states in cells. */
const stateLabels: Readonly<Record<State, Text>> = {
  active: text`active`,
  inactive: text`inactive`,
  pending: text`invited`,
};

/**
 * One page. Zoom gives a token for the next page only, so `trail` keeps the tokens of the pages before, separated by
 * spaces; the token of the first page is empty.
 */
async function page(zoom: Zoom, state: State, values: AnyValues, slash: string): Promise<Answer> {
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
    title: howMany(total, stateWords[state]),
    lines: total > users.length && users.length > 0 ? [md`${first} to ${first + users.length - 1}`] : [],
    table: usersTable(users, state),
    note: join(
      [...unreadable(skipped), md`${code(`${slash} list-users csv`)} sends everybody as a file.`],
      ' ',
    ),
    pages: {
      ...(trail.length > 0 ? { previous } : {}),
      ...(nextPageToken ? { next } : {}),
    },
  };
}

function howMany(count: number, state: string): Mrkdwn {
  return count === 1 ? md`1 person is ${state} in Zoom` : md`${count} people are ${state} in Zoom`;
}

function unreadable(skipped: number): Mrkdwn[] {
  if (skipped === 0) return [];
  return skipped === 1
    ? [md`1 more on this page can’t be read.`]
    : [md`${skipped} more on this page can’t be read.`];
}

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
  const table = usersTable(shown, state);
  const fitting = rowsThatFit(table);
  return {
    title: licence
      ? foundWithLicence(count, licenceWords[licence] ?? licence, stateWords[state], words)
      : foundInState(count, stateWords[state], words),
    table: { ...table, rows: table.rows.slice(0, fitting) },
    note:
      count > fitting
        ? md`These are the first ${bold(`${fitting}`)}. Type more of the name to see fewer.`
        : md`I looked at names, addresses and departments of ${stateWords[state]} people only.`,
  };
}

/** "2 people with “chen” are inactive in Zoom" */
function foundInState(count: number, state: string, words: string | undefined): Mrkdwn {
  if (!words) return count === 0 ? md`Nobody is ${state} in Zoom` : howMany(count, state);
  if (count === 0) return md`Nobody with “${words}” is ${state} in Zoom`;
  return count === 1
    ? md`1 person with “${words}” is ${state} in Zoom`
    : md`${count} people with “${words}” are ${state} in Zoom`;
}

/** "2 people with “chen” are Basic and active in Zoom" */
function foundWithLicence(count: number, licence: string, state: string, words: string | undefined): Mrkdwn {
  if (words) {
    if (count === 0) return md`Nobody with “${words}” is ${licence} and ${state} in Zoom`;
    return count === 1
      ? md`1 person with “${words}” is ${licence} and ${state} in Zoom`
      : md`${count} people with “${words}” are ${licence} and ${state} in Zoom`;
  }
  if (count === 0) return md`Nobody is ${licence} and ${state} in Zoom`;
  return count === 1
    ? md`1 person is ${licence} and ${state} in Zoom`
    : md`${count} people are ${licence} and ${state} in Zoom`;
}

/** The licences in sentences; the catalogs select by these words. */
const licenceWords: Readonly<Record<string, string>> = {
  licensed: 'licensed',
  basic: 'Basic',
  'on-prem': 'On-prem',
  unassigned: 'unassigned',
};

/** What a search looks at. */
function textOf(user: ListedUser): string {
  return `${nameOf(user)} ${user.first_name ?? ''} ${user.last_name ?? ''} ${user.email} ${user.dept ?? ''}`;
}

/** Who is in Zoom, one in a row. Zoom lists people by state, so it is said only where some are locked. */
function usersTable(users: readonly ListedUser[], state: State): Table {
  const someLocked = users.some((user) => user.status === 'locked');
  return {
    caption: text`People who are ${stateWords[state]} in Zoom`,
    columns: [
      { title: text`Name`, type: 'text' },
      { title: text`Email`, type: 'text' },
      { title: text`Licence`, type: 'text' },
      ...(someLocked ? [{ title: text`State`, type: 'text' } as const] : []),
      { title: text`Last sign-in`, type: 'date' },
      { title: text`Department`, type: 'text' },
    ],
    rows: users.map((user) => [
      nameOf(user),
      user.email,
      user.type === undefined ? '' : licenceName(licenceOf(user.type)),
      ...(someLocked ? [user.status === 'locked' ? text`locked` : stateLabels[state]] : []),
      lastSignIn(user),
      user.dept ?? null,
    ]),
  };
}

function lastSignIn({ last_login_time: time }: ListedUser): number | null {
  const at = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
