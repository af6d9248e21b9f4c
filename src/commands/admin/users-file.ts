import { md } from '../../views/mrkdwn.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import type { ReadContext } from '../context.ts';
import { csvLines } from './csv.ts';
import { csvHead, states, userCells } from './user-rows.ts';

/**
 * Writes the whole account into a CSV file, page by page, and sends it. Nothing but the text itself is kept, as Slack wants to
 * know its length beforehand.
 *
 * @returns how many people are in it
 * @throws ZoomError; whatever Slack says to the file
 */
export async function sendUsersFile(
  context: Pick<ReadContext, 'zoom' | 'progress' | 'sendFile'>,
): Promise<number> {
  const total = await countUsers(context.zoom);
  const pieces = [Buffer.from(csvLines([csvHead]))];
  let done = 0;
  await context.progress(md`I am fetching ${total} people from Zoom.`);
  for (const state of states) {
    for await (const users of context.zoom.users.all({ status: state })) {
      pieces.push(Buffer.from(csvLines(users.map((user) => userCells(user, state)))));
      done += users.length;
      await context.progress(md`I have fetched ${done} of ${total} people from Zoom.`);
    }
  }
  const day = new Date().toISOString().slice(0, 10);
  const words = md`Everybody in Zoom: ${done} people. The file is below.`;
  const content = Buffer.concat(pieces);
  // The pieces are not kept while Slack takes the whole.
  pieces.length = 0;
  await context.sendFile(`zoom-users-${day}.csv`, content, words);
  return done;
}

async function countUsers(zoom: Zoom): Promise<number> {
  // A part of the long work: it leaves the way to people like the rest of it.
  const { users } = zoom.at('bulk');
  const pages = await Promise.all(states.map((status) => users.list({ status, pageSize: 1 })));
  return pages.reduce((sum, page) => sum + page.total, 0);
}
