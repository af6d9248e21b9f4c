import { Refusal } from '../../identity/refusal.ts';
import { md } from '../../views/mrkdwn.ts';
import { verify } from '../execute.ts';
import { changeCommandOf } from '../parts.ts';
import { LEASE } from '../requests.ts';
import { fail, finish, SETTLE_PAUSE } from './run.ts';
import type { RunStep } from './step.ts';

/** How long a change that Zoom did not confirm is looked for before it counts as not made. */
const SETTLE_TIME = 8_000;
const MAX_RUNS = 3;
const GIVE_UP = 24 * 3_600_000;

/** So many lost processes are not held against Zoom; then the request itself may be what they die of. */
const MAX_LOST = 10;

/**
 * A process was lost in the middle of the change: whether it happened is found out by reading. That was no try which
 * Zoom left open, so it is not counted as one.
 */
export const recover: RunStep = ({ parts, move }, request) => {
  const lost = (request.progress.lost ?? 0) + 1;
  return move(request, 'unknown', {
    progress: { ...request.progress, lost, unknownSince: request.updatedAt },
    attempts: lost <= MAX_LOST ? request.attempts - 1 : request.attempts,
    dueIn: LEASE,
    owner: parts.owner,
  });
};

/** Reads whether a doubtful change is there. Only when it surely is not, it is made again. */
export const settle: RunStep = async (tools, request) => {
  const { parts, move } = tools;
  const { unverifiable } = changeCommandOf(parts, request.command);
  if (unverifiable) return fail(tools, request, new Refusal('input', unverifiable));
  // Nobody waits for this look: people who do go first.
  const found = await verify({ ...parts, zoom: parts.zoom.at('background') }, request);
  if (found === true) return finish(tools, request);
  const since = request.progress.unknownSince ?? request.updatedAt;
  const age = (await parts.requests.time()) - since;
  if (found === false && age > SETTLE_TIME) {
    return request.attempts < MAX_RUNS
      ? move(request, 'approved', { dueIn: LEASE, owner: parts.owner })
      : fail(tools, request, gaveUp());
  }
  const givenUp = age > GIVE_UP;
  if (givenUp) parts.logger.error({ request: request.id }, 'nobody could find out whether a change was made');
  const pause = found === false ? SETTLE_PAUSE : Math.max(SETTLE_PAUSE, age / 4);
  await move(request, 'unknown', { dueIn: givenUp ? null : pause });
  return null;
};

/** Reading says that it is not there, or not all of it: a change may take several calls. */
function gaveUp(): Refusal {
  return new Refusal('input', {
    says: md`I tried this several times, and Zoom never confirmed it.`,
    next: md`It is not done, or only in part. Please look in Zoom before you ask again.`,
  });
}
