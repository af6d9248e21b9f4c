import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ZoomAccount } from './account.ts';
import { exactBody, exactText } from './exact-json.ts';
import { type Fault, type Faults, needsReply, play } from './faults.ts';
import type { Journal, ZoomCall } from './journal.ts';
import type { RateLimit } from './rate-limit.ts';
import { Refusal, type Reply } from './refusal.ts';
import type { Route } from './route.ts';
import { picturePath } from './routes/picture.ts';
import { routes } from './routes.ts';
import type { Tokens } from './token.ts';

/** The parts that the HTTP side of the sandbox works on. */
interface Parts {
  account: ZoomAccount;
  tokens: Tokens;
  faults: Faults;
  journal: Journal;
  /** Everything as it was at the start. */
  reset(): void;
  rateLimit: RateLimit;
}

type Env = { Bindings: HttpBindings };

/** Zoom's HTTP side: the token endpoint and the API below `/v2`. */
export function createApp(parts: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.post('/oauth/token', (c) =>
    answer(parts, c, 'token', async () =>
      parts.tokens.grant({
        authorization: c.req.header('authorization') ?? '',
        contentType: c.req.header('content-type') ?? '',
        query: new URL(c.req.url).searchParams,
        body: await c.req.text(),
        origin: new URL(c.req.url).origin,
      }),
    ),
  );
  for (const route of routes) {
    app.on(route.method, `/v2${route.path}`, (c) =>
      answer(parts, c, route.operation, async () => {
        parts.tokens.check(c.req.header('authorization') ?? '', route.scope);
        const limited = parts.rateLimit.refuse(parts.account, route);
        if (limited) return limited;
        refusePrivilege(parts.account, route);
        return handle(parts, c, route);
      }),
    );
  }
  app.route('/sandbox', controlRoutes(parts.faults, parts.journal, parts.reset));
  app.get('/p/v2/*', (c) => showPicture(parts.account, c.req.path));
  app.all('*', (c) =>
    answer(parts, c, undefined, async () => {
      throw new Refusal(404, 2300, 'This API endpoint is not recognized.');
    }),
  );
  return app;
}

async function handle({ account, journal }: Parts, c: Context<Env>, route: Route): Promise<Reply> {
  const url = new URL(c.req.url);
  const form = route.multipart ? await readForm(c) : undefined;
  const withBody = !route.multipart && route.method !== 'GET' && route.method !== 'DELETE';
  return route.handle({
    account,
    params: c.req.param() as Record<string, string>,
    query: url.searchParams,
    origin: url.origin,
    body: withBody ? await readJson(c) : {},
    ...(form ? { form } : {}),
    changed: (userId, what) => journal.change({ at: new Date(), operation: route.operation, userId, what }),
  });
}

/** A profile picture, where `pic_url` of the user says it is; like Zoom's, it needs no token. */
function showPicture({ users }: ZoomAccount, path: string): Response {
  const picture = users.find((user) => user.picture && picturePath(user) === path)?.picture;
  if (!picture) return new Response('Not found', { status: 404 });
  const headers = { 'Content-Type': picture.type, 'X-Content-Type-Options': 'nosniff' };
  return new Response(Buffer.from(picture.bytes), { headers });
}

async function readForm(c: Context<Env>): Promise<FormData | undefined> {
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) return undefined;
  return c.req.raw.formData().catch(() => undefined);
}

async function readJson(c: Context<Env>): Promise<Record<string, unknown>> {
  const refusal = new Refusal(400, 300, 'Request Body should be a valid JSON object.');
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw refusal;
  const body = exactBody(await c.req.text());
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refusal;
  return body as Record<string, unknown>;
}

/** Carries out a call, or lets a fault strike; writes it down either way. */
async function answer(
  { faults, journal }: Parts,
  c: Context<Env>,
  operation: string | undefined,
  work: () => Promise<Reply>,
): Promise<Response> {
  const started = performance.now();
  const url = new URL(c.req.url);
  const note = (seen: Partial<ZoomCall>) =>
    journal.call({
      at: new Date(),
      method: c.req.method,
      path: url.pathname + url.search,
      ...(operation === undefined ? {} : { operation }),
      ...seen,
      ms: Math.round(performance.now() - started),
    });

  const fault = operation === undefined ? undefined : faults.take(operation);
  if (!fault) {
    const reply = await perform(work);
    note({ status: reply.status, ...refusalIn(reply.body) });
    if (operation !== undefined && operation !== 'token') await show(journal, c, operation, reply);
    return toResponse(reply);
  }
  const real = needsReply(fault) ? toResponse(await perform(work)) : new Response();
  const carriedOut = needsReply(fault) && real.status < 300;
  note({ ...seenOf(fault, real), ...(carriedOut ? { carriedOut } : {}) });
  return play(fault, c.env.incoming, real);
}

/** Passes a call and its answer to the observer, if there is one. */
async function show({ watch }: Journal, c: Context<Env>, operation: string, reply: Reply): Promise<void> {
  if (!watch) return;
  const url = new URL(c.req.url);
  const contentType = c.req.header('content-type') ?? '';
  const isForm = contentType.startsWith('multipart/');
  watch({
    operation,
    method: c.req.method,
    path: url.pathname.replace(/^\/v2/, '') + url.search,
    contentType,
    body: isForm ? '' : await c.req.text(),
    status: reply.status,
    answer: reply.body,
  });
}

async function perform(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.reply();
    throw error;
  }
}

/** Every answer of Zoom has a number that its support asks for; rivet hands it on as `trackingId`. */
function toResponse({ status, body, headers }: Reply): Response {
  const trackingId = `v=2.0;clid=us06;rid=WEB_${randomBytes(16).toString('hex')}`;
  const init = { status, headers: { 'x-zm-trackingid': trackingId, ...headers } };
  if (body === undefined) return new Response(null, init);
  return new Response(exactText(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

function seenOf(fault: Fault, real: Response): Partial<ZoomCall> {
  if (fault.kind === 'hang' || fault.kind === 'reset') return {};
  if (fault.kind === 'truncated' || fault.kind === 'slow' || fault.kind === 'late')
    return { status: real.status };
  return { status: fault.status ?? (fault.kind === 'html' ? 502 : 500), ...refusalIn(fault.body) };
}

function refusalIn(body: unknown): { code?: number; message?: string } {
  const { code, message } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return {
    ...(typeof code === 'number' ? { code } : {}),
    ...(typeof code === 'number' && typeof message === 'string' ? { message } : {}),
  };
}

/** Refuses a call that the role of the app's user does not allow, whatever the scopes of the token. */
function refusePrivilege(account: ZoomAccount, route: Route): void {
  const needed = route.privilege ?? (route.method === 'GET' ? 'User:Read' : 'User:Edit');
  if (account.privileges.includes(needed)) return;
  const usual = `Invalid access token. Does not contain permissions [${needed}].`;
  throw new Refusal(400, 200, route.noPrivilege ?? usual);
}

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
function controlRoutes(faults: Faults, journal: Journal, reset: () => void): Hono {
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
