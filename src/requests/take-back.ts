import type { Inventory } from '../zoom/inventory.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { type HeldParts, heldKeys, isHeld } from './held-parts.ts';
import { inventoryToGiveBack } from './inventories.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import { BUNDLE, isUndone, type JobDeps, jobOf } from './verify.ts';

/** How far a change was taken back. */
export interface TakenBack {
  /** `false`: Zoom has not confirmed it, perhaps only a part of it is undone. */
  readonly confirmed: boolean;
  /** What the account holds then; `null`: nothing of it was kept before the change. */
  readonly now: Inventory | null;
}

/**
 * Takes a change back in Zoom, with all that went with it, and reads whether all of it is as it was before. Where the answer
 * is lost it is done once more: an undo of several calls may have stopped half-way.
 *
 * @param held what the account holds, as it was read just now
 * @param only the names of the parts to take back; by default all
 * @throws ZoomError when Zoom certainly refused; Refusal, UnreadablePlanError
 */
export async function takeBackInZoom(
  deps: JobDeps,
  request: Request,
  held: HeldParts,
  only?: ReadonlySet<string>,
): Promise<TakenBack> {
  if (only?.size === 0) return { confirmed: true, now: held.seen };
  const { undo } = changeCommandOf(deps, request.command);
  const ownParts = !only || [...only].some((name) => name !== BUNDLE && !isHeld({ name }));
  let now: Inventory | null = null;
  const take = async () => {
    const inventory = await inventoryToGiveBack(deps, request, true);
    if (ownParts) await undo?.({ ...jobOf(deps, request), ...inventory, ...(only ? { only } : {}) });
    now = await giveBackRest(deps, request, held, only);
  };
  try {
    await take().catch((error: unknown) => {
      if (!isUnknown(error)) throw error;
      return take();
    });
    return { confirmed: (await isUndone(deps, request, only)) !== false, now };
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return { confirmed: (await isUndone(deps, request, only)) === true, now };
  }
}

/** Gives back what the change took beside its own parts. @returns what the account holds then */
async function giveBackRest(
  { zoom, commands }: JobDeps,
  request: Request,
  { kept, seen }: HeldParts,
  only: ReadonlySet<string> | undefined,
): Promise<Inventory | null> {
  if (!kept || !seen) return null;
  const plan = planOf({ commands }, request);
  const { zoomId } = plan.subject;
  const { takes } = changeCommandOf({ commands }, request.command);
  if (!takes?.(plan)) return zoom.accounts.inventory(zoomId);
  const keys = heldKeys(only);
  const { before, after } = kept;
  return zoom.accounts.giveBack(zoomId, { before, after, seen, ...(keys ? { only: keys } : {}) });
}

function isUnknown(error: unknown): boolean {
  return error instanceof ZoomError && error.effect === 'unknown';
}
