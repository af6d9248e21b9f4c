import { licenceOf } from '../../identity/account.ts';
import { md } from '../../views/mrkdwn.ts';
import type { ListedUser } from '../../zoom/user-pages.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import type { ReadContext } from '../context.ts';

/** The states of users, which Zoom lists separately. */
const states = ['active', 'inactive', 'pending'] as const;
export type State = (typeof states)[number];

const columns: readonly {
  readonly head: string;
  readonly cell: (user: ListedUser, state: State) => string | undefined;
}[] = [
  { head: 'Name', cell: nameOf },
  { head: 'First name', cell: (user) => user.first_name },
  { head: 'Last name', cell: (user) => user.last_name },
  { head: 'Email', cell: (user) => user.email },
  { head: 'Licence', cell: licenceCell },
  { head: 'State', cell: (user, state) => user.status ?? state },
  { head: 'Department', cell: (user) => user.dept },
  { head: 'Time zone', cell: (user) => user.timezone },
  { head: 'Last sign-in', cell: (user) => user.last_login_time },
  { head: 'Zoom id', cell: (user) => user.id },
];

/**
 * Writes all users into a CSV file, page by page, and sends it. Only the text is kept in memory: Slack needs to know
 * its length beforehand.
 *
 * @returns how many people are in it, and how many more Zoom counts
 * @throws ZoomError, and errors of Slack's file upload
 */
export async function sendUsersFile(
  context: Pick<ReadContext, 'zoom' | 'progress' | 'sendFile'>,
): Promise<{ count: number; missing: number }> {
  // Loaded on use: the library is not needed at start.
  const { csvLines } = await import('./csv.ts');
  const total = await countUsers(context.zoom);
  const pieces = [Buffer.from(csvLines([columns.map(({ head }) => head)]))];
  let done = 0;
  await context.progress(md`I’m fetching ${total} people from Zoom.`);
  for (const state of states) {
    for await (const users of context.zoom.users.all({ status: state })) {
      const rows = users.map((user) => columns.map(({ cell }) => cell(user, state) ?? ''));
      pieces.push(Buffer.from(csvLines(rows)));
      done += users.length;
      await context.progress(md`I’ve fetched ${done} of ${total} people from Zoom.`);
    }
  }
  const day = new Date().toISOString().slice(0, 10);
  const words = md`Everybody in Zoom: ${done} people. The file is below.`;
  const content = Buffer.concat(pieces);
  // Free the memory of the pieces during the upload.
  pieces.length = 0;
  await context.sendFile(`zoom-users-${day}.csv`, content, words);
  return { count: done, missing: Math.max(0, total - done) };
}

async function countUsers(zoom: Zoom): Promise<number> {
  const { users } = zoom.at('bulk');
  const pages = await Promise.all(states.map((status) => users.list({ status, pageSize: 1 })));
  return pages.reduce((sum, page) => sum + page.total, 0);
}

/** The name that people know somebody by. */
export function nameOf(user: ListedUser): string {
  const name = user.display_name || [user.first_name, user.last_name].filter(Boolean).join(' ');
  return name || user.email || (user.id ?? '');
}

/** The licence; empty where Zoom does not tell. */
export function licenceCell({ type }: ListedUser): string {
  return type === undefined ? '' : licenceOf(type);
}
