import { readFileSync } from 'node:fs';
import type { Store } from '../store/open.ts';
import type { Figures } from './figures.ts';
import { createLateMeter } from './late-meter.ts';
import { noTracer, type Telemetry, type Tracer } from './telemetry.ts';
import type { Tracing } from './tracing.ts';

export interface OpenTelemetry extends Telemetry {
  /** Loads the figures, with what stands in the store and what runs here; what was counted before is not lost. */
  watch(store: Store, mode: 'http' | 'socket'): Promise<Figures>;
  /** Sends the last spans; resolves after two seconds at most. */
  close(): Promise<void>;
}

/**
 * The figures and traces of one bot. Tracing is loaded only when it is asked for: it costs time at the start, and memory.
 *
 * @param tracing where traces go; `null`: nowhere
 */
export async function createTelemetry(tracing: Tracing | null): Promise<OpenTelemetry> {
  const started = tracing
    ? await (await import('./start-tracing.ts')).startTracing(tracing, version())
    : null;
  const tracer: Tracer = started ?? noTracer;
  const { meter, arrived } = createLateMeter();
  let figures: Promise<Figures> | undefined;
  return {
    ...meter,
    span: tracer.span,
    watch(store, mode) {
      figures ??= import('./figures.ts').then(({ startFigures }) => {
        const begun = startFigures({ store, mode, version: version() });
        arrived(begun.meter);
        return begun;
      });
      return figures;
    },
    close: async () => started?.close(),
  };
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
