import type { Workplace } from '../support/workplace.ts';
import { query } from './support.ts';

/** A finished scan as the bot stores one, so that no test has to wait for a real one: 17 of 20 licences are in use. */
export async function storeScan(
  place: Workplace,
  age: number,
  missingScopes: readonly string[] = [],
): Promise<void> {
  const basis = missingScopes.length > 0 ? 'sign-in' : 'host reports';
  const result = { bought: 20, used: 17, basis, missingScopes };
  await query(
    place,
    `INSERT INTO licence_scans (id, state, started_at, phase, done, lease_until, heavy_calls, result_json)
     VALUES ($1, 'done', $2, 'checks', 0, 0, 0, $3)`,
    [`scan-${Math.random()}`, Math.floor(place.clock.now() - age), JSON.stringify(result)],
  );
}
