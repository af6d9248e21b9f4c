import { readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';

const cache = new Map<string, { mtimeMs: number; code: string }>();

/**
 * The JavaScript of a TypeScript file, its types blanked out, so that line numbers stay true in the browser's
 * developer tools. `undefined` when there is no such file.
 */
export async function browserModule(file: URL): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const known = cache.get(file.href);
  if (known?.mtimeMs === found.mtimeMs) return known.code;
  const code = stripTypeScriptTypes(await readFile(file, 'utf8'), { mode: 'strip' });
  cache.set(file.href, { mtimeMs: found.mtimeMs, code });
  return code;
}
