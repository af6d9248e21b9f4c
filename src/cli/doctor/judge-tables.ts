import { migrationNames } from '../../store/migrations.ts';
import { bad, type Finding, good } from './finding.ts';

/** The tables as this version needs them, from the steps that were made. */
export function judgeTables(made: readonly string[]): Finding {
  const newer = made.filter((name) => !migrationNames.includes(name));
  if (newer.length > 0) {
    return bad(
      'tables',
      `The tables were made by a newer Frontdesk (${newer.join(', ')}).`,
      'Start that version or a later one; it is not safe to go back.',
    );
  }
  const missing = migrationNames.length - made.length;
  return missing === 0
    ? good('tables', 'The tables are those of this version.')
    : good(
        'tables',
        `The next start brings the tables up to date (${missing} of ${migrationNames.length} steps).`,
      );
}
