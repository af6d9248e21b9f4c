import type { KeptInventory } from '../commands/context.ts';
import type { Part } from '../commands/parts.ts';
import { isSame } from '../languages/text.ts';
import { bold, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { type Held, heldIn, type Inventory, whatOf } from '../zoom/inventory.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import { derived, goesWith } from './taken-with.ts';
import { BUNDLE, type JobDeps } from './verify.ts';

/** Prefix of the names of parts that are something which the account holds. */
const HELD = 'held:';

/** What an account loses or gets back with a change that is taken back, beside the change itself. */
export interface HeldParts {
  /**
   * For a change that takes: each thing that it took. For one that gives: each thing that was given since, and would be taken
   * with it. The bundle is a part of the change itself.
   */
  readonly parts: readonly Part[];
  readonly kept: KeptInventory | null;
  /** What the account holds as this is read. */
  readonly seen: Inventory | null;
}

/** Reads from Zoom what the account would lose or get back with a change. @throws ZoomError */
export async function heldParts(deps: JobDeps, request: Request): Promise<HeldParts> {
  const command = changeCommandOf(deps, request.command);
  const plan = planOf(deps, request);
  const takes = command.takes?.(plan) ?? null;
  const undoTakes = takes ? null : (command.undoTakes?.(plan) ?? null);
  const kept = takes || undoTakes ? await deps.inventories.find(request.id) : null;
  if (!kept) return { parts: [], kept, seen: null };
  const seen = await deps.zoom.accounts.inventory(plan.subject.zoomId);
  const hasBundle = heldIn(seen).some(({ key }) => key === 'bundle');
  const parts = thingsIn(kept.before, kept.after, seen).flatMap((thing) => {
    const part = partOf(thing, kept, seen, takes !== null);
    if (!part || thing.key === 'bundle') return [];
    const { before, after, now } = part;
    if (takes) return isSame(before, after) ? [] : [part];
    const isGivenSince = !isSame(now, after) && !isSame(now, before) && now !== 'none';
    return undoTakes && isGivenSince && goesWith(undoTakes, thing, hasBundle) ? [part] : [];
  });
  return { parts, kept, seen };
}

function thingsIn(...inventories: readonly (Inventory | null)[]): readonly Held[] {
  const all = inventories.flatMap((one) => (one ? heldIn(one) : []));
  return [...new Map(all.map((one) => [one.key, one])).values()].filter(({ key }) => !derived.includes(key));
}

/** @returns `undefined` where it could not be read */
function partOf(
  { key, label }: Held,
  kept: KeptInventory,
  seen: Inventory,
  isTaking: boolean,
): Part | undefined {
  const before = whatOf(kept.before, key);
  const now = whatOf(seen, key);
  // Where it could not be read what a change left, it took all that it may take, and gave nothing else.
  const after = kept.after ? whatOf(kept.after, key) : isTaking ? 'none' : before;
  if (before === undefined || after === undefined || now === undefined) return undefined;
  return { name: `${HELD}${key}`, label, before, after, now };
}

/** Whether it is something that the account holds, not a part of the change itself. */
export function isHeld({ name }: Pick<Part, 'name'>): boolean {
  return name.startsWith(HELD);
}

/** The keys of the things among these parts; all of them without names. */
export function heldKeys(only: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (!only) return undefined;
  const keys = [...only].flatMap((name) => (name.startsWith(HELD) ? [name.slice(HELD.length)] : []));
  return new Set([...keys, ...(only.has(BUNDLE) ? ['bundle'] : [])]);
}

/** What an admin pays for and gives, and what is worth nothing without a licence. */
const ADD_ONS = [
  'webinar',
  'large_meeting',
  'meeting_capacity',
  'concurrent_meeting',
  'license_info_list',
  'zoom_events',
  'zoom_events_unlimited',
  'zoom_sessions_unlimited',
  'zoom_webinars_plus_unlimited',
].map((name) => `${HELD}feature:${name}`);

/** Whether it is an add-on licence, which somebody has given on purpose. A phone counts where it comes with the bundle. */
export function isAddOn({ name }: Part): boolean {
  return ADD_ONS.includes(name) || name === `${HELD}phone`;
}

/** Those of the things that are not there any more. */
export function goneSince(parts: readonly Part[], inventory: Inventory | null): readonly Part[] {
  if (!inventory) return [];
  return parts.filter(({ name, now }) => !isSame(whatOf(inventory, name.slice(HELD.length)), now));
}

/**
 * Each difference between what the account held before a change and what it holds when that is taken back.
 *
 * @param which `touched`: only of what the change itself took or gave. Much may have changed beside it in a long time
 */
export function differences(
  { before, after }: KeptInventory,
  now: Inventory,
  which: 'all' | 'touched' = 'all',
): Mrkdwn[] {
  return thingsIn(before, now).flatMap(({ key, label }) => {
    const [then, left, there] = [whatOf(before, key), after && whatOf(after, key), whatOf(now, key)];
    if (then === undefined || there === undefined || isSame(then, there)) return [];
    if (which === 'touched' && isSame(then, left ?? undefined)) return [];
    if (then === 'none') return [md`${label} ${bold(there)} is new since.`];
    if (there !== 'none') return [md`${label} is ${bold(there)} now; before it was ${bold(then)}.`];
    return [
      isSame(then, left ?? undefined)
        ? md`${label} ${bold(then)} was taken away since.`
        : md`${label} ${bold(then)} didn’t come back.`,
    ];
  });
}

/** What keeps a licence whose time is over. */
export function givenSince({ label, now }: Part): Mrkdwn {
  return md`${label} ${bold(now)} was given since, and needs the licence.`;
}

/** What ends together with a licence. */
export function goesAlong({ label, now }: Pick<Part, 'label' | 'now'>): Mrkdwn {
  return md`${label} ${bold(now)}`;
}
