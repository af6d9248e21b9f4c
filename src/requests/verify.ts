import type { Campaigns } from '../campaigns/campaigns.ts';
import type { Files, Job } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { Part } from '../commands/parts.ts';
import { UnreadablePlanError } from '../commands/plan.ts';
import type { Links } from '../identity/links.ts';
import { isSame, text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import { bundleOf } from '../zoom/licensing.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { InventoryStore } from './inventory-store.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import type { SecretStore } from './secret-store.ts';

export interface JobDeps {
  readonly commands: readonly Command[];
  readonly zoom: Zoom;
  readonly files: Files;
  readonly links: Links;
  readonly secretStore: SecretStore;
  readonly logger: Logger;
  readonly inventories: InventoryStore;
  readonly campaigns: Campaigns;
}

/** How long the calls for one change may take in all, in milliseconds; less than the lease. */
const JOB_TIME = 45_000;

/** What a command runs, verifies and undoes with. @throws UnreadablePlanError */
export function jobOf(deps: JobDeps, request: Request): Job {
  return {
    requestId: request.id,
    plan: planOf(deps, request),
    zoom: deps.zoom,
    files: deps.files,
    links: deps.links,
    campaigns: deps.campaigns,
    secrets: deps.secretStore.look(request.id) ?? {},
    signal: AbortSignal.timeout(JOB_TIME),
  };
}

/**
 * Reads from Zoom whether the change is made.
 *
 * @returns `false`: it is not, or not all of it; `null`: it could not be read
 * @throws UnreadablePlanError
 */
export function isDone(deps: JobDeps, request: Request): Promise<boolean | null> {
  return read(deps, request, changeCommandOf(deps, request.command).verify);
}

/**
 * Reads from Zoom each part of a change as it is now.
 *
 * @throws ZoomError, Refusal when it cannot be undone any more, UnreadablePlanError
 */
export async function partsOf(deps: JobDeps, request: Request): Promise<readonly Part[]> {
  const { parts } = changeCommandOf(deps, request.command);
  if (!parts) throw new Error(`${request.command} cannot be undone`);
  const [found, bundle] = await Promise.all([parts(jobOf(deps, request)), bundlePart(deps, request)]);
  return [...found, ...bundle];
}

/** The bundle as a part of a change of licences: somebody may have given another one since. */
async function bundlePart(deps: JobDeps, request: Request): Promise<Part[]> {
  const kept = await deps.inventories.find(request.id);
  if (!kept) return [];
  const takes = changeCommandOf(deps, request.command).takes?.(planOf(deps, request)) ?? null;
  const before = bundleOf(kept.before.licensing);
  // Where it could not be read what a change left, it took the bundle or gave none.
  const after = kept.after ? bundleOf(kept.after.licensing) : takes ? 'none' : before;
  const now = bundleOf(await deps.zoom.accounts.get(planOf(deps, request).subject.zoomId));
  if (isSame(before, after) && isSame(after, now)) return [];
  return [{ name: BUNDLE, label: text`Bundle`, before, after, now }];
}

/** The names of the parts that are the licence and the bundle. */
export const LICENCE = 'licence';
export const BUNDLE = 'bundle';

/** Whether the account's bundle is neither as a change left it nor, where that was tried, as it was before. */
export function hasOtherBundle(parts: readonly Part[], undoTried: boolean): boolean {
  const bundle = parts.find(({ name }) => name === BUNDLE);
  return (
    bundle !== undefined &&
    !isSame(bundle.now, bundle.after) &&
    !(undoTried && isSame(bundle.now, bundle.before))
  );
}

/**
 * Reads from Zoom whether all of the change is undone.
 *
 * @param only the names of the parts that are to be undone; by default all
 * @returns `null`: it could not be read
 * @throws UnreadablePlanError
 */
export function isUndone(
  deps: JobDeps,
  request: Request,
  only?: ReadonlySet<string>,
): Promise<boolean | null> {
  return read(deps, request, async () => {
    const parts = await partsOf(deps, request);
    return parts
      .filter(({ name, before, after }) => !isSame(before, after) && (!only || only.has(name)))
      .every(({ before, now }) => isSame(now, before));
  });
}

async function read(
  deps: JobDeps,
  request: Request,
  look: (job: Job) => Promise<boolean>,
): Promise<boolean | null> {
  try {
    return await look(jobOf(deps, request));
  } catch (error) {
    if (error instanceof UnreadablePlanError) throw error;
    deps.logger.warn({ err: error, request: request.id }, 'could not read whether a change is made');
    return null;
  }
}
