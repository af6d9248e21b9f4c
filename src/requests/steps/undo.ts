import { md } from '../../views/mrkdwn.ts';
import type { Problem } from '../../views/problem.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { jobOf, takenBack, verify } from '../execute.ts';
import { changeCommandOf, type Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { nextGrantAlarm } from './grant.ts';
import { cardOf, notDone, type RunStep } from './step.ts';
import { wordsFor } from './words-for.ts';

const TRY_AGAIN = 5 * 60_000;

/** Zoom was asked twice and did not say, and what can be read is not as it was. */
const half: Problem = {
  says: md`Zoom has not confirmed that this is undone. Perhaps only a part of it is.`,
  next: md`Please undo it once more in a minute: twice does no harm.`,
};

/** Takes a finished change back. Undoing twice has the effect of once, so a lost process may start it anew. */
export const undo: RunStep = async ({ parts, move }, request) => {
  const { ended } = request.progress;
  const undone = () =>
    move(request, 'undone', {
      dueIn: null,
      notify: [ended ? 'requester' : 'reply', ...cardOf(request), 'channel'],
    });
  try {
    // What has come to its end goes back even when the person has left.
    if (!ended) await parts.identities.identify(request.requesterSlackId, true);
    await takeBack(parts, request);
    if (await verify(parts, request)) throw notDone();
    await undone();
  } catch (error) {
    const inDoubt = error instanceof ZoomError && error.effect === 'unknown';
    if (inDoubt && (await takenBack(parts, request))) {
      await undone();
      return null;
    }
    if (ended) {
      parts.logger.warn(
        { err: error, request: request.id },
        'a time-bound change could not be taken back yet',
      );
      await move(request, 'done', { dueIn: TRY_AGAIN });
      return null;
    }
    const words = inDoubt ? half : await wordsFor(parts, request, error);
    // "Try again" would otherwise make the change once more instead of taking it back.
    const problem = { ...words, buttons: [{ label: 'Undo', action: 'request:undo', value: request.id }] };
    const now = await parts.requests.time();
    await move(request, 'done', {
      progress: { ...request.progress, problem },
      dueIn: nextGrantAlarm(request, now),
      notify: ['reply'],
    });
  }
  return null;
};

/**
 * Once more where the answer was lost: an undo of several calls may have stopped half-way, which reading does not tell,
 * and twice has the effect of once.
 */
async function takeBack(parts: Parts, request: Request): Promise<void> {
  const { undo: deed } = changeCommandOf(parts, request.command);
  try {
    await deed?.(jobOf(parts, request));
  } catch (error) {
    if (!(error instanceof ZoomError) || error.effect !== 'unknown') throw error;
    await deed?.(jobOf(parts, request));
  }
}
