import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestIdIn, until } from '../journeys/support.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { type Seen, startCollector } from './collector.ts';

const noting = `--import=${pathToFileURL('test/telemetry/note-modules.ts').href}`;
/** `@opentelemetry/api` alone is a shell without a trace in it; prom-client brings it along for its CPU figure. */
const loaded = ({ output }: OwnProcess) => output.join('').match(/loads @opentelemetry\/(?!api\n)\S+/g) ?? [];

describe('a collector is named', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let bot: OwnProcess;
  beforeAll(async () => {
    collector = await startCollector();
    bot = await openOwnProcess('sqlite', {
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_SERVICE_NAME: 'frontdesk-of-the-test',
        OTEL_BSP_SCHEDULE_DELAY: '100',
        NODE_OPTIONS: noting,
      },
    });
    await bot.start();
  });
  afterAll(async () => {
    await bot?.close();
    await collector?.close();
  });

  const spanNamed = (name: string, wanted: (span: Seen) => boolean = () => true) =>
    until(() => collector.spans.find((span) => span.name === name && wanted(span)), 15_000);
  const parentOf = (span: Seen) => collector.spans.find((one) => one.spanId === span.parentSpanId);
  /** The names from a span up to the payload that it came from. */
  const wayTo = (span: Seen | undefined): string[] => (span ? [...wayTo(parentOf(span)), span.name] : []);

  test('a query is one trace from the payload to Zoom and back to Slack', async () => {
    await bot.slack.as('ada').command('/zoom status');
    const answer = await spanNamed('slack response_url');
    const root = await spanNamed('payload command', (span) => span.traceId === answer.traceId);
    expect(root.parentSpanId ?? '').toBe('');
    expect(root.service).toBe('frontdesk-of-the-test');
    const zoom = await spanNamed('zoom getUser', (span) => span.traceId === root.traceId);
    expect(wayTo(zoom)).toEqual(['payload command', 'command status', 'zoom getUser']);
    expect(zoom.attributes).toEqual({ 'zoom.operation': 'getUser', 'http.response.status_code': 200 });
    expect([root.kind, zoom.kind]).toEqual([2, 3]);
  });

  test('an approved change: click, request, steps and Zoom are one trace, and the request id links it to the first trace', async () => {
    const ada = bot.slack.as('ada');
    await ada.command('/zoom change-email ada.king@example.com');
    const preview = await ada.waitFor(() =>
      ada.ephemerals().find((one) => /Send request/.test(JSON.stringify(one.blocks))),
    );
    const id = requestIdIn(preview);
    await ada.click(preview, 'confirm:run');
    const grace = bot.slack.as('grace');
    const card = await grace.waitFor(() => grace.messages('zoom-approvals').at(-1));
    await grace.click(card, 'request:approve');
    const change = await spanNamed('zoom changeEmail');
    const click = await spanNamed('payload click', (span) => span.traceId === change.traceId);
    await spanNamed('request change-email', (span) => span.traceId === change.traceId);
    await spanNamed('step approved', (span) => span.traceId === change.traceId);
    expect(wayTo(change)).toEqual([
      'payload click',
      'request change-email',
      'step approved',
      'zoom changeEmail',
    ]);
    expect(click.attributes).toEqual({ 'frontdesk.action': 'request:approve', 'frontdesk.request': id });

    const first = await spanNamed('payload command', (span) =>
      collector.spans.some((one) => one.name === 'step received' && one.traceId === span.traceId),
    );
    expect(first.traceId).not.toBe(change.traceId);
    const about = collector.spans.filter((span) => span.attributes['frontdesk.request'] === id);
    expect(new Set(about.map((span) => span.traceId))).toContain(first.traceId);
    expect(new Set(about.map((span) => span.traceId))).toContain(change.traceId);

    const lines = bot.output.filter((line) => line.includes(id)).map((line) => JSON.parse(line));
    const zoomLine = lines.find((line) => line.zoom === 'changeEmail');
    expect(zoomLine).toMatchObject({ request: id, trace_id: change.traceId });
  });

  test('an error of Zoom is an error in the trace, without its message', async () => {
    bot.zoom.faults.add({
      operation: 'getSettings',
      times: 1,
      kind: 'status',
      status: 400,
      body: { code: 300, message: 'secret words of ada@example.com' },
    });
    await bot.slack.as('linus').command('/zoom settings');
    const span = await spanNamed(
      'zoom getSettings',
      (one) => one.attributes['http.response.status_code'] === 400,
    );
    expect(span.status).toEqual({ code: 2, message: 'HTTP 400' });
  });

  test('no person, address, text or secret is sent to the collector', () => {
    const all = collector.bodies.join('\n');
    expect(collector.bodies.every((body) => body.startsWith('POST /v1/traces '))).toBe(true);
    expect(all).not.toMatch(
      /@|example\.com|U0ADA|U0GRACE|C0APPROVALS|xox[bp]|xapp|hooks|Ada|Lovelace|secret/,
    );
    expect(all).not.toContain(bot.zoom.credentials.clientSecret);
    expect(collector.spans.length).toBeGreaterThan(15);
  });
});

test.each([
  ['no collector is configured', {}],
  [
    'the SDK is switched off',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' },
  ],
])('%s: OpenTelemetry is not loaded, and the log has no trace ids', async (_, extra) => {
  const bot = await openOwnProcess('sqlite', { env: { ...extra, NODE_OPTIONS: noting } });
  try {
    await bot.start();
    const ada = bot.slack.as('ada');
    await ada.command('/zoom status');
    await ada.waitFor(() => ada.ephemerals().at(-1));
    expect(loaded(bot)).toEqual([]);
    expect(bot.output.join('\n')).not.toContain('trace_id');
  } finally {
    await bot.close();
  }
});

test('the collector cannot be reached: the bot starts and answers as usual', async () => {
  const bot = await openOwnProcess('sqlite', {
    env: {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/v1/traces',
      OTEL_BSP_SCHEDULE_DELAY: '10',
      NODE_OPTIONS: noting,
    },
  });
  try {
    await bot.start();
    expect(loaded(bot).length).toBeGreaterThan(0);
    const ada = bot.slack.as('ada');
    for (let i = 0; i < 3; i++) {
      await ada.command('/zoom status');
      await ada.waitFor(() => ada.ephemerals().length > i);
    }
  } finally {
    await bot.close();
  }
});
