import { ZoomError } from '../zoom/zoom-error.ts';
import { changeCommandOf, type Request } from './request.ts';
import { isUndone, type JobDeps, jobOf } from './verify.ts';

/**
 * Takes a change back in Zoom and reads whether all of it is as it was before. Where the answer is lost it is done once
 * more: an undo of several calls may have stopped half-way.
 *
 * @param only the names of the parts to take back; by default all
 * @returns `false`: Zoom has not confirmed it, perhaps only a part of it is undone
 * @throws ZoomError when Zoom certainly refused; Refusal, UnreadablePlanError
 */
export async function takeBackInZoom(
  deps: JobDeps,
  request: Request,
  only?: ReadonlySet<string>,
): Promise<boolean> {
  if (only?.size === 0) return true;
  const { undo } = changeCommandOf(deps, request.command);
  const take = async () => undo?.({ ...jobOf(deps, request), ...(only ? { only } : {}) });
  try {
    await take().catch((error: unknown) => {
      if (!isUnknown(error)) throw error;
      return take();
    });
    return (await isUndone(deps, request, only)) !== false;
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return (await isUndone(deps, request, only)) === true;
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof ZoomError && error.effect === 'unknown';
}
