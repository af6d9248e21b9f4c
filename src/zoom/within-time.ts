import { ZoomError } from './zoom-error.ts';

/**
 * Waits for a token no longer than the call may take. The request for the token goes on: other callers wait for
 * it too.
 *
 * @throws {ZoomError} with operation `token`, `zoom-timeout` or `cancelled`.
 */
export async function withinTime<T>(
  work: Promise<T>,
  { signal, caller }: { signal: AbortSignal; caller?: AbortSignal },
): Promise<T> {
  const tooLate = () =>
    new ZoomError({
      operation: 'token',
      kind: caller?.aborted ? 'cancelled' : 'zoom-timeout',
      effect: 'none',
    });
  // Whoever stops waiting must not leave a rejection that nobody hears.
  work.catch(() => {});
  if (signal.aborted) throw tooLate();
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(tooLate());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}
