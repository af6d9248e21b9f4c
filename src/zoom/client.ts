import type { z } from 'zod';
import { readBody } from './answer.ts';
import { type Asked, classify } from './errors/classify.ts';
import { lost } from './errors/lost.ts';
import { type HttpAnswer, type HttpFault, send } from './http.ts';
import { createLimiter, type Wish } from './limits/limiter.ts';
import { patience } from './limits/priority.ts';
import { observed } from './observed.ts';
import type { Operation, Parameters } from './operation.ts';
import { type OperationName, operations } from './operations.ts';
import type { CallOptions, ZoomOptions } from './options.ts';
import { buildPath } from './path.ts';
import { encodeBody, type RequestBody } from './request-body.ts';
import { withRetries } from './retry.ts';
import { hideSecrets } from './secrets.ts';
import { createTokens } from './token/tokens.ts';
import { withinTime } from './within-time.ts';
import { ZoomError } from './zoom-error.ts';

type Table = typeof operations;
type Body<O> = O extends { request: infer S extends z.ZodType } ? z.input<S> : undefined;
type Answer<O> = O extends { response: infer S extends z.ZodType } ? z.output<S> : undefined;
type Path<N extends OperationName> = Readonly<Record<Parameters<Table[N]['path']>, string>>;

/** What goes into a call. */
export interface Input<N extends OperationName> {
  readonly path?: Path<N>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Body<Table[N]>;
}

/** Makes the calls of the operations table. */
export interface Client {
  /**
   * @returns Zoom's answer, checked; undefined where Zoom answers with an empty body.
   * @throws {ZoomError} whatever goes wrong on the way to Zoom, there, or on the way back.
   * @throws {TypeError} for an id or a body that must not be sent: a programming error.
   */
  call<N extends OperationName>(name: N, input: Input<N>, options?: CallOptions): Promise<Answer<Table[N]>>;
  /** Makes no more calls; other processes may have this one's share of Zoom's rate limits. */
  close(): Promise<void>;
}

/** Ties together token, rate limits, request, retries and the reading of the answer. */
export function createClient(settings: ZoomOptions): Client {
  const options = { timeoutMs: 10_000, ...settings };
  const { logger } = options;
  const base = options.apiUrl.replace(/\/+$/, '');
  const tokens = createTokens(options);
  const { plan = 'pro', accountId, sharedState } = options;
  const limiter = createLimiter({ plan, accountId, sharedState, logger });

  async function attempt(
    asked: Asked & { operation: OperationName },
    operation: Operation,
    request: RequestBody & { url: string },
    token: string,
    limits: { signal: AbortSignal; deadline: AbortSignal; caller?: AbortSignal },
  ): Promise<unknown> {
    const started = performance.now();
    const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
    const { url, body: sent, contentType, secrets } = request;
    if (contentType !== undefined) headers['Content-Type'] = contentType;
    let answer: HttpAnswer;
    try {
      const { method } = operation;
      const outgoing = { method, url, headers, ...(sent === undefined ? {} : { body: sent }) };
      answer = await observed(options.telemetry, asked.operation, () => send(outgoing, limits.signal));
    } catch (fault) {
      throw lost(asked, fault as HttpFault, limits.deadline, limits.caller);
    }
    const ms = Math.round(performance.now() - started);
    const text = hideSecrets(answer.text, [token, options.clientSecret]);
    const body = readBody(text);
    const error = classify(asked, answer, body);
    logger.debug({ zoom: asked.operation, status: answer.status, code: error?.code, ms }, 'Zoom: answer');
    if (error) throw error.without(secrets);
    return checkedAnswer(asked, operation, answer, body);
  }

  async function call(
    name: OperationName,
    input: Input<OperationName>,
    { signal: caller, priority = 'person' }: CallOptions = {},
  ) {
    const operation: Operation = operations[name];
    const path: Readonly<Record<string, string>> = input.path ?? {};
    const request = {
      url: base + buildPath(operation, path, input.query),
      ...(await encodeBody(name, operation, input.body)),
    };
    // A person waits no longer than that for everything together; other work may stand in line for longer.
    const waiting = priority === 'person' ? 0 : patience[priority];
    const limits = within(options.timeoutMs + waiting, caller);
    const { signal } = limits;
    const asked = {
      operation: name,
      changes: operation.method !== 'GET',
      ...(path.userId === undefined ? {} : { userId: path.userId }),
    };
    const wish = { operation: name, label: operation.rate, priority, signal };
    const inTurn = async (token: string) => {
      const turn = await takeTurn(wish, caller);
      try {
        return await attempt(
          asked,
          operation,
          request,
          token,
          waiting ? within(options.timeoutMs, caller) : limits,
        );
      } catch (error) {
        if (error instanceof ZoomError) limiter.refused(wish, error, !asked.changes);
        throw error;
      } finally {
        turn.done();
      }
    };
    const longestWait = priority === 'bulk' ? patience.bulk : undefined;
    const run = (token: string) =>
      withRetries({ idempotent: operation.idempotent, signal, logger, longestWait }, () => inTurn(token));

    const token = await withinTime(tokens.get(), limits);
    try {
      return await run(token);
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      if (error.kind === 'missing-scopes' && !operation.neighbour) tokens.outgrow(token);
      // Zoom refuses a dead token before it looks at the call, so the call may be repeated, whatever it is.
      if (error.kind !== 'token-refused' && error.status !== 401) throw error;
      return run(await withinTime(tokens.renew(token), limits));
    }
  }

  const takeTurn = (wish: Wish, caller?: AbortSignal) =>
    limiter.take(wish).catch((error: ZoomError) => {
      if (!caller?.aborted) throw error;
      throw new ZoomError({ operation: wish.operation, kind: 'cancelled', effect: 'none' });
    });

  return { call: call as Client['call'], close: limiter.close };
}

/** The time that something may take, and who may call it off earlier. */
function within(ms: number, caller?: AbortSignal) {
  const deadline = AbortSignal.timeout(ms);
  return caller
    ? { signal: AbortSignal.any([deadline, caller]), deadline, caller }
    : { signal: deadline, deadline };
}

/** The answer as the operation's schema has it; a success that cannot be read leaves a change in doubt. */
function checkedAnswer(
  asked: Asked & { operation: OperationName },
  operation: Operation,
  answer: HttpAnswer,
  body: ReturnType<typeof readBody>,
): unknown {
  if (!operation.response) return undefined;
  const checked = operation.response.safeParse(body.kind === 'json' ? body.value : undefined);
  if (checked.success) return checked.data;
  throw new ZoomError({
    operation: asked.operation,
    kind: 'unreadable-answer',
    status: answer.status,
    effect: asked.changes ? 'unknown' : 'none',
  });
}
