import { describeRequest } from '../requests/request-log.ts';
import { LONGEST_WAIT } from '../requests/wait-for-seat.ts';
import type { MessageContent } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';
import { waitingOverMessage, waitingPlaceMessage } from '../views/waiting-list.ts';
import type { Loaded } from './loaded.ts';

/**
 * The message about a place in line, as it has to read now: the place, or how the waiting ended. `null`: it got a licence
 * and Zoom is being asked.
 */
export function placeMessage({ request, command, place }: Loaded): MessageContent | null {
  const { progress, state } = request;
  const what = describeRequest({ commands: [command] }, request, true);
  if (state === 'waiting') {
    if (!place || !progress.waiting) return null;
    const { since } = progress.waiting;
    const until = request.expiresAt ?? since + LONGEST_WAIT;
    return waitingPlaceMessage({ requestId: request.id, what, place, since, until });
  }
  const over = {
    done: md`:white_check_mark: The waiting is over: the licence is there`,
    undone: md`:white_check_mark: The waiting is over`,
    failed: md`:warning: No longer on the waiting list: ${progress.problem?.says ?? md`it didn’t work`}`,
    expired: md`:warning: No longer on the waiting list: no licence came free`,
    cancelled: progress.removed
      ? md`:no_entry_sign: Taken off the waiting list`
      : md`:no_entry_sign: You’ve left the waiting list`,
  };
  return state in over ? waitingOverMessage(over[state as keyof typeof over], what) : null;
}
