import type { z } from 'zod';
import { type Body, isRecord, readBody } from './answer.ts';
import { type CallInfo, classify, lost } from './errors/classify.ts';
import { type HttpAnswer, type HttpFault, send } from './http.ts';
import { createLimiter, type SlotRequest } from './limits/limiter.ts';
import { isBulk, maxWait } from './limits/limits.ts';
import type { Slot } from './limits/slot-queue.ts';
import type { Operation, Parameters } from './operation.ts';
import { type OperationName, operations } from './operations.ts';
import type { CallOptions, ZoomOptions } from './options.ts';
import { readAnswer } from './read-answer.ts';
import { buildPath, encodeBody } from './request.ts';
import { withRetries } from './retry.ts';
import { hideSecrets } from './secrets.ts';
import { apiUrlFor } from './token/api-url.ts';
import type { Token } from './token/request-token.ts';
import { createTokens } from './token/tokens.ts';
import { ZoomError } from './zoom-error.ts';

type Table = typeof operations;
type RequestBody<O> = O extends { request: infer S extends z.ZodType } ? z.input<S> : undefined;
type Answer<O> = O extends { response: infer S extends z.ZodType } ? z.output<S> & Skipped : undefined;

/** How many rows of the answer's list could not be read; absent when all could. */
interface Skipped {
  readonly skippedRows?: number;
}

type Path<N extends OperationName> = Readonly<Record<Parameters<Table[N]['path']>, string>>;

/** What goes into a call. */
interface Input<N extends OperationName> {
  readonly path?: Path<N>;
  /** Parameters that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: RequestBody<Table[N]>;
}

/** Makes the calls of the operations table. */
export interface Client {
  /**
   * @returns Zoom's answer, checked; undefined where Zoom answers with an empty body.
   * @throws {ZoomError} for whatever goes wrong on the way to Zoom, there, or on the way back.
   * @throws {TypeError} for an id or a body that must not be sent: a programming error.
   */
  call<N extends OperationName>(name: N, input: Input<N>, options?: CallOptions): Promise<Answer<Table[N]>>;
  /** Makes no more calls; other processes may have this one's share of Zoom's rate limits. */
  close(): Promise<void>;
}

/** How long something may take, and who may cancel it earlier. */
interface TimeLimit {
  /** Either of the two below. */
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
  readonly caller: AbortSignal | undefined;
  /** Call it when it is over. A deadline that passes later creates an error with a stack, which nobody reads. */
  end(): void;
}

/** One call, ready to be sent as often as it takes. */
interface PreparedCall extends CallInfo {
  readonly operation: OperationName;
  readonly definition: Operation;
  /** Path and query below the base of the API. */
  readonly path: string;
  readonly body: string | Uint8Array | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** What must be in no error and no log. */
  readonly secrets: readonly string[];
}

/** Ties together token, rate limits, request, retries and the reading of the answer. */
export function createClient(settings: ZoomOptions): Client {
  const options = { timeoutMs: 10_000, ...settings };
  const { plan = 'pro', accountId, sharedState, logger, telemetry } = options;
  const tokens = createTokens(options);
  const limiter = createLimiter({ plan, accountId, sharedState, logger });

  async function call(name: OperationName, input: Input<OperationName>, callOptions: CallOptions = {}) {
    const { signal: caller, priority = 'person' } = callOptions;
    const prepared = await prepare(name, input);
    const { definition } = prepared;
    // For a person the time limit includes the wait for a slot; other work may wait longer.
    const extra = priority === 'person' ? 0 : maxWait[priority];
    const limit = timeLimit(options.timeoutMs + extra, caller);
    const { signal } = limit;
    const slotRequest: SlotRequest = { operation: name, label: definition.rate, priority, signal };

    const attempt = async (token: Token) => {
      const slot = await acquireSlot(slotRequest, caller);
      const sending = extra ? timeLimit(options.timeoutMs, caller) : limit;
      try {
        return await execute(prepared, token, sending);
      } catch (error) {
        if (error instanceof ZoomError) limiter.refused(slotRequest, error, !prepared.changes);
        throw error;
      } finally {
        slot.release();
        if (sending !== limit) sending.end();
      }
    };
    const longestWait = isBulk(priority) ? maxWait[priority] : undefined;
    const run = (token: Token) =>
      withRetries({ idempotent: definition.idempotent, signal, logger, longestWait }, () => attempt(token));

    let token: Token | undefined;
    try {
      token = tokens.current() ?? (await withinTime(tokens.get(), limit));
      return await run(token);
    } catch (error) {
      if (!(token && error instanceof ZoomError)) throw error;
      if (error.kind === 'missing-scopes' && !definition.optional) tokens.outgrow(token);
      // Zoom refuses an invalid token before it looks at the call, so any call may be repeated.
      if (error.kind !== 'token-refused' && error.status !== 401) throw error;
      return await run(await withinTime(tokens.renew(token), limit));
    } finally {
      limit.end();
    }
  }

  async function prepare(name: OperationName, input: Input<OperationName>): Promise<PreparedCall> {
    const definition: Operation = operations[name];
    const parameters: Readonly<Record<string, string>> = input.path ?? {};
    const { body, contentType, secrets } = await encodeBody(name, definition, input.body);
    return {
      operation: name,
      definition,
      changes: definition.method !== 'GET',
      userId: parameters.userId,
      path: buildPath(definition, parameters, input.query),
      body,
      headers: contentType === undefined ? {} : { 'Content-Type': contentType },
      secrets,
    };
  }

  async function acquireSlot(request: SlotRequest, caller: AbortSignal | undefined): Promise<Slot> {
    try {
      return await limiter.acquire(request);
    } catch (error) {
      if (!caller?.aborted) throw error;
      throw new ZoomError({ operation: request.operation, kind: 'cancelled', effect: 'none' });
    }
  }

  async function execute(prepared: PreparedCall, token: Token, limit: TimeLimit): Promise<unknown> {
    const started = performance.now();
    const { operation, definition, path, body: sent } = prepared;
    const url = apiUrlFor(options.apiUrl, token.apiUrl) + path;
    const headers = { Authorization: `Bearer ${token.value}`, ...prepared.headers };
    let answer: HttpAnswer;
    try {
      const request = { operation, method: definition.method, url, headers, body: sent };
      answer = await send(request, limit.signal, telemetry, options.wayOut);
    } catch (fault) {
      throw lost(prepared, fault as HttpFault, limit.deadline, limit.caller);
    }
    const ms = Math.round(performance.now() - started);
    const body = readBody(hideSecrets(answer.text, [token.value, options.clientSecret]));
    const error = classify(prepared, answer, body);
    logger.debug({ zoom: operation, status: answer.status, code: error?.code, ms }, 'Zoom: answer');
    if (error?.kind === 'unreadable-answer') {
      const oddities = [{ path: 'answer', expected: 'JSON' }];
      logger.warn(
        { zoom: operation, status: answer.status, oddities },
        'Zoom: an answer that cannot be read',
      );
    }
    if (error) throw error.without(prepared.secrets);
    return checkedAnswer(prepared, answer, body, logger);
  }

  return { call: call as Client['call'], close: limiter.close };
}

/**
 * Whether a success is Zoom's word that the change was made: it has the documented status, or says so with code 0. A
 * proxy answers 200 with something of its own, and 202 is only a promise.
 */
function confirms({ changes, definition }: PreparedCall, { status }: HttpAnswer, body: Body): boolean {
  if (!changes || status === definition.success) return true;
  return body.kind === 'json' && isRecord(body.value) && body.value.code === 0;
}

/**
 * What can be understood of the answer by the operation's schema; a success that cannot be read, or that does not
 * confirm a change, leaves the change in doubt. The log names what was odd, and none of its values.
 */
function checkedAnswer(
  call: PreparedCall,
  answer: HttpAnswer,
  body: Body,
  logger: ZoomOptions['logger'],
): unknown {
  const { operation, definition, changes } = call;
  const unreadable = () =>
    new ZoomError({
      operation,
      kind: 'unreadable-answer',
      status: answer.status,
      effect: changes ? 'unknown' : 'none',
    });
  if (!confirms(call, answer, body)) {
    const oddities = [{ path: 'status', expected: String(definition.success) }];
    logger.warn({ zoom: operation, status: answer.status, oddities }, 'Zoom: an answer that cannot be read');
    throw unreadable();
  }
  if (!definition.response) return undefined;
  const { data, oddities, skipped } = readAnswer(
    definition.response,
    body.kind === 'json' ? body.value : undefined,
  );
  const isReadable = data !== undefined || oddities.length === 0;
  if (!isReadable) logger.warn({ zoom: operation, oddities }, 'Zoom: an answer that cannot be read');
  else if (skipped > 0) logger.warn({ zoom: operation, skipped, oddities }, 'Zoom: odd rows were skipped');
  else if (oddities.length > 0) logger.debug({ zoom: operation, oddities }, 'Zoom: odd fields were ignored');
  if (isReadable) return skipped > 0 ? { ...(data as object), skippedRows: skipped } : data;
  throw unreadable();
}

function timeLimit(ms: number, caller: AbortSignal | undefined): TimeLimit {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), ms).unref();
  const deadline = clock.signal;
  const signal = caller ? AbortSignal.any([deadline, caller]) : deadline;
  return { signal, deadline, caller, end: () => clearTimeout(timer) };
}

/**
 * Waits for a token no longer than the call may take. The request for the token goes on: other callers wait for
 * it too.
 *
 * @throws {ZoomError} with operation `token`, `zoom-timeout` or `cancelled`.
 */
async function withinTime<T>(work: Promise<T>, { signal, caller }: TimeLimit): Promise<T> {
  const tooLate = () =>
    new ZoomError({
      operation: 'token',
      kind: caller?.aborted ? 'cancelled' : 'zoom-timeout',
      effect: 'none',
    });
  // The work may fail after nothing waits for it any more: that is no unhandled rejection.
  work.catch(() => {});
  if (signal.aborted) throw tooLate();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(tooLate());
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
