import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bad, type Finding, good, warning } from './finding.ts';
import { judgeTables } from './judge-tables.ts';

const MEGABYTE = 1_048_576;
const LITTLE = 1_024 * MEGABYTE;
const TOO_LITTLE = 50 * MEGABYTE;

/** The embedded database's file, its key and its disk. It is opened as the bot would, and nothing is written. */
export async function checkSqlite(
  file: string,
  keyGiven: boolean,
  running: () => Promise<boolean>,
): Promise<Finding[]> {
  const folder = nearestFolder(file);
  return [
    ...(await checkFile(file, folder, running)),
    ...(keyGiven ? [] : checkKey(`${file}.key`, existsSync(file))),
    checkDisk(folder),
  ];
}

async function checkFile(file: string, folder: string, running: () => Promise<boolean>): Promise<Finding[]> {
  const mend = `Let the user who starts the bot write to ${folder}, or set DATABASE_URL to another place.`;
  try {
    accessSync(existsSync(file) ? file : folder, constants.R_OK | constants.W_OK);
  } catch {
    return [bad('database', `${file} cannot be written.`, mend)];
  }
  if (!existsSync(file)) return [good('database', `${file} will be made at the first start.`)];
  try {
    const database = new DatabaseSync(file);
    try {
      database.exec('PRAGMA busy_timeout=500; BEGIN IMMEDIATE; ROLLBACK;');
      return [good('database', `${file} can be written.`), judgeTables(stepsIn(database))];
    } finally {
      database.close();
    }
  } catch (error) {
    const reason = (error as Error).message;
    if (!/locked|busy/i.test(reason)) {
      return [bad('database', `${file} cannot be opened (${reason}).`, 'Restore it from your backup.')];
    }
    if (await running())
      return [good('database', `${file} is in use by the running Frontdesk, as it should be.`)];
    return [
      bad(
        'database',
        `${file} is in use by another process, and no Frontdesk answers on PORT.`,
        'Find it (lsof, fuser) and stop it. One process uses the file; for several, use PostgreSQL.',
      ),
    ];
  }
}

function stepsIn(database: DatabaseSync): string[] {
  const there = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'kysely_migration'").get();
  if (!there) return [];
  return database
    .prepare('SELECT name FROM kysely_migration')
    .all()
    .map((row) => String(row.name));
}

function checkKey(key: string, databaseThere: boolean): Finding[] {
  if (!existsSync(key)) {
    return databaseThere
      ? [
          warning(
            'key',
            `${key} is gone: the next start makes a new one, and open requests lose their way back to the person.`,
            'Restore it from the backup that the database comes from.',
          ),
        ]
      : [];
  }
  const mode = statSync(key).mode & 0o777;
  if ((mode & 0o077) === 0) return [good('key', `${key} is for its owner's eyes alone.`)];
  return [warning('key', `${key} can be read by others (mode ${mode.toString(8)}).`, `chmod 600 ${key}`)];
}

function checkDisk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const says = `${free > LITTLE ? `${Math.floor(free / LITTLE)} GB` : `${Math.floor(free / MEGABYTE)} MB`} are free on its disk.`;
  if (free > LITTLE) return good('disk', says);
  const mend = 'Make room, or move the database (DATABASE_URL).';
  return free > TOO_LITTLE ? warning('disk', says, mend) : bad('disk', says, mend);
}

function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}
