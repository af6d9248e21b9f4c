import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Core } from '../core.ts';
import { isRec, listOf, type Rec } from '../json.ts';
import { appMethods } from './apps.ts';
import { breakAnswer } from './break-answer.ts';
import { chatMethods, reactionMethods } from './chat.ts';
import { authorize, createRateLimits, ignoredArguments, type Received, readArguments } from './check-call.ts';
import { conversationMethods, membershipMethods } from './conversations.ts';
import { historyMethods } from './history.ts';
import { ApiError, type Method, missing } from './method.ts';
import { uploadMethods } from './uploads.ts';
import { generalMethods, userMethods } from './users.ts';
import { viewMethods } from './views.ts';

type Env = { Bindings: HttpBindings };

/** Everything of the Web API that the sandbox answers. */
export const methods: Readonly<Record<string, Method>> = {
  ...generalMethods,
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...historyMethods,
  ...membershipMethods,
  ...reactionMethods,
  ...uploadMethods,
  ...userMethods,
  ...viewMethods,
};

/** Slack's Web API: `POST /<method>`, to be mounted at `/api`. */
export function webApi(core: Core, enforceRateLimits: boolean): Hono<Env> {
  const limits = createRateLimits();
  return new Hono<Env>().all('/:method', async (c) => {
    const start = performance.now();
    const name = c.req.param('method');
    const log = (ok: boolean, error?: string) => {
      const ms = performance.now() - start;
      const told = { ...(error ? { error } : {}), ...(ignored.length ? { ignored } : {}) };
      core.log.add({ kind: 'api', method: name, ok, ...told, at: Date.now(), ms });
    };
    let ignored: readonly string[] = [];
    const received = await readArguments(c);
    const fault = core.faults.take(name, received?.args.channel);
    if (fault && !fault.tookEffect) {
      const broken = await breakAnswer(c, fault);
      if (broken) {
        log(false, faultName(fault));
        return broken;
      }
    }
    if (received) ignored = ignoredArguments(name, received.args);
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    const wait = enforceRateLimits && method && received && limits.exceeded(name, method, received.args);
    if (wait) {
      log(false, 'ratelimited');
      c.header('Retry-After', String(wait));
      return c.json({ ok: false, error: 'ratelimited' }, 429);
    }
    const answer = call(c, core, method, received);
    log(answer.ok === true, typeof answer.error === 'string' ? answer.error : undefined);
    const broken = fault?.tookEffect ? await breakAnswer(c, fault) : undefined;
    return broken ?? c.json(answer);
  });
}

function call(c: Context<Env>, core: Core, method: Method | undefined, received: Received | undefined): Rec {
  try {
    if (!method) throw new ApiError('unknown_method', { req_method: c.req.param('method') });
    if (!received) throw new ApiError('invalid_json');
    const granted = authorize(core, method, received.token);
    if (granted.size) c.header('X-OAuth-Scopes', [...granted].join(','));
    if (method.scopes.length) c.header('X-Accepted-OAuth-Scopes', method.scopes.join(','));
    const absent = method.required?.find(
      (name) => received.args[name] === undefined || received.args[name] === '',
    );
    if (absent) throw missing(absent);
    const answer = { ok: true, ...method.run(core, received.args) };
    return received.charsetMissing ? withWarning(answer, 'missing_charset') : answer;
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, error: error.code, ...error.fields };
    throw error;
  }
}

function withWarning(answer: Rec, warning: string): Rec {
  const metadata = isRec(answer.response_metadata) ? answer.response_metadata : {};
  const warnings = [...listOf(metadata.warnings), warning];
  return { ...answer, warning: warnings.join(','), response_metadata: { ...metadata, warnings } };
}

function faultName(fault: { status?: number; error?: string; hang?: boolean; reset?: boolean }): string {
  return fault.error ?? (fault.hang ? 'hang' : fault.reset ? 'reset' : String(fault.status ?? 'html'));
}
