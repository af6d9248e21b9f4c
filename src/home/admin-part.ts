import { seatMessage } from '../commands/licence/seats.ts';
import type { Parts } from '../requests/parts.ts';
import type { HomeAdmin } from '../views/home/page.ts';
import { bold, type Mrkdwn, md, mention, moment } from '../views/mrkdwn.ts';
import type { PlanUsage } from '../zoom/plan.ts';
import type { Known } from './recent.ts';
import type { HomeRows } from './rows.ts';

const CHANGES_SHOWN = 5;

/** The part of the Home tab that admins have beyond others; its actions come from elsewhere. */
export async function adminPart(
  parts: Parts,
  rows: HomeRows,
  usage: Known<PlanUsage | null>,
): Promise<Pick<HomeAdmin, 'seats' | 'changes'>> {
  const changes = await rows.newestChanges(CHANGES_SHOWN);
  return { seats: seats(usage), changes: changes.map((one) => changeLine(parts, one)) };
}

function seats(usage: Known<PlanUsage | null>): Mrkdwn {
  if (usage.kind !== 'answer') return md`How many are free is unknown: Zoom does not answer just now.`;
  return md`${seatMessage(usage.value) || 'How many are free is unknown: Zoom does not tell it here.'}`;
}

type Changed = Awaited<ReturnType<HomeRows['newestChanges']>>[number];

function changeLine(parts: Parts, { at, event, requester, command, subject }: Changed): Mrkdwn {
  const words: Record<string, string> = { done: 'Done', undone: 'Undone', failed: 'Did not work' };
  const title = parts.commands.find((one) => one.name === command)?.title ?? command;
  // The log keeps the Zoom id as the last word of the account; people read names.
  const account = subject.replace(/ \S+$/, '');
  const whose = account ? md` for ${account}` : md``;
  return md`${bold(title)}${whose}\n${words[event] ?? event} ${moment(at)}, asked by ${mention(requester)}`;
}
