import type { Hono } from 'hono';
import { z } from 'zod';
import type { ConditionsSwitch } from './conditions.ts';
import type { ZoomSandbox } from './zoom/server.ts';
import { zoomPanel } from './zoom-panel.ts';

/** What the page's side panel and header work on. */
export interface Controlled {
  readonly zoom: ZoomSandbox;
  readonly conditions: () => ConditionsSwitch;
  readonly reset: () => Promise<void>;
}

const conditionsBody = z.object({
  zoom: z.enum(['fine', 'slow', 'down']),
  slack: z.enum(['fine', 'slow']),
});

/**
 * `GET /sandbox/zoom`: the Zoom account, its newest calls and the conditions; `POST /sandbox/conditions` sets them,
 * `POST /sandbox/reset` puts everything back. The local Slack has refused other sites before it comes here.
 */
export function mountControls(app: Hono, { zoom, conditions, reset }: Controlled): void {
  app.get('/sandbox/zoom', (c) => c.json({ ...zoomPanel(zoom), conditions: conditions().now }));
  app.post('/sandbox/conditions', async (c) => {
    const body = conditionsBody.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ ok: false, error: 'invalid_request' }, 400);
    conditions().set(body.data);
    return c.json({ ok: true });
  });
  app.post('/sandbox/reset', async (c) => {
    await reset();
    return c.json({ ok: true });
  });
}
