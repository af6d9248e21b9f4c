import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Store } from '../store/open.ts';
import { createMeter, tellBuild } from './meter.ts';
import { createStoreFigures } from './store-figures.ts';
import type { Meter } from './telemetry.ts';

/** Everything that is counted, as Prometheus reads it. */
export interface Figures {
  readonly meter: Meter;
  readonly contentType: string;
  read(): Promise<string>;
}

/** Begins to count. Loading it costs time at the start, so it is loaded once the bot is ready. */
export function startFigures(watched: {
  readonly store: Store;
  readonly mode: 'http' | 'socket';
  readonly version: string;
}): Figures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const meter = createMeter(registry);
  tellBuild(registry, { version: watched.version, store: watched.store.kind, mode: watched.mode });
  const refresh = createStoreFigures(registry, watched.store);
  return {
    meter,
    contentType: registry.contentType,
    async read() {
      await refresh();
      return registry.metrics();
    },
  };
}
