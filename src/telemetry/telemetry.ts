/** Kinds of payloads from Slack that the metrics distinguish. */
export const payloadKinds = ['command', 'click', 'form', 'event'] as const;
export type PayloadKind = (typeof payloadKinds)[number];

/** Names of components and operations, ids of requests, counts. Never a person, an address, a text or a secret. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An operation in progress, as a trace shows it. */
interface Span {
  set(attributes: Attributes): void;
  /** @param why one word, such as an error's name; an error's message may contain user input */
  fail(why: string): void;
}

/** Counts events. Each call only adds numbers in memory: it is not awaited and cannot fail. Times are in seconds. */
export interface Meter {
  acknowledged(kind: PayloadKind, seconds: number): void;
  /** A payload was handled without being acknowledged. */
  unacknowledged(kind: PayloadKind): void;
  /** A query was answered, or a request reached a state. */
  command(name: string, outcome: string): void;
  /** @param status Zoom's HTTP status; `null` when there was no complete response */
  zoomCall(operation: string, status: number | null, seconds: number): void;
  /** @param result `ok`, `error` when Slack reported an error, a status class such as `429` or `5xx`, or `lost` */
  slackCall(method: string, result: string, seconds: number): void;
  /** A notification could not be delivered and is no longer retried. */
  noticeGivenUp(kind: string): void;
  /** What was given for a time could not be taken back, and is no longer tried. */
  grantGivenUp(): void;
  /** The policy was read again. @param isValid whether it applies; else the earlier rules stay */
  rulesLoaded(isValid: boolean): void;
  /** How many background jobs are running and queued. */
  backgroundJobs(running: number, waiting: number): void;
  /** An error was shown to a person with a reference. */
  errorShown(): void;
}

/** Records operations as spans of a trace. */
export interface Tracer {
  /** Runs the work inside a span, which ends with it; spans that the work starts are its children. */
  span<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T>;
}

export interface Telemetry extends Meter, Tracer {}

/** The class of an HTTP status: `2xx`, `4xx`, `5xx`, but `429` itself, or `lost` without a status. */
export function classOf(status: number | null): string {
  if (status === null) return 'lost';
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}

const nothing = () => undefined;
const noSpan: Span = { set: nothing, fail: nothing };

export const noTracer: Tracer = { span: (_, __, work) => work(noSpan) };

/** Counts and records nothing. */
export const noTelemetry: Telemetry = {
  ...noTracer,
  acknowledged: nothing,
  unacknowledged: nothing,
  command: nothing,
  zoomCall: nothing,
  slackCall: nothing,
  noticeGivenUp: nothing,
  grantGivenUp: nothing,
  rulesLoaded: nothing,
  backgroundJobs: nothing,
  errorShown: nothing,
};
