import { ZoomError } from '../../zoom/zoom-error.ts';
import { jobOf, verify } from '../execute.ts';
import { changeCommandOf } from '../parts.ts';
import { cardOf, notDone, type RunStep } from './step.ts';
import { wordsFor } from './words-for.ts';

/** Takes a finished change back. Undoing twice has the effect of once, so a lost process may start it anew. */
export const undo: RunStep = async ({ parts, move }, request) => {
  const undone = () =>
    move(request, 'undone', { dueIn: null, tell: ['reply', ...cardOf(request), 'channel'] });
  try {
    await parts.people.identify(request.requesterSlackId, true);
    await changeCommandOf(parts, request.command).undo?.(jobOf(parts, request));
    if (await verify(parts, request)) throw notDone();
    await undone();
  } catch (error) {
    const inDoubt = error instanceof ZoomError && error.effect === 'unknown';
    if (inDoubt && (await verify(parts, request)) === false) {
      await undone();
      return null;
    }
    const words = await wordsFor(parts, request, error);
    // "Try again" would otherwise make the change once more instead of taking it back.
    const problem = { ...words, buttons: [{ label: 'Undo', action: 'request:undo', value: request.id }] };
    await move(request, 'done', { progress: { ...request.progress, problem }, dueIn: null, tell: ['reply'] });
  }
  return null;
};
