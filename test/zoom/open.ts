import { Keyv } from 'keyv';
import type { Fault } from '../../sandbox/zoom/faults.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { loadClient } from '../../src/zoom/http.ts';
import type { ZoomOptions } from '../../src/zoom/options.ts';
import { createZoom, type Zoom } from '../../src/zoom/zoom.ts';
import { ZoomError } from '../../src/zoom/zoom-error.ts';

/** Loaded first, so that it counts towards no time limit of a test. */
await loadClient();

/** A logger that keeps what it is told, to look for what must not be in it. */
export function listeningLogger() {
  const lines: unknown[][] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const logger = { debug: log, info: log, warn: log, error: log } as unknown as ZoomOptions['logger'];
  return { lines, logger };
}

/** The real client, on the local Zoom. */
export function connect(sandbox: ZoomSandbox, options: Partial<ZoomOptions> = {}): Zoom {
  return createZoom({
    ...sandbox.credentials,
    apiUrl: sandbox.apiUrl,
    oauthUrl: sandbox.oauthUrl,
    cache: new Keyv(),
    logger: listeningLogger().logger,
    timeoutMs: 3_000,
    ...options,
  });
}

/** The ZoomError that a call ends in; anything else fails the test. */
export async function failure(call: Promise<unknown>): Promise<ZoomError> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof ZoomError) return outcome.error;
  throw new Error(`expected a ZoomError, got ${JSON.stringify(outcome)}`, {
    cause: 'error' in outcome ? outcome.error : undefined,
  });
}

/** Calls of one operation that reached the sandbox. */
export const callsOf = (sandbox: ZoomSandbox, operation: string) =>
  sandbox.calls.filter((call) => call.operation === operation);

/** What goes wrong with the next calls of an operation: with one unless told. */
export type Strike = Partial<Fault> & Pick<Fault, 'kind'>;

/** Plans faults of a sandbox. @example strike('getUser', { kind: 'reset' }); */
export const striking =
  ({ faults }: ZoomSandbox) =>
  (operation: string, fault: Strike): void =>
    faults.add({ operation, times: 1, ...fault });

export { startZoom };
