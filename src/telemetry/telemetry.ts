/** What Slack sent us, as far as the figures tell kinds apart. */
export const payloadKinds = ['command', 'click', 'form', 'event'] as const;
export type PayloadKind = (typeof payloadKinds)[number];

/** Names of parts and operations, ids of requests, counts. Never a person, an address, a text or a secret. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work under way, as a trace shows it. */
export interface Span {
  set(attributes: Attributes): void;
  /** @param why a word, such as an error's name; an error's message may hold what people typed */
  fail(why: string): void;
}

/** What the rooms count. Each is a few additions in memory: nothing is awaited and nothing can fail. Times in seconds. */
export interface Meter {
  acknowledged(kind: PayloadKind, seconds: number): void;
  /** A payload was dealt with and Slack never heard of it. */
  unacknowledged(kind: PayloadKind): void;
  /** A question was answered, or a change came to a state. */
  command(name: string, outcome: string): void;
  /** @param status Zoom's HTTP status; `null` when no whole answer came */
  zoomCall(operation: string, status: number | null, seconds: number): void;
  /** @param result `ok`, `error` for Slack's own no, an HTTP class such as `429` or `5xx`, or `lost` */
  slackCall(method: string, result: string, seconds: number): void;
  noticeGivenUp(kind: string): void;
  /** Work after the acknowledgement, as it is now. */
  backgroundJobs(running: number, waiting: number): void;
  /** Somebody was shown an error with a reference. */
  errorShown(): void;
}

/** Draws the way of a piece of work through the rooms. */
export interface Tracer {
  /** Does the work inside a span, which ends with it; what the work starts in turn hangs below. */
  span<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T>;
}

export interface Telemetry extends Meter, Tracer {}

const nothing = () => undefined;
const noSpan: Span = { set: nothing, fail: nothing };

export const noTracer: Tracer = { span: (_, __, work) => work(noSpan) };

/** Counts nothing and draws nothing. */
export const noTelemetry: Telemetry = {
  ...noTracer,
  acknowledged: nothing,
  unacknowledged: nothing,
  command: nothing,
  zoomCall: nothing,
  slackCall: nothing,
  noticeGivenUp: nothing,
  backgroundJobs: nothing,
  errorShown: nothing,
};
