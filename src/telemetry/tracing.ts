import { z } from 'zod';

/** Where traces are sent and how many of them are recorded, as OpenTelemetry's own variables say. */
export interface Tracing {
  /** The collector's address for traces. */
  readonly url: string;
  readonly serviceName: string;
  readonly sampler: Sampler;
  /** Share of the traces that are kept, 0 to 1, for the samplers that take one. */
  readonly ratio: number;
  /** Milliseconds between two exports to the collector. */
  readonly delay: number;
  /** Headers for the collector, which may hold a key. */
  readonly headers: Readonly<Record<string, string>>;
}

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
type Sampler = (typeof samplers)[number];

const ENDPOINT = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `${name} must be an address, such as http://collector:4318.` })
    .optional();
const DELAY = 'OTEL_BSP_SCHEDULE_DELAY must be a number of milliseconds, such as 5000.';
const RATIO = 'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.';

/**
 * OpenTelemetry's variables that are read here. Timeout, compression and certificates for the collector
 * (`OTEL_EXPORTER_OTLP_…`) are read by the exporter itself.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT('OTEL_EXPORTER_OTLP_ENDPOINT'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ENDPOINT('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().default('frontdesk'),
  OTEL_TRACES_SAMPLER: z
    .enum(samplers, `OTEL_TRACES_SAMPLER must be one of ${samplers.join(', ')}.`)
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number(RATIO).min(0, RATIO).max(1, RATIO).default(1),
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number(DELAY).int(DELAY).min(1, DELAY).default(5_000),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
};

type Variables = z.output<z.ZodObject<typeof tracingVariables>>;

/** Whether and how to trace; `null` when no collector is named or the SDK is switched off. */
export function tracingOf(set: Variables): Tracing | null {
  const base = set.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, '');
  const url = set.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`);
  const off = set.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || set.OTEL_TRACES_EXPORTER === 'none';
  if (!url || off) return null;
  return {
    url,
    serviceName: set.OTEL_SERVICE_NAME,
    sampler: set.OTEL_TRACES_SAMPLER,
    ratio: set.OTEL_TRACES_SAMPLER_ARG,
    delay: set.OTEL_BSP_SCHEDULE_DELAY,
    headers: {
      ...headersOf(set.OTEL_EXPORTER_OTLP_HEADERS),
      ...headersOf(set.OTEL_EXPORTER_OTLP_TRACES_HEADERS),
    },
  };
}

/** Headers as `name=value,name=value`, encoded like a part of an address. */
function headersOf(text = ''): Record<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const [, name, value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    return name ? [[name, decoded(value)]] : [];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
