import { readFileSync } from 'node:fs';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Store } from '../store/open.ts';
import { createMeter, tellBuild } from './meter.ts';
import { createStoreFigures } from './store-figures.ts';
import { noTracer, type Telemetry, type Tracer } from './telemetry.ts';
import type { Tracing } from './tracing.ts';

export interface OpenTelemetry extends Telemetry {
  /** Adds what stands in the store, and what runs here. */
  watch(store: Store, mode: 'http' | 'socket'): void;
  /** Everything counted, as Prometheus reads it. */
  readonly metrics: { readonly contentType: string; read(): Promise<string> };
  /** Sends the last spans; resolves after two seconds at most. */
  close(): Promise<void>;
}

/**
 * The figures and traces of one bot. Tracing is loaded only when it is asked for: it costs time at the start, and memory.
 *
 * @param tracing where traces go; `null`: nowhere
 */
export async function createTelemetry(tracing: Tracing | null): Promise<OpenTelemetry> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const started = tracing
    ? await (await import('./start-tracing.ts')).startTracing(tracing, version())
    : null;
  const tracer: Tracer = started ?? noTracer;
  let refresh = async () => {};
  return {
    ...createMeter(registry),
    span: tracer.span,
    watch(store, mode) {
      tellBuild(registry, { version: version(), store: store.kind, mode });
      refresh = createStoreFigures(registry, store);
    },
    metrics: {
      contentType: registry.contentType,
      async read() {
        await refresh();
        return registry.metrics();
      },
    },
    close: async () => started?.close(),
  };
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
