import type { Answer } from '../../views/answer.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import type { ListedUser } from '../../zoom/user-pages.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { holds, type State, stateWords, userLine } from './user-rows.ts';

const SHOWN = 40;

/** Everybody of one state whose name, address or department holds these words: Zoom itself cannot look for words. */
export async function findUsers(zoom: Zoom, state: State, words: string): Promise<Answer> {
  const shown: ListedUser[] = [];
  let count = 0;
  for await (const users of zoom.users.all({ status: state })) {
    const found = users.filter((user) => holds(user, words));
    count += found.length;
    shown.push(...found.slice(0, SHOWN - shown.length));
  }
  const whom = md`with “${words}” ${count === 1 ? 'is' : 'are'} ${stateWords[state]} in Zoom`;
  return {
    title:
      count === 0
        ? md`Nobody with “${words}” is ${stateWords[state]} in Zoom`
        : md`${count} ${count === 1 ? 'person' : 'people'} ${whom}`,
    items: shown.map((user) => userLine(user, state)),
    note:
      count > shown.length
        ? md`These are the first ${bold(`${shown.length}`)}. Say more of the name to see fewer.`
        : md`I looked at names, addresses and departments of ${stateWords[state]} people only.`,
  };
}
