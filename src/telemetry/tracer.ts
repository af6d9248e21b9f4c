import type { Agent } from 'node:http';
import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { inLogContext } from '../log.ts';
import type { Attributes, Tracer } from './telemetry.ts';
import type { Tracing } from './tracing.ts';

/** How long closing waits for the collector, in milliseconds. */
const CLOSE_TIME = 2_000;

/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP. Nothing is registered globally, so that libraries
 * with instrumentation of their own, which might put addresses into attributes, record nothing.
 *
 * @param agent goes through the proxy on the way to the collector; none: directly
 */
export function startTracing(
  tracing: Tracing,
  version: string,
  agent?: Agent,
): Tracer & { close(): Promise<void> } {
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ 'service.name': tracing.serviceName, 'service.version': version })),
    sampler: samplerOf(tracing),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: tracing.url,
          headers: tracing.headers,
          ...(agent ? { httpAgentOptions: () => agent } : {}),
        }),
        scheduledDelayMillis: tracing.delay,
      }),
    ],
  });
  const tracer = provider.getTracer('frontdesk', version);
  const contexts = new AsyncLocalStorageContextManager().enable();

  return {
    async span(name, attributes, work) {
      const parent: Context = contexts.active() ?? ROOT_CONTEXT;
      const span = tracer.startSpan(name, { kind: kindOf(name), attributes }, parent);
      const { traceId, spanId } = span.spanContext();
      try {
        return await contexts.with(trace.setSpan(parent, span), () =>
          inLogContext({ trace_id: traceId, span_id: spanId }, () => work(handle(span))),
        );
      } catch (error) {
        fail(span, error instanceof Error ? error.name : 'Error');
        throw error;
      } finally {
        span.end();
      }
    },
    async close() {
      const timeout = new Promise<void>((done) => setTimeout(done, CLOSE_TIME).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), timeout]);
    },
  };
}

function handle(span: OtelSpan) {
  return {
    set: (attributes: Attributes) => void span.setAttributes(attributes),
    fail: (why: string) => fail(span, why),
  };
}

function fail(span: OtelSpan, why: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: why });
}

function kindOf(name: string): SpanKind {
  if (/^payload /.test(name)) return SpanKind.SERVER;
  return /^(zoom|slack) /.test(name) ? SpanKind.CLIENT : SpanKind.INTERNAL;
}

function samplerOf({ sampler, ratio }: Tracing): Sampler {
  const root = sampler.endsWith('always_off')
    ? new AlwaysOffSampler()
    : sampler.endsWith('always_on')
      ? new AlwaysOnSampler()
      : new TraceIdRatioBasedSampler(ratio);
  return sampler.startsWith('parentbased') ? new ParentBasedSampler({ root }) : root;
}
