import { Hono } from 'hono';
import { z } from 'zod';
import type { Core } from './core.ts';
import { parseJson } from './json.ts';

const fault = z.strictObject({
  method: z.string().min(1),
  times: z.int().min(1).exactOptional(),
  status: z.int().min(400).max(599).exactOptional(),
  retryAfter: z.int().min(0).exactOptional(),
  error: z.string().min(1).exactOptional(),
  hang: z.boolean().exactOptional(),
  reset: z.boolean().exactOptional(),
  html: z.boolean().exactOptional(),
  delayMs: z.int().min(0).exactOptional(),
  tookEffect: z.boolean().exactOptional(),
});

/**
 * What a test in another process needs beside the deeds: `POST /faults` and `DELETE /faults`, `POST /reset`,
 * `GET /log`. Mounted below the desktop's routes, whose refusal of other sites holds here, too.
 */
export function controlRoutes(core: Core, reset: () => void): Hono {
  const app = new Hono();
  app.post('/faults', async (c) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json(notJson, 415);
    const read = fault.safeParse(parseJson(await c.req.text()));
    if (!read.success) return c.json({ ok: false, error: z.prettifyError(read.error) }, 400);
    core.faults.add(read.data);
    return c.json({ ok: true });
  });
  app.delete('/faults', (c) => {
    core.faults.clear();
    return c.json({ ok: true });
  });
  app.post('/reset', (c) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json(notJson, 415);
    reset();
    return c.json({ ok: true });
  });
  app.get('/log', (c) => c.json(core.log.entries));
  return app;
}

const notJson = { ok: false, error: 'Send JSON, with content-type application/json' } as const;
