import type { Store } from '../store/open.ts';
import type { State } from '../store/schema.ts';
import { latest } from './days.ts';
import type { LicenceFacts } from './protections.ts';

const underWay: readonly State[] = ['drafted', 'pending', 'approved', 'running', 'unknown', 'undoing'];

/**
 * What Frontdesk's own requests say of somebody's licence.
 *
 * @param heldSince since when the scans have seen it; a later change by a request counts instead
 * @param after changes before this time are too old to matter: milliseconds since the epoch
 * @param without a request that does not count: the one that asks
 */
export async function factsFromRequests(
  { db }: Pick<Store, 'db'>,
  zoomId: string,
  heldSince: number | null,
  after: number,
  without = '',
): Promise<LicenceFacts> {
  const about = db
    .selectFrom('requests')
    .select(['state', 'due_at', 'updated_at'])
    .where('resource', '=', 'licence')
    .where('subject_zoom_id', '=', zoomId)
    .where('id', '<>', without);
  // Two queries, as each has an index.
  const ended = await about.where('due_at', 'is', null).execute();
  const rows = [...ended, ...(await about.where('due_at', 'is not', null).execute())];
  const changes = rows.filter(
    ({ state, updated_at }) => (state === 'done' || state === 'undone') && updated_at >= after,
  );
  return {
    granted: rows.some(({ state, due_at }) => state === 'done' && due_at !== null),
    requestOpen: rows.some(({ state }) => underWay.includes(state)),
    licensedSince: latest(heldSince, ...changes.map(({ updated_at }) => updated_at)),
  };
}
