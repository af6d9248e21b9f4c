import type { ZoomSandbox } from './zoom/server.ts';

/** What the page shows of the Zoom account beside the workspace: people, seats, the newest calls. */
export function zoomPanel(zoom: ZoomSandbox) {
  const { account } = zoom;
  return { account, calls: zoom.calls.slice(-30).reverse() };
}
