import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { classOf } from './class-of.ts';
import { type Meter, payloadKinds } from './telemetry.ts';

/** From a millisecond to Slack's patience of three seconds. */
const ACK_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** From a near server's answer to the ten seconds after which a call is given up. */
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The counters behind `/metrics`. Labels are names from the code (commands, operations, methods) and classes of
 * answers, so the number of series is bounded, and none tells anything about a person.
 */
export function createMeter(registry: Registry): Meter {
  const registers = [registry];
  const acknowledgements = new Histogram({
    name: 'frontdesk_acknowledgement_duration_seconds',
    help: "From a verified payload of Slack's to its acknowledgement.",
    labelNames: ['kind'] as const,
    buckets: ACK_BUCKETS,
    registers,
  });
  const unacknowledged = new Counter({
    name: 'frontdesk_unacknowledged_payloads_total',
    help: 'Payloads that nothing acknowledged.',
    labelNames: ['kind'] as const,
    registers,
  });
  const commands = new Counter({
    name: 'frontdesk_commands_total',
    help: 'Questions answered, and states that changes came to.',
    labelNames: ['command', 'outcome'] as const,
    registers,
  });
  const zoomCalls = new Counter({
    name: 'frontdesk_zoom_requests_total',
    help: 'HTTP requests to Zoom by operation and class of status; lost: no whole answer came.',
    labelNames: ['operation', 'status'] as const,
    registers,
  });
  const zoomTimes = new Histogram({
    name: 'frontdesk_zoom_request_duration_seconds',
    help: 'How long Zoom took, by operation.',
    labelNames: ['operation'] as const,
    buckets: CALL_BUCKETS,
    registers,
  });
  const zoomLimited = new Counter({
    name: 'frontdesk_zoom_rate_limited_total',
    help: 'Answers 429 of Zoom.',
    registers,
  });
  const tokens = new Counter({
    name: 'frontdesk_zoom_token_fetches_total',
    help: 'Access tokens asked for from Zoom.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const slackCalls = new Counter({
    name: 'frontdesk_slack_requests_total',
    help: "HTTP requests to Slack by method and result; error: Slack's own no, lost: no answer came.",
    labelNames: ['method', 'result'] as const,
    registers,
  });
  const slackTimes = new Histogram({
    name: 'frontdesk_slack_request_duration_seconds',
    help: 'How long Slack took.',
    buckets: CALL_BUCKETS,
    registers,
  });
  const slackLimited = new Counter({
    name: 'frontdesk_slack_rate_limited_total',
    help: 'Answers 429 of Slack.',
    registers,
  });
  const givenUp = new Counter({
    name: 'frontdesk_notices_given_up_total',
    help: 'Messages that Slack never took.',
    labelNames: ['kind'] as const,
    registers,
  });
  const errors = new Counter({
    name: 'frontdesk_errors_total',
    help: 'Errors that somebody was shown with a reference; the reference stands in the log.',
    registers,
  });

  const jobs = new Gauge({
    name: 'frontdesk_background_jobs',
    help: 'Work after the acknowledgement: what runs, and what waits for its turn.',
    labelNames: ['state'] as const,
    registers,
  });

  // What is alerted on by its increase has to be there before it happens for the first time.
  for (const kind of payloadKinds) {
    acknowledgements.zero({ kind });
    unacknowledged.inc({ kind }, 0);
  }
  for (const outcome of ['ok', 'failed']) tokens.inc({ outcome }, 0);
  for (const kind of ['reply', 'card', 'requester', 'channel', 'reminder']) givenUp.inc({ kind }, 0);

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
    backgroundJobs(running, waiting) {
      jobs.set({ state: 'running' }, running);
      jobs.set({ state: 'waiting' }, waiting);
    },
    errorShown: () => errors.inc(),
  };
}

/** Says once what runs here. */
export function tellBuild(
  registry: Registry,
  build: { readonly version: string; readonly store: string; readonly mode: string },
): void {
  const info = new Gauge({
    name: 'frontdesk_build_info',
    help: 'What runs here; always 1.',
    labelNames: ['version', 'store', 'mode', 'node'] as const,
    registers: [registry],
  });
  info.set({ ...build, node: process.versions.node }, 1);
}
