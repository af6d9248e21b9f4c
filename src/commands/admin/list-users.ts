import type { Answer } from '../../views/answer.ts';
import { code, md } from '../../views/mrkdwn.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { read } from '../define-command.ts';
import type { AnyValues } from '../field.ts';
import { findUsers } from './find-users.ts';
import { type State, states, stateWords, userLine } from './user-rows.ts';
import { sendUsersFile } from './users-file.ts';

const PAGE = 20;

/** Who is in the Zoom account: page by page, by words, or all of it as a file. */
export const listUsers = read({
  name: 'list-users',
  title: 'All Zoom accounts',
  summary: 'Show who is in Zoom: a page at a time, by name, or as a file',
  examples: ['list-users', 'list-users inactive', 'list-users active chen', 'list-users csv'],
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
  fromWords: (words) => {
    const [first = '', ...rest] = words;
    const filter = [...states, 'csv'].find((one) => one === first.toLowerCase());
    const text = (filter ? rest : words).join(' ').slice(0, 100);
    return { values: { ...(filter ? { filter } : {}), ...(text ? { text } : {}) }, problems: {} };
  },
  answer: async (context) => {
    const { filter = 'active', text } = context.values;
    if (filter === 'csv') {
      const count = await sendUsersFile(context);
      return {
        title: md`The file is in your direct messages`,
        lines: [md`It holds all ${count} people: active, inactive and invited.`],
        note: md`Handle it with care: it holds names and addresses.`,
      };
    }
    const state = states.find((one) => one === filter) ?? 'active';
    return text ? findUsers(context.zoom, state, text) : page(context.zoom, state, context.values);
  },
});

/**
 * One page. Zoom only tells how to go on, so the way back is kept: the tokens of the pages before, apart by spaces; the
 * first page has none.
 */
async function page(zoom: Zoom, state: State, values: AnyValues): Promise<Answer> {
  const token = values.page ?? '';
  const trail = values.trail === undefined ? [] : values.trail.split(' ');
  const { users, nextPageToken, total } = await zoom.users.list({
    ...{ status: state, pageSize: PAGE },
    nextPageToken: token,
  });
  const first = trail.length * PAGE + 1;
  const before = trail.slice(0, -1);
  return {
    title: md`${total} ${total === 1 ? 'person is' : 'people are'} ${stateWords[state]} in Zoom`,
    lines: total > users.length && users.length > 0 ? [md`${first} to ${first + users.length - 1}`] : [],
    items: users.map((user) => userLine(user, state)),
    note: md`${code('list-users csv')} sends everybody as a file.`,
    pages: {
      ...(trail.length > 0
        ? {
            previous: {
              filter: state,
              page: trail.at(-1),
              ...(before.length > 0 ? { trail: before.join(' ') } : {}),
            },
          }
        : {}),
      ...(nextPageToken
        ? { next: { filter: state, page: nextPageToken, trail: [...trail, token].join(' ') } }
        : {}),
    },
  };
}
