import { Hono } from 'hono';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';

const fault = z.strictObject({
  operation: z.string().min(1).exactOptional(),
  times: z.int().min(1).default(1),
  kind: z.enum(['status', 'hang', 'reset', 'html', 'truncated', 'slow']),
  status: z.int().min(200).max(599).exactOptional(),
  body: z.unknown().exactOptional(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  afterApplying: z.boolean().exactOptional(),
  delayMs: z.int().min(0).exactOptional(),
});

/**
 * What a test in another process needs, below `/sandbox`: `POST /faults` and `DELETE /faults`, `POST /reset`,
 * `GET /calls` and `GET /changes`. Only JSON is taken, which no other site's page can send without being asked.
 */
export function controlRoutes(faults: Faults, journal: Journal, reset: () => void): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const isJson = c.req.header('content-type')?.startsWith('application/json');
    if (c.req.method !== 'POST' || isJson) return next();
    return c.json({ error: 'Send JSON, with content-type application/json' }, 415);
  });
  app.post('/faults', async (c) => {
    const read = fault.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return c.json({ error: z.prettifyError(read.error) }, 400);
    faults.add(read.data);
    return c.json({ ok: true });
  });
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json({ ok: true });
  });
  app.post('/reset', (c) => {
    reset();
    return c.json({ ok: true });
  });
  app.get('/calls', (c) => c.json(journal.calls));
  app.get('/changes', (c) => c.json(journal.changes));
  return app;
}
