import { closeSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from '../log.ts';
import type { AnyDatabase } from './migrations/001-008.ts';

/** The tables stay as they are, for a reason that the operator can do something about. */
export class NotUpgradedError extends Error {}

/** What `user_version` of a SQLite file says while its tables are changed; 0 otherwise, and in the copy. */
const CHANGING = 1;

/**
 * Copies a SQLite database before its tables are changed: the way back to the version before. A start that follows one
 * which was cut off in the middle keeps the copy of that one.
 *
 * @param from the newest migration that the database has run
 * @returns to be ended when the tables are changed: then the copies of earlier upgrades go
 * @throws NotUpgradedError with a sentence for the operator
 */
export async function copyBeforeUpgrade(
  db: AnyDatabase,
  file: string,
  from: string,
  logger: Logger,
): Promise<{ end(): Promise<void> }> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  const known = copiesBeforeUpgrades(file);
  if (rows[0]?.user_version === CHANGING) return { end: () => setChanging(db, 0) };
  const copy = `${file}.before-upgrade-from-${from}`;
  const part = `${file}.part`;
  try {
    rmSync(part, { force: true });
    // Created first, so that it has mode 600 from the beginning.
    closeSync(openSync(part, 'wx', 0o600));
    await sql`vacuum into ${part}`.execute(db);
    renameSync(part, copy);
  } catch (error) {
    rmSync(part, { force: true });
    throw new NotUpgradedError(
      `${file} has to be brought up to date, and could not be copied before (${(error as Error).message}). Nothing was changed. Make room beside it, and start again.`,
    );
  }
  logger.info({ copy }, 'the database was copied before its tables are brought up to date');
  await setChanging(db, CHANGING);
  return {
    async end() {
      await setChanging(db, 0);
      for (const one of known) if (one !== copy) rmSync(one, { force: true });
    },
  };
}

function setChanging(db: AnyDatabase, version: number): Promise<void> {
  return sql
    .raw(`pragma user_version = ${version}`)
    .execute(db)
    .then(() => undefined);
}

/** The copies from before upgrades that are beside a database; none in a folder that is not there or may not be read. */
export function copiesBeforeUpgrades(file: string): string[] {
  const folder = dirname(file);
  const isCopy = (name: string) => name.startsWith(`${basename(file)}.before-upgrade-from-`);
  try {
    return readdirSync(folder)
      .filter(isCopy)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
