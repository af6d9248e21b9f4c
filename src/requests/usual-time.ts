import type { Store } from '../store/open.ts';

const LATELY = 21;
const ENOUGH = 3;

/**
 * How long it took lately until somebody decided, in milliseconds: the middle one of the last decisions. `null` where
 * there are too few to tell.
 */
export async function usualTime({ db }: Pick<Store, 'db'>): Promise<number | null> {
  const rows = await db
    .selectFrom('decisions')
    .innerJoin('requests', 'requests.id', 'decisions.request_id')
    .select(['decisions.decided_at as decided', 'requests.created_at as asked'])
    .orderBy('decisions.decided_at', 'desc')
    .limit(LATELY)
    .execute();
  if (rows.length < ENOUGH) return null;
  const times = rows.map((row) => Number(row.decided) - Number(row.asked)).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? null;
}
