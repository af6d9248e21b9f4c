import { LONGEST_WAIT } from '../requests/wait-for-seat.ts';
import type { WaitingList } from '../requests/waiting-list.ts';
import type { MessageContent } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';
import { shownAs } from '../views/place.ts';
import { waitingOverMessage, waitingPlaceMessage } from '../views/waiting-list.ts';
import { describe, type LoadDeps, type Loaded, loadCurrent } from './loaded.ts';
import { type Messenger, updateIfThere } from './messenger.ts';

interface PlaceDeps extends LoadDeps {
  readonly waitingList: WaitingList;
  readonly messenger: Pick<Messenger, 'once' | 'failureOf'>;
}

/** Shows a place in line by the message that tells it already. @returns `false`: there is no message yet */
export async function updatePlace(deps: PlaceDeps, loaded: Loaded): Promise<boolean> {
  const { messenger, waitingList } = deps;
  const { id } = loaded.request;
  const posted = (await waitingList.find(id))?.message;
  const content = placeMessage(loaded);
  if (!posted || !content) return false;
  if (!(await updateIfThere(messenger, posted, content))) {
    await waitingList.forgetMessage(id);
    return false;
  }
  if (loaded.place) await waitingList.saveShown(id, shownAs(loaded.place));
  await updateIfChanged(deps, loaded);
  return true;
}

/** What was shown may be out of date by the time that it is there: somebody was quicker, or a later update was. */
async function updateIfChanged(deps: PlaceDeps, shown: Loaded): Promise<void> {
  const current = await loadCurrent(deps, shown.request.id);
  if (current && whatIsTold(current) !== whatIsTold(shown)) await updatePlace(deps, current);
}

function whatIsTold({ request, place }: Loaded): string {
  return place ? shownAs(place) : request.state;
}

/** Tells a place in line for the first time; later changes are shown by the same message. */
export async function sendPlace(deps: PlaceDeps, loaded: Loaded): Promise<void> {
  if (await updatePlace(deps, loaded)) return;
  const { id, requesterSlackId } = loaded.request;
  const content = placeMessage(loaded);
  if (!content || !loaded.place) return;
  const posted = await deps.messenger.once.direct(requesterSlackId, content);
  await deps.waitingList.saveShown(id, shownAs(loaded.place), posted);
  await updateIfChanged(deps, loaded);
}

/**
 * The message about a place in line, as it has to read now: the place, or how the waiting ended. `null`: it got a licence
 * and Zoom is being asked.
 */
function placeMessage({ request, command, place }: Loaded): MessageContent | null {
  const { progress, state } = request;
  const what = describe(request, command, true);
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
