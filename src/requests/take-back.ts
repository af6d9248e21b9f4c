import { heldIn } from '../zoom/held.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { inventoryToGiveBack } from './inventories.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import { isUndone, type JobDeps, jobOf } from './verify.ts';

/** How far a change was taken back. */
export interface TakenBack {
  /** `false`: Zoom has not confirmed it, perhaps only a part of it is undone. */
  readonly confirmed: boolean;
  /** What the account held before and did not get back, by its labels. */
  readonly missing: readonly string[];
}

/**
 * Takes a change back in Zoom, with all that went with it, and reads whether all of it is as it was before. Where the answer
 * is lost it is done once more: an undo of several calls may have stopped half-way.
 *
 * @param only the names of the parts to take back; by default all
 * @throws ZoomError when Zoom certainly refused; Refusal, UnreadablePlanError
 */
export async function takeBackInZoom(
  deps: JobDeps,
  request: Request,
  only?: ReadonlySet<string>,
): Promise<TakenBack> {
  if (only?.size === 0) return { confirmed: true, missing: [] };
  const { undo } = changeCommandOf(deps, request.command);
  let missing: readonly string[] = [];
  const take = async () => {
    const held = await inventoryToGiveBack(deps, request, true);
    await undo?.({ ...jobOf(deps, request), ...held, ...(only ? { only } : {}) });
    if (!only || only.has('licence')) missing = await giveBackRest(deps, request);
  };
  try {
    await take().catch((error: unknown) => {
      if (!isUnknown(error)) throw error;
      return take();
    });
    return { confirmed: (await isUndone(deps, request, only)) !== false, missing };
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return { confirmed: (await isUndone(deps, request, only)) === true, missing };
  }
}

/** @returns the labels of what is still missing */
async function giveBackRest(deps: JobDeps, request: Request): Promise<readonly string[]> {
  const kept = await deps.inventories.find(request.id);
  const takes = changeCommandOf(deps, request.command).takes?.(planOf(deps, request)) ?? null;
  if (!kept || !takes) return [];
  const { zoomId } = planOf(deps, request).subject;
  const keys = await deps.zoom.accounts.giveBack(zoomId, kept.before, kept.after);
  const labels = heldIn(kept.before).flatMap(({ key, label }) => (keys.includes(key) ? [label] : []));
  return [...new Set(labels)];
}

function isUnknown(error: unknown): boolean {
  return error instanceof ZoomError && error.effect === 'unknown';
}
