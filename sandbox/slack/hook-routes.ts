import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { answerHook } from './answer-hook.ts';
import type { Core } from './core.ts';
import { parseJson } from './json.ts';
import { receiveUpload } from './receive-upload.ts';
import { breakAnswer } from './web-api/break-answer.ts';

type Env = { Bindings: HttpBindings };

/** `response_url`s, uploads, and the files that people chose: everything the app calls that is not the Web API. */
export function hookRoutes(core: Core): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/hooks/*', async (c) => {
    const start = performance.now();
    const fault = core.faults.take('response_url');
    const broken = fault && (await breakAnswer(c, fault));
    if (broken) return broken;
    const answer = reply(core, c.req.path, await c.req.text());
    const { status, error } = answer;
    const ms = performance.now() - start;
    core.log.add({
      kind: 'api',
      method: 'response_url',
      ok: !error,
      ...(error ? { error } : {}),
      at: Date.now(),
      ms,
    });
    return error ? c.json({ ok: false, error, ...answer.more }, status) : c.text('ok');
  });
  app.post('/upload/v1/:key', (c) => receiveUpload(c, core, c.req.param('key')));
  app.get('/files-pri/:key/:name', (c) => {
    const id = c.req.param('key').slice(core.workspace.team.id.length + 1);
    const file = core.workspace.files.get(id);
    const allowed = c.req.header('authorization') === `Bearer ${core.botToken}`;
    // Without a good token Slack shows its sign-in page, with status 200.
    if (!allowed || !core.workspace.scopes.has('files:read'))
      return c.html('<!doctype html><title>Sign in</title>');
    if (!file) return c.notFound();
    return new Response(new Uint8Array(file.content), { headers: { 'content-type': file.mimetype } });
  });
  return app;
}

interface Reply {
  readonly status: 200 | 400 | 404;
  readonly error?: string;
  readonly more?: { readonly response_metadata: { readonly messages: readonly string[] } };
}

function reply(core: Core, path: string, body: string): Reply {
  const target = core.responseUrls.use(path);
  if (typeof target === 'string') return { status: 404, error: target };
  const result = answerHook(core, target, parseJson(body));
  if (!('error' in result)) return { status: 200 };
  const messages = result.messages ? { more: { response_metadata: { messages: result.messages } } } : {};
  return { status: 400, error: result.error, ...messages };
}
