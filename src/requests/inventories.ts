import { AGAIN_TIME } from '../campaigns/campaign.ts';
import type { Command } from '../commands/define-command.ts';
import type { Part } from '../commands/parts.ts';
import type { Plan } from '../commands/plan.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Logger } from '../log.ts';
import { bold, md } from '../views/mrkdwn.ts';
import type { Inventory } from '../zoom/held.ts';
import { bundleOf } from '../zoom/licensing.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { InventoryStore } from './inventory-store.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';

interface Deps {
  readonly commands: readonly Command[];
  readonly zoom: Zoom;
  readonly logger: Logger;
  readonly inventories: InventoryStore;
}

const DAY = 86_400_000;
/** So long a deactivated account can be given back what it had. */
const DEACTIVATED_LIFE = 90 * DAY;
/** Longer than an undo or the end of a grant is tried. */
const UNDO_LIFE = 14 * DAY;
/** What a reactivation has given back is kept so long, should that be undone and made again. */
const GIVEN_BACK_LIFE = DAY;

/**
 * What is read of the account: `all` where a change takes something, `licences` where it gives some, so that only these are
 * taken back later.
 */
function depthOf(deps: Deps, request: Request): 'all' | 'licences' | null {
  const command = changeCommandOf(deps, request.command);
  const plan = planOf(deps, request);
  if (!command.undo) return null;
  const taking = command.takes?.(plan) ?? null;
  if (taking === 'licence' || taking === 'all-licences') return 'all';
  return plan.resource && command.parts ? 'licences' : null;
}

async function read(zoom: Zoom, { subject }: Plan, depth: 'all' | 'licences'): Promise<Inventory> {
  if (depth === 'all') return zoom.accounts.inventory(subject.zoomId);
  const licensing = await zoom.accounts.get(subject.zoomId);
  return { ...empty, licensing };
}

const empty = {
  features: null,
  phone: null,
  groups: [],
  assistants: null,
  schedulers: null,
  linkName: '',
  unknown: [],
};

function lifeOf({ input }: Request, plan: Plan, isStatus: boolean): number {
  if (isStatus) return DEACTIVATED_LIFE;
  return (input.campaignPerson ? AGAIN_TIME : (plan.duration ?? 0)) + UNDO_LIFE;
}

/** Right before a change: keeps what the account holds, where the change can take some of it. @throws ZoomError */
export async function keepInventory(deps: Deps, request: Request): Promise<void> {
  const depth = depthOf(deps, request);
  if (!depth || (await deps.inventories.find(request.id))) return;
  const plan = planOf(deps, request);
  const isStatus = changeCommandOf(deps, request.command).takes?.(plan) === 'all-licences';
  const inventory = await read(deps.zoom, plan, depth);
  await deps.inventories.keep(
    { id: request.id, zoomId: plan.subject.zoomId, command: request.command },
    // A licence for a time must not come back for good.
    isStatus && plan.irreversible && plan.resource ? withoutLicence(inventory) : inventory,
    lifeOf(request, plan, isStatus),
  );
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
    const depth = depthOf(deps, request);
    if (!depth || !(await deps.inventories.find(request.id))) return;
    await deps.inventories.noteAfter(request.id, await read(deps.zoom, plan, depth));
  } catch (error) {
    deps.logger.warn({ err: error, request: request.id }, 'could not read what a change left of an account');
  }
}

/** What a job gives back: what another request took, or in an undo what this one took. */
export async function inventoryToGiveBack(
  deps: Deps,
  request: Request,
  isUndo: boolean,
): Promise<{ readonly held?: Inventory }> {
  const source = isUndo
    ? request.id
    : (changeCommandOf(deps, request.command).givesBack?.(planOf(deps, request)) ?? null);
  const kept = source ? await deps.inventories.find(source) : null;
  return kept ? { held: kept.before } : {};
}

/** The bundle as a part of a change of licences: somebody may have given another one since. @throws ZoomError */
export async function bundlePart(deps: Deps, request: Request): Promise<Part[]> {
  const kept = await deps.inventories.find(request.id);
  if (!kept?.after) return [];
  const before = bundleOf(kept.before.licensing);
  const after = bundleOf(kept.after.licensing);
  const now = bundleOf(await deps.zoom.accounts.get(planOf(deps, request).subject.zoomId));
  if (before === after && after === now) return [];
  return [{ name: BUNDLE, label: 'Bundle', before, after, now }];
}

/** The name of {@link bundlePart}. */
const BUNDLE = 'bundle';

/** Whether the account's bundle is neither as a change left it nor, where that was tried, as it was before. */
export function hasOtherBundle(parts: readonly Part[], undoTried: boolean): boolean {
  const bundle = parts.find(({ name }) => name === BUNDLE);
  return bundle !== undefined && bundle.now !== bundle.after && !(undoTried && bundle.now === bundle.before);
}

/**
 * Whether taking a change back takes a licence while its holder hosts a meeting.
 *
 * @throws ZoomError
 */
export async function cutsMeetingShort(deps: Deps, request: Request): Promise<boolean> {
  const kept = await deps.inventories.find(request.id);
  const plan = planOf(deps, request);
  if (kept && kept.before.licensing.type === 2) return false;
  if (!plan.resource || (changeCommandOf(deps, request.command).takes?.(plan) ?? null)) return false;
  const live = await deps.zoom.accounts.liveMeetings(plan.subject.zoomId);
  return 'value' in live && live.value.length > 0;
}

/** The refusal for somebody who wants to undo it meanwhile. */
export function hostingRefusal({ subject }: Plan): Refusal {
  return new Refusal('input', {
    says: md`${bold(subject.name)} is hosting a Zoom meeting right now, and it would be cut short.`,
    next: md`Nothing was undone. Undo it when the meeting is over, or an admin takes the licence with \`set-license\`.`,
  });
}
