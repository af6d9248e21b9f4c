import { relative } from 'node:path';

/**
 * Where the running bot answers. Linux takes at most 107 bytes as the path of a socket, so the shorter way to it is
 * taken: from the root, or from where this process runs.
 */
export function socketBeside(databaseFile: string): string {
  const path = `${databaseFile}.sock`;
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}
