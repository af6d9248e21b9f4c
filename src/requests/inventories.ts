import { AGAIN_TIME } from '../campaigns/campaign.ts';
import type { Job } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Logger } from '../log.ts';
import type { Inventory } from '../zoom/inventory.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { InventoryStore } from './inventory-store.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';

interface Deps {
  readonly commands: readonly Command[];
  readonly zoom: Zoom;
  readonly logger: Logger;
  readonly inventories: InventoryStore;
  readonly requests: Pick<RequestStore, 'onResource'>;
}

const DAY = 86_400_000;
/** So long a deactivated account can be given back what it had. */
const DEACTIVATED_LIFE = 90 * DAY;
/** Longer than an undo or the end of a grant is tried. */
const UNDO_LIFE = 14 * DAY;
/** What a reactivation has given back is kept so long, should that be undone and made again. */
const GIVEN_BACK_LIFE = DAY;

/** Whether the change, or taking it back, can take what the account holds, so that it is read before and after. */
function isKept(deps: Deps, request: Request): boolean {
  const { undo, takes, undoTakes } = changeCommandOf(deps, request.command);
  const plan = planOf(deps, request);
  const taking = takes?.(plan) ?? undoTakes?.(plan);
  return undo !== undefined && (taking === 'licence' || taking === 'all-licences');
}

/** How long what the account held is kept: as long as it can be given back. */
function lifeOf({ input }: Request, plan: Plan): number {
  return (input.campaignPerson ? AGAIN_TIME : (plan.duration ?? 0)) + UNDO_LIFE;
}

/** Right before a change: keeps what the account holds, where something of it can be taken. @throws ZoomError */
export async function keepInventory(deps: Deps, request: Request): Promise<void> {
  const { inventories, zoom } = deps;
  if (!isKept(deps, request) || (await inventories.find(request.id))) return;
  const plan = planOf(deps, request);
  const life = lifeOf(request, plan);
  const extended = await extendedGrant(deps, request);
  if (extended) return inventories.copy(extended.id, request.id, life);
  const isStatus = changeCommandOf(deps, request.command).takes?.(plan) === 'all-licences';
  const inventory = await zoom.accounts.inventory(plan.subject.zoomId);
  await inventories.keep(
    { id: request.id, zoomId: plan.subject.zoomId, command: request.command },
    // A licence for a time must not come back for good.
    isStatus && plan.irreversible && plan.resource ? withoutLicence(inventory) : inventory,
    isStatus ? DEACTIVATED_LIFE : life,
  );
}

/**
 * The running grant that this change makes longer. What was given since that grant is not of this change either, so what the
 * account held is still that of the beginning.
 */
async function extendedGrant(deps: Deps, request: Request): Promise<Request | null> {
  const command = changeCommandOf(deps, request.command);
  const plan = planOf(deps, request);
  if (!plan.resource || plan.subject.licence !== 'Licensed' || command.takes?.(plan)) return null;
  const running = await deps.requests.onResource(plan.subject.zoomId, plan.resource, ['done']);
  const grant = running.find(({ id }) => id !== request.id);
  if (!grant || changeCommandOf(deps, grant.command).takes?.(planOf(deps, grant))) return null;
  return (await deps.inventories.find(grant.id)) ? grant : null;
}

function withoutLicence(inventory: Inventory): Inventory {
  const licensing = { type: 1, zoomOne: '0', united: 'none', subscriptions: [] };
  return { ...inventory, licensing, features: null, assistants: null, schedulers: null, linkName: '' };
}

/** Right after a change: notes what it left, so that only what it took is given back. The change itself is made. */
export async function noteWhatIsLeft(deps: Deps, request: Request): Promise<void> {
  try {
    const command = changeCommandOf(deps, request.command);
    const plan = planOf(deps, request);
    const source = command.givesBack?.(plan) ?? null;
    if (source) await deps.inventories.shorten(source, GIVEN_BACK_LIFE);
    const kept = await deps.inventories.find(request.id);
    if (!kept || kept.after) return;
    await deps.inventories.noteAfter(request.id, await deps.zoom.accounts.inventory(plan.subject.zoomId));
  } catch (error) {
    deps.logger.warn({ err: error, request: request.id }, 'could not read what a change left of an account');
  }
}

/** What a job gives back: what another request took, or in an undo what this one took. */
export async function inventoryToGiveBack(
  deps: Pick<Deps, 'commands' | 'inventories'>,
  request: Request,
  isUndo: boolean,
): Promise<Pick<Job, 'inventory'>> {
  const source = isUndo
    ? request.id
    : (changeCommandOf(deps, request.command).givesBack?.(planOf(deps, request)) ?? null);
  const kept = source ? await deps.inventories.find(source) : null;
  return kept ? { inventory: kept } : {};
}
