import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { ActionHandlers } from './actions/all.ts';
import type { Core } from './core.ts';
import { isRec, parseJson, type Rec } from './json.ts';
import { fileFor, snapshotOf } from './snapshot.ts';

const coalesceMs = 16;
const heartbeatMs = 15_000;

/** What the web page reads and does; see `desktop.ts`. Requests that another site makes are refused. */
export function desktopRoutes(core: Core, actions: ActionHandlers): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (isForeign(c.req.url, c.req.header('origin'), c.req.header('sec-fetch-site'))) {
      return c.json({ ok: false, error: 'cross_site' }, 403);
    }
    return next();
  });
  app.get('/state', (c) => {
    const user = c.req.query('user') ?? '';
    if (!core.workspace.users.has(user)) return c.json({ ok: false, error: 'user_not_found' }, 404);
    if (c.req.query('fresh') === '1') forgetEphemerals(core, user);
    c.header('Cache-Control', 'no-store');
    return c.json(snapshotOf(core, user));
  });
  app.get('/events', (c) => {
    const user = c.req.query('user') ?? '';
    if (!core.workspace.users.has(user)) return c.json({ ok: false, error: 'user_not_found' }, 404);
    return streamSSE(c, (stream) => follow(core, user, stream));
  });
  app.get('/files/:id/:name', (c) => {
    const file = fileFor(core.workspace, c.req.param('id'), c.req.query('user') ?? '');
    if (!file) return c.json({ ok: false, error: 'file_not_found' }, 404);
    return new Response(new Uint8Array(file.content), {
      headers: {
        'content-type': file.mimetype,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'x-content-type-options': 'nosniff',
      },
    });
  });
  app.post('/:action', async (c, next) => {
    const name = c.req.param('action');
    // The caller may have mounted a route of its own here.
    if (!Object.hasOwn(actions, name)) return next();
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json(badRequest, 415);
    const body = parseJson(await c.req.text());
    if (!isRec(body) || typeof body.user !== 'string') return c.json(badRequest, 400);
    return c.json(await run(actions, name as keyof ActionHandlers, body));
  });
  return app;
}

const badRequest = { ok: false, error: 'invalid_request' } as const;

/** Fields that an action may need, left blank. */
const blank = {
  channel: '',
  text: '',
  viewId: '',
  callbackId: '',
  actionId: '',
  value: '',
  locale: '',
  values: {},
  surface: {},
};

async function run(actions: ActionHandlers, name: keyof ActionHandlers, body: Rec): Promise<object> {
  // The shapes are the page's own; a missing field ends in an error word of the action, or in `invalid_request`.
  const action = actions[name] as (body: Rec) => Promise<object>;
  try {
    return await action({ ...blank, ...body });
  } catch {
    return badRequest;
  }
}

interface EventStream {
  writeSSE(message: { event: string; data: string }): Promise<void>;
  write(text: string): Promise<unknown>;
  onAbort(listener: () => void): void;
}

/** Sends the whole snapshot at once and after changes, those within one frame together. */
async function follow(core: Core, user: string, stream: EventStream): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    if (!core.workspace.users.has(user)) return;
    void stream.writeSSE({ event: 'snapshot', data: JSON.stringify(snapshotOf(core, user)) });
  };
  const unsubscribe = core.changes.onChange(() => {
    timer ??= setTimeout(send, coalesceMs);
  });
  const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs);
  send();
  await new Promise<void>((resolve) => stream.onAbort(resolve));
  unsubscribe();
  clearInterval(heartbeat);
  clearTimeout(timer);
}

function forgetEphemerals(core: Core, user: string): void {
  for (const channel of core.workspace.channels.values()) {
    const kept = channel.messages.filter((message) => message.visibleTo !== user);
    channel.messages.splice(0, channel.messages.length, ...kept);
  }
  core.changes.touch();
}

/** A browser names the page's origin; it must be this server's own, or another one of this machine. */
function isForeign(url: string, origin: string | undefined, site: string | undefined): boolean {
  if (origin === undefined) return site === 'cross-site';
  if (!URL.canParse(origin)) return true;
  const { host, hostname } = new URL(origin);
  return host !== new URL(url).host && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

const fault = z.strictObject({
  method: z.string().min(1),
  channel: z.string().min(1).exactOptional(),
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
 * What a test in another process needs beside the actions: `POST /faults` and `DELETE /faults`, `POST /reset`,
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
