import { expect, test } from 'vitest';
import { notificationKinds } from '../../src/store/schema.ts';
import { query, requestIdIn, sendRequest, until } from '../journeys/support.ts';
import { useWorkplace } from '../journeys/use-workplace.ts';
import { posted, reply } from '../support/workplace.ts';
import { type Scrape, scrape } from './scrape.ts';

const here = useWorkplace();

/** Waits for the metrics of the store, which are read again once they are five seconds old. */
const seen = (has: (metrics: Scrape) => boolean) => {
  here.place.clock.advance(5_000);
  return until(async () => {
    const metrics = await scrape(here.place);
    return has(metrics) && metrics;
  }, 15_000);
};

test('GET /metrics answers in the format of Prometheus and names version, store and mode', async () => {
  const { answer, text, series } = await scrape(here.place);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toMatch(
    /^frontdesk_build_info\{version="0\.1\.0",store="postgres",mode="http",node="24\.\d+\.\d+"\} 1$/m,
  );
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'frontdesk_store_up',
  ]) {
    expect(series.get(name), name).toBeGreaterThan(0);
  }
});

test('a query: command, acknowledgement, answer, Zoom and Slack are counted once', async () => {
  const before = await scrape(here.place);
  await here.as('ada').command('/zoom status');
  await reply(here.as('ada'), /Ada/);
  const after = await scrape(here.place);
  const grown = (name: string) => after.of(name) - before.of(name);
  expect(grown('frontdesk_acknowledgement_duration_seconds_count{kind="command"}')).toBe(1);
  expect(grown('frontdesk_acknowledgement_duration_seconds_bucket{le="3",kind="command"}')).toBe(1);
  expect(grown('frontdesk_commands_total{command="status",outcome="answered"}')).toBe(1);
  expect(grown('frontdesk_slack_requests_total{method="response_url",result="ok"}')).toBe(1);
  expect(grown('frontdesk_zoom_requests_total{operation="getUser",status="2xx"}')).toBeGreaterThan(0);
  expect(grown('frontdesk_zoom_request_duration_seconds_count{operation="getUser"}')).toBeGreaterThan(0);
  expect(grown('frontdesk_errors_total')).toBe(0);
});

test('a request waits for an approver and is approved: gauges rise and fall, outcomes are counted', async () => {
  const card = await sendRequest(here.place, 'ada', '/zoom change-email ada.king@example.com');
  const waiting = await seen((now) => now.of('frontdesk_approvals_waiting') === 1);
  expect(waiting.of('frontdesk_requests{state="pending"}')).toBe(1);
  expect(waiting.of('frontdesk_oldest_pending_age_seconds')).toBeLessThan(30);
  await here.as('grace').click(card, 'request:approve');
  await posted(here.as('linus'), 'zoom-approvals', /done|Done/);
  const after = await seen((now) => now.of('frontdesk_approvals_waiting') === 0);
  expect(after.of('frontdesk_commands_total{command="change-email",outcome="done"}')).toBe(1);
  expect(after.of('frontdesk_acknowledgement_duration_seconds_count{kind="click"}')).toBeGreaterThanOrEqual(
    2,
  );
  expect(after.text).not.toContain(requestIdIn(card));
});

test('rate limits of Zoom and Slack and errors of Slack are counted separately', async () => {
  const before = await scrape(here.place);
  here.place.zoom.faults.add({
    operation: 'getUser',
    kind: 'status',
    status: 429,
    times: 1,
    body: {
      code: 429,
      message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
    },
  });
  here.place.slack.faults.add({ method: 'views.publish', status: 429, retryAfter: 1, times: 1 });
  here.place.slack.faults.add({ method: 'views.publish', error: 'internal_error', times: 1 });
  here.provoke(/^views\.publish/);
  await here.as('ada').command('/zoom status');
  await here.as('ada').openHome();
  const grown = await until(async () => {
    const after = await scrape(here.place);
    const by = (name: string) => after.of(name) - before.of(name);
    return by('frontdesk_slack_requests_total{method="views.publish",result="error"}') === 1 && by;
  });
  expect(grown('frontdesk_zoom_rate_limited_total')).toBe(1);
  expect(grown('frontdesk_zoom_requests_total{operation="getUser",status="429"}')).toBe(1);
  expect(grown('frontdesk_slack_rate_limited_total')).toBe(1);
  expect(grown('frontdesk_slack_requests_total{method="views.publish",result="429"}')).toBe(1);
});

test('an error with a reference is counted, and the log has the reference that the person sees', async () => {
  const before = await scrape(here.place);
  here.place.zoom.tokens.scopes.delete('user:read:list_assistants:admin');
  await here.as('ada').command('/zoom assistants');
  const shown = await reply(here.as('ada'), /Reference/).finally(() => here.place.zoom.reset());
  const [reference = 'none'] = /FD-\w{6}/.exec(JSON.stringify(shown)) ?? [];
  const lines = here.place.log.filter((line) => line.includes(reference));
  expect(lines.map((line) => JSON.parse(line).level)).toEqual([50]);
  const after = await scrape(here.place);
  expect(after.of('frontdesk_errors_total') - before.of('frontdesk_errors_total')).toBe(1);
});

test('no metric names a person, an address or a request; labels are names from the code', async () => {
  const { text, series } = await scrape(here.place);
  expect(text).not.toMatch(/@|U0[A-Z]|C0[A-Z]|req_|xox|example\.com|sandbox/);
  const labels = new Set(
    [...series.keys()].flatMap((one) => [...one.matchAll(/(\w+)="/g)].map((match) => match[1])),
  );
  const known = ['kind', 'command', 'outcome', 'operation', 'status', 'method', 'result', 'state', 'le'];
  const runtime = ['version', 'store', 'mode', 'node', 'major', 'minor', 'patch', 'type', 'space'];
  expect([...labels].filter((one) => ![...known, ...runtime].includes(one ?? ''))).toEqual([]);
  expect(series.size).toBeLessThan(600);
});

test('each kind of message has its count of lost ones before one is lost: alerts look for an increase', async () => {
  const { series } = await scrape(here.place);
  for (const kind of notificationKinds)
    expect.soft(series.get(`frontdesk_notices_given_up_total{kind="${kind}"}`), kind).toBe(0);
});

test('every payload so far was acknowledged', async () => {
  const metrics = await scrape(here.place);
  for (const kind of ['command', 'click', 'form', 'event']) {
    expect(metrics.series.get(`frontdesk_unacknowledged_payloads_total{kind="${kind}"}`), kind).toBe(0);
  }
  expect(metrics.of('frontdesk_acknowledgement_duration_seconds_count{kind="event"}')).toBeGreaterThan(0);
});

test('the store is queried once in five seconds, however often the metrics are scraped', async () => {
  await sendRequest(here.place, 'ada', '/zoom change-email ada.king@example.com');
  await seen((now) => now.of('frontdesk_approvals_waiting') === 1);
  await query(here.place, 'TRUNCATE requests, decisions, notifications');
  const soon = await Promise.all(Array.from({ length: 50 }, () => scrape(here.place)));
  expect(soon.map((one) => one.of('frontdesk_approvals_waiting'))).toEqual(Array(50).fill(1));
  await seen((now) => now.of('frontdesk_approvals_waiting') === 0);
});
