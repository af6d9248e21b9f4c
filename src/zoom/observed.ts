import { noTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import type { HttpAnswer } from './http.ts';

/** What calls to Zoom are told to: a figure and a span each. */
export type Observer = Pick<Telemetry, 'zoomCall' | 'span'>;

/** Counts and traces one request to Zoom, by the operation's name and the status; never its path, which names people. */
export function observed(
  observer: Observer = noTelemetry,
  operation: string,
  sending: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const started = performance.now();
  const count = (status: number | null) =>
    observer.zoomCall(operation, status, (performance.now() - started) / 1_000);
  return observer.span(`zoom ${operation}`, { 'zoom.operation': operation }, async (span) => {
    try {
      const answer = await sending();
      count(answer.status);
      span.set({ 'http.response.status_code': answer.status });
      if (answer.status >= 400) span.fail(`HTTP ${answer.status}`);
      return answer;
    } catch (fault) {
      count(null);
      throw fault;
    }
  });
}
