import type { Answer } from '../../views/answer.ts';
import { bold, code, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { ListedUser } from '../../zoom/user-pages.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { read } from '../define-command.ts';
import type { AnyValues } from '../field.ts';
import { licenceCell, nameOf, type State, sendUsersFile, states } from './users-file.ts';

const PAGE = 20;
const FOUND_MAX = 40;

/** Who is in the Zoom account: page by page, filtered by words, or everybody as a file. */
export const listUsers = read({
  name: 'list-users',
  title: 'All Zoom accounts',
  summary: 'Show who is in Zoom: a page at a time, by name, or as a file',
  examples: ['list-users', 'list-users inactive', 'list-users active chen', 'list-users csv'],
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
  parseArgs: (words) => {
    const [first = '', ...rest] = words;
    const filter = [...states, 'csv'].find((one) => one === first.toLowerCase());
    const text = (filter ? rest : words).join(' ').slice(0, 100);
    return { values: { ...(filter ? { filter } : {}), ...(text ? { text } : {}) }, problems: {} };
  },
  answer: async (context) => {
    const { filter = 'active', text } = context.values;
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
    return text ? search(context.zoom, filter, text) : page(context.zoom, filter, context.values);
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

/** Everybody of one state whose name, address or department contains these words. Zoom itself has no such search. */
async function search(zoom: Zoom, state: State, words: string): Promise<Answer> {
  const shown: ListedUser[] = [];
  let count = 0;
  for await (const users of zoom.users.all({ status: state })) {
    const found = users.filter((user) => matches(user, words));
    count += found.length;
    shown.push(...found.slice(0, FOUND_MAX - shown.length));
  }
  const whom = md`with “${words}” ${count === 1 ? 'is' : 'are'} ${stateLabels[state]} in Zoom`;
  return {
    title:
      count === 0
        ? md`Nobody with “${words}” is ${stateLabels[state]} in Zoom`
        : md`${count} ${count === 1 ? 'person' : 'people'} ${whom}`,
    items: shown.map((user) => userLine(user, state)),
    note:
      count > shown.length
        ? md`These are the first ${bold(`${shown.length}`)}. Say more of the name to see fewer.`
        : md`I looked at names, addresses and departments of ${stateLabels[state]} people only.`,
  };
}

function matches(user: ListedUser, words: string): boolean {
  const text = `${nameOf(user)} ${user.first_name ?? ''} ${user.last_name ?? ''} ${user.email} ${user.dept ?? ''}`;
  return text.toLowerCase().includes(words.toLowerCase());
}

function userLine(user: ListedUser, state: State): Mrkdwn {
  const shown = user.status === 'locked' ? 'locked' : stateLabels[state];
  const address = user.email ? code(user.email) : 'no address known';
  return md`${nameOf(user)}  ${address}  ${licenceCell(user) || 'licence not known'}, ${shown}`;
}
