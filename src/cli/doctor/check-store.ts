import { addressOf } from '../../config.ts';
import { checkPostgres } from './check-postgres.ts';
import { checkSqlite } from './check-sqlite.ts';
import { type Finding, skipped } from './finding.ts';
import type { Situation } from './situation.ts';

/** Whichever database `DATABASE_URL` names. */
export async function checkStore(situation: Situation): Promise<Finding[]> {
  const { DATABASE_URL: url, ENCRYPTION_KEY: key } = situation.set;
  if (!url) return [skipped('database', 'DATABASE_URL cannot be used.')];
  const address = addressOf(url, situation.folder);
  return address.kind === 'postgres'
    ? checkPostgres(address.url)
    : checkSqlite(address.file, Boolean(key), situation.running);
}
