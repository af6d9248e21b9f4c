import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { LicenceReviews } from '../licences/review.ts';
import type { Store } from '../store/open.ts';
import { notificationKinds } from '../store/schema.ts';
import type { JobCount } from '../task-runner.ts';
import { createLicenceMetrics } from './licence-metrics.ts';
import type { Reachability } from './reachability.ts';
import { createStoreMetrics } from './store-metrics.ts';
import { classOf, type Meter, payloadKinds } from './telemetry.ts';

/** What `GET /metrics` answers. */
export interface Metrics {
  readonly contentType: string;
  /** Every metric in the text format of Prometheus. */
  read(): Promise<string>;
}

/** From a millisecond to the three seconds within which Slack expects an acknowledgement. */
const ACK_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** From the response of a nearby server to the ten seconds after which a call times out. */
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of one process: what it counts itself, and what it reads from the store. */
export function createMetrics(version: string) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const meter = createMeter(registry);
  let refresh: () => Promise<unknown> = async () => undefined;
  const metrics: Metrics = {
    contentType: registry.contentType,
    async read() {
      await refresh();
      return registry.metrics();
    },
  };
  return {
    meter,
    metrics,
    /** From now on the metrics include those of the store, of the licences and of background jobs, and whether Slack and Zoom can be reached. */
    watch(
      store: Store,
      mode: 'http' | 'socket',
      services: Reachability,
      reviews: Pick<LicenceReviews, 'summary' | 'latest'>,
      jobs: () => JobCount,
      clock: Clock,
    ): void {
      setBuildInfo(registry, { version, store: store.kind, mode });
      countJobs(registry, jobs);
      const readStore = createStoreMetrics(registry, store, clock);
      const askServices = createServiceMetrics(registry, services);
      const readLicences = createLicenceMetrics(registry, reviews, clock);
      refresh = () => Promise.all([readStore(), askServices(), readLicences()]);
    },
  };
}

/** @returns asks Slack and Zoom, unless they answered a moment ago. It never throws. */
function createServiceMetrics(registry: Registry, services: Reachability): () => Promise<void> {
  const gauges = services.names.map((name) => {
    const help = `1 if ${name === 'slack' ? 'Slack' : 'Zoom'} answered this process when it was last asked, else 0.`;
    return { name, up: new Gauge({ name: `frontdesk_${name}_up`, help, registers: [registry] }) };
  });
  return async () => {
    await services.ask();
    for (const { name, up } of gauges) up.set(services.failing().includes(name) ? 0 : 1);
  };
}

/**
 * Labels are names from the code (commands, operations, methods) and classes of status codes: the number of series is
 * bounded, and no label identifies a person.
 */
function createMeter(registry: Registry): Meter {
  const registers = [registry];
  const acknowledgements = new Histogram({
    name: 'frontdesk_acknowledgement_duration_seconds',
    help: 'Time from receiving a verified payload from Slack to acknowledging it.',
    labelNames: ['kind'] as const,
    buckets: ACK_BUCKETS,
    registers,
  });
  const unacknowledged = new Counter({
    name: 'frontdesk_unacknowledged_payloads_total',
    help: 'Payloads from Slack that were handled without being acknowledged.',
    labelNames: ['kind'] as const,
    registers,
  });
  const commands = new Counter({
    name: 'frontdesk_commands_total',
    help: 'Queries answered, and states that requests have reached.',
    labelNames: ['command', 'outcome'] as const,
    registers,
  });
  const zoomCalls = new Counter({
    name: 'frontdesk_zoom_requests_total',
    help: 'HTTP requests to Zoom by operation and status class; lost: no complete response.',
    labelNames: ['operation', 'status'] as const,
    registers,
  });
  const zoomTimes = new Histogram({
    name: 'frontdesk_zoom_request_duration_seconds',
    help: 'Duration of HTTP requests to Zoom by operation.',
    labelNames: ['operation'] as const,
    buckets: CALL_BUCKETS,
    registers,
  });
  const zoomLimited = new Counter({
    name: 'frontdesk_zoom_rate_limited_total',
    help: 'Responses of Zoom with status 429.',
    registers,
  });
  const tokens = new Counter({
    name: 'frontdesk_zoom_token_fetches_total',
    help: 'Access tokens requested from Zoom.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const slackCalls = new Counter({
    name: 'frontdesk_slack_requests_total',
    help: 'HTTP requests to Slack by method and result; error: Slack reported an error, lost: no response.',
    labelNames: ['method', 'result'] as const,
    registers,
  });
  const slackTimes = new Histogram({
    name: 'frontdesk_slack_request_duration_seconds',
    help: 'Duration of HTTP requests to Slack.',
    buckets: CALL_BUCKETS,
    registers,
  });
  const slackLimited = new Counter({
    name: 'frontdesk_slack_rate_limited_total',
    help: 'Responses of Slack with status 429.',
    registers,
  });
  const givenUp = new Counter({
    name: 'frontdesk_notices_given_up_total',
    help: 'Messages that could not be delivered to Slack and are no longer retried.',
    labelNames: ['kind'] as const,
    registers,
  });
  const grantsGivenUp = new Counter({
    name: 'frontdesk_grants_given_up_total',
    help: 'Licences for a time that could not be taken back and are no longer tried.',
    registers,
  });
  const errors = new Counter({
    name: 'frontdesk_errors_total',
    help: 'Errors shown to a person with a reference, which is also in the log.',
    registers,
  });

  const rulesValid = new Gauge({
    name: 'frontdesk_policy_valid',
    help: '1 if policy.yml as it is now applies, 0 if it has mistakes and the earlier rules stay.',
    registers,
  });
  rulesValid.set(1);

  // Alerts on an increase need the series to exist before the first event.
  for (const kind of payloadKinds) {
    acknowledgements.zero({ kind });
    unacknowledged.inc({ kind }, 0);
  }
  for (const outcome of ['ok', 'failed']) tokens.inc({ outcome }, 0);
  for (const kind of notificationKinds) givenUp.inc({ kind }, 0);

  return {
    acknowledged: (kind, seconds) => acknowledgements.observe({ kind }, seconds),
    unacknowledged: (kind) => unacknowledged.inc({ kind }),
    command: (command, outcome) => commands.inc({ command, outcome }),
    zoomCall(operation, status, seconds) {
      zoomCalls.inc({ operation, status: classOf(status) });
      zoomTimes.observe({ operation }, seconds);
      if (status === 429) zoomLimited.inc();
      if (operation === 'token') tokens.inc({ outcome: status === 200 ? 'ok' : 'failed' });
    },
    slackCall(method, result, seconds) {
      slackCalls.inc({ method, result });
      slackTimes.observe(seconds);
      if (result === '429') slackLimited.inc();
    },
    noticeGivenUp: (kind) => givenUp.inc({ kind }),
    grantGivenUp: () => grantsGivenUp.inc(),
    rulesLoaded: (isValid) => rulesValid.set(isValid ? 1 : 0),
    errorShown: () => errors.inc(),
  };
}

function countJobs(registry: Registry, jobs: () => JobCount): void {
  new Gauge({
    name: 'frontdesk_background_jobs',
    help: 'Background jobs of this process, running and queued.',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      const { running, waiting } = jobs();
      this.set({ state: 'running' }, running);
      this.set({ state: 'waiting' }, waiting);
    },
  });
}

function setBuildInfo(
  registry: Registry,
  build: { readonly version: string; readonly store: string; readonly mode: string },
): void {
  const info = new Gauge({
    name: 'frontdesk_build_info',
    help: 'Version and settings of this process; the value is always 1.',
    labelNames: ['version', 'store', 'mode', 'node'] as const,
    registers: [registry],
  });
  info.set({ ...build, node: process.versions.node }, 1);
}
