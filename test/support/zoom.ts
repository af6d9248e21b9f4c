import { afterAll, beforeEach } from 'vitest';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';

/** A local Zoom for the tests of a file, as on the first morning before each of them. */
export async function useZoom(): Promise<ZoomSandbox> {
  const sandbox = await startZoom();
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.close());
  return sandbox;
}
