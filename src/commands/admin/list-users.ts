import { text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import { rowsThatFit, type Table } from '../../views/data-table.ts';
import { bold, code, md } from '../../views/mrkdwn.ts';
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
      hint: text`Active people, unless you say so. “csv” sends everybody as a file.`,
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
    table: usersTable(users, state),
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
  const table = usersTable(shown, state);
  const fitting = rowsThatFit(table);
  const whom = words ? md` with “${words}”` : md``;
  return {
    title:
      count === 0
        ? md`Nobody${whom} is ${kind} in Zoom`
        : md`${count} ${count === 1 ? 'person' : 'people'}${whom} ${count === 1 ? 'is' : 'are'} ${kind} in Zoom`,
    table: { ...table, rows: table.rows.slice(0, fitting) },
    note:
      count > fitting
        ? md`These are the first ${bold(`${fitting}`)}. Say more of the name to see fewer.`
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

/** Who is in Zoom, one in a row. Zoom lists people by state, so it is said only where some are locked. */
function usersTable(users: readonly ListedUser[], state: State): Table {
  const someLocked = users.some((user) => user.status === 'locked');
  return {
    caption: text`People who are ${stateLabels[state]} in Zoom`,
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
      licenceCell(user),
      ...(someLocked ? [user.status === 'locked' ? 'locked' : stateLabels[state]] : []),
      lastSignIn(user),
      user.dept ?? null,
    ]),
  };
}

function lastSignIn({ last_login_time: time }: ListedUser): number | null {
  const at = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
