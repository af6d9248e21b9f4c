import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { type Refusal, readWords } from './block-kit.ts';
import type { Core } from './core.ts';
import { isRec, parseJson, type Rec } from './json.ts';
import { addMessage, remove, rewrite } from './messages.ts';
import type { ReplyTarget } from './response-urls.ts';
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

/** What the app's answer did, or why Slack refused it. */
type HookResult = { readonly ok: true } | Refusal;

/**
 * An answer by `response_url` or in the acknowledgement of a command: a new message, ephemeral unless
 * `response_type` says `in_channel`, or the message that was acted on replaced or deleted. A command has no
 * original message: there `replace_original` says something new.
 */
export function answerHook(core: Core, target: ReplyTarget, body: unknown): HookResult {
  if (!isRec(body)) return { error: 'invalid_payload' };
  const channel = core.workspace.channels.get(target.channel);
  if (!channel) return { error: 'channel_not_found' };
  const original = channel.messages.find((message) => message.ts === target.messageTs);
  if (body.delete_original === true) {
    if (original) remove(core, channel, original.ts);
    return { ok: true };
  }
  const words = readWords(core.workspace, body);
  if ('error' in words) return words;
  if (body.replace_original === true && original) rewrite(core, original, words);
  else addMessage(core, channel, core.workspace.app.userId, words, audience(body, target));
  return { ok: true };
}

function audience(body: Rec, target: ReplyTarget): { visibleTo?: string } {
  return body.response_type === 'in_channel' ? {} : { visibleTo: target.user };
}

/** Takes the content of an upload, as a form's file or as it is; the length must be the one that was announced. */
async function receiveUpload(c: Context, core: Core, key: string): Promise<Response> {
  const upload = [...core.workspace.uploads.values()].find((one) => one.key === key);
  if (!upload || upload.content) return c.text('upload not found', 404);
  const content = await contentOf(c);
  if (content.byteLength !== upload.length) return c.text('wrong length', 400);
  upload.content = content;
  return c.text(`OK - ${content.byteLength}`);
}

async function contentOf(c: Context): Promise<Uint8Array> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return new Uint8Array(await c.req.arrayBuffer());
  const form = await c.req.formData();
  const [file] = [...form.values()].filter((value) => typeof value !== 'string');
  return new Uint8Array(file ? await file.arrayBuffer() : []);
}
