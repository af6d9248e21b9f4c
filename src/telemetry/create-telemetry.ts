import { readFileSync } from 'node:fs';
import { direct, type WayOut } from '../network/way-out.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { noTracer, type Telemetry, type Tracer } from './telemetry.ts';
import type { Tracing } from './tracing.ts';

export interface OpenTelemetry extends Telemetry {
  readonly metrics: Metrics;
  /** Adds the metrics of the store, of the licences, of Slack and Zoom, and of this process. */
  readonly watch: ReturnType<typeof createMetrics>['watch'];
  /** Sends the last spans; resolves after two seconds at most. */
  close(): Promise<void>;
}

/**
 * Metrics and traces of one process. OpenTelemetry is loaded only when tracing is configured, because it takes time at
 * the start, and memory.
 *
 * @param tracing where traces are sent; `null`: nowhere
 */
export async function createTelemetry(
  tracing: Tracing | null,
  wayOut: WayOut = direct,
): Promise<OpenTelemetry> {
  const start = async (to: Tracing) =>
    (await import('./tracer.ts')).startTracing(to, version(), await wayOut.agentFor(to.url));
  const started = tracing ? await start(tracing) : null;
  const tracer: Tracer = started ?? noTracer;
  const { meter, metrics, watch } = createMetrics(version());
  return { ...meter, metrics, watch, span: tracer.span, close: async () => started?.close() };
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
