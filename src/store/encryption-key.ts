import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The key for an embedded store: read from the file beside the database, made at the first start (mode 600).
 *
 * @throws when the file exists but does not hold 32 bytes in base64.
 */
export function keyBeside(databaseFile: string): Buffer {
  const file = `${databaseFile}.key`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${file} must hold 32 bytes in base64. Restore it, or delete it.`);
  return key;
}
