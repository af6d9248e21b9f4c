import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { defaultPolicy, posted, textOf } from '../support/workplace.ts';
import { scrape } from '../telemetry/scrape.ts';
import { storeScan } from './licence-support.ts';
import { query, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const withLicences = (block: string) => `${defaultPolicy}licences: { ${block} }\n`;
const day = useWorkplace({ policy: withLicences('bought: 20, price: 100, currency: EUR') });
const { as } = day;

const ops = (words: RegExp) =>
  as('linus')
    .messages('zoom-ops')
    .filter((one) => words.test(textOf(one)) || words.test(one.text));
const dayIn = (days: number) => new Date(day.place.clock.now() + days * DAY).toISOString().slice(0, 10);

/** Long enough for the next look of every replica. */
const later = () => day.place.clock.advance(11 * MINUTE);
const turnsOf = async (task: string) =>
  Number(
    (await query(day.place, 'SELECT version FROM shared_state WHERE key = $1', [task]))[0]?.version ?? 0,
  );

/** Waits until the task has had another turn: what it has to tell is told by then. */
async function looked(task: string): Promise<void> {
  const before = await turnsOf(task);
  later();
  // Claimed and finished.
  await until(async () => (await turnsOf(task)) >= before + 2);
}

const scanned = (age: number, missingScopes: readonly string[] = []) =>
  storeScan(day.place, age, missingScopes);

beforeEach(async () => {
  await query(day.place, 'TRUNCATE licence_scans, licence_seats, licence_spans, licence_days');
  await query(day.place, "DELETE FROM shared_state WHERE key LIKE '%licence%'");
});

describe('few free licences', () => {
  const WATCH = 'licence watch';
  const FEW = /Only \d Zoom licences? (is|are) free|No Zoom licence is free/;
  const ENOUGH = /Zoom licences? (is|are) free again/;

  it('are told once, until there were enough in between', async () => {
    const policy = withLicences('alert_below: 3');
    await day.place.restart(policy);
    const { account } = day.place.zoom;
    await looked(WATCH);
    expect(ops(FEW)).toEqual([]);
    account.seats = 19;
    later();
    const told = await posted(as('linus'), 'zoom-ops', /<@U0GRACE> Only 2 Zoom licences are free/);
    expect(textOf(told)).toContain('fewer than 3 are free (`alert_below`)');
    account.seats = 18;
    await day.place.restart(policy);
    await looked(WATCH);
    // One more than the threshold is not enough yet: 3 is what is wanted, 4 is well.
    account.seats = 20;
    await looked(WATCH);
    expect(ops(FEW)).toHaveLength(1);
    expect(ops(ENOUGH)).toEqual([]);
    account.seats = 21;
    later();
    await posted(as('linus'), 'zoom-ops', /4 Zoom licences are free again/);
    account.seats = 17;
    later();
    await posted(as('linus'), 'zoom-ops', /<@U0GRACE> No Zoom licence is free/);
    expect(ops(FEW)).toHaveLength(2);
  });
});

describe('a renewal that comes near', () => {
  const WATCH = 'licence watch';
  const NEAR = /Your Zoom contract is renewed/;

  it('is told at 30, 14 and 3 days, each once, with what to buy', async () => {
    await day.place.restart(withLicences(`renewal: ${dayIn(40)}, price: 100, currency: EUR`));
    await scanned(HOUR);
    await looked(WATCH);
    expect(ops(NEAR)).toEqual([]);
    for (const [wait, words] of [
      [11, /<@U0GRACE> Your Zoom contract is renewed in 29 days/],
      [16, /renewed in 13 days/],
      [12, /renewed tomorrow/],
    ] as const) {
      day.place.clock.advance(wait * DAY);
      await scanned(HOUR);
      const told = await posted(as('linus'), 'zoom-ops', words);
      expect(textOf(told)).toMatch(/Buy \*17\*, 3 fewer than now, €300 a year less\. That is 17 in use/);
      await looked(WATCH);
    }
    expect(ops(NEAR)).toHaveLength(3);
    day.place.clock.advance(3 * DAY);
    await looked(WATCH);
    expect(ops(NEAR)).toHaveLength(3);
  });
});

describe('licences that cannot be counted', () => {
  const WATCH = 'licence watch';

  it('are told after three days without a scan, once', async () => {
    day.place.zoom.faults.add({
      operation: 'listUsers',
      times: 1_000,
      kind: 'status',
      status: 503,
      body: {},
    });
    await day.place.restart();
    await looked(WATCH);
    day.place.clock.advance(3 * DAY);
    await posted(as('linus'), 'zoom-ops', /<@U0GRACE> I haven’t been able to count your licences for 3 days/);
    day.place.clock.advance(DAY);
    await looked(WATCH);
    expect(ops(/able to count your licences/)).toHaveLength(1);
  });

  it('are told with the scope that is missing, once for each', async () => {
    await day.place.restart();
    await scanned(HOUR, ['report:read:list_users:admin']);
    later();
    const words = /can’t read everything.*`report:read:list_users:admin`.*the last sign-in counts/s;
    await posted(as('linus'), 'zoom-ops', words);
    await looked(WATCH);
    expect(ops(words)).toHaveLength(1);
  });
});

describe('the report of the week', () => {
  const WEEKLY = 'weekly licence report';
  const REPORT = /Licences this week/;
  let second: Bot | undefined;
  afterEach(async () => {
    await second?.stop();
    second = undefined;
  });

  /** Monday of next week at this hour, where Grace is. */
  function toMonday(hour: number): void {
    const { clock } = day.place;
    const zone = {
      timeZone: 'America/New_York',
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    } as const;
    const format = new Intl.DateTimeFormat('en-GB', zone);
    const isThen = () => {
      const parts = Object.fromEntries(format.formatToParts(clock.now()).map((one) => [one.type, one.value]));
      return parts.weekday === 'Mon' && Number(parts.hour) === hour;
    };
    do clock.advance(20 * MINUTE);
    while (!isThen());
  }

  it('is posted on Monday morning by one of two replicas, with its chart, also when one is started anew', async () => {
    await day.place.restart();
    second = await startBot(day.place.config, createLogger('error'), day.place.clock);
    toMonday(6);
    const days = Array.from({ length: 30 }, (_, i) => `('${dayIn(i - 29)}', 20, ${i < 25 ? 15 : 17}, 1, 2)`);
    await query(
      day.place,
      `INSERT INTO licence_days (day, bought, used, pending, idle) VALUES ${days.join(', ')}`,
    );
    await scanned(HOUR);
    await looked(WEEKLY);
    expect(ops(REPORT)).toEqual([]);
    toMonday(8);
    const report = await posted(as('linus'), 'zoom-ops', REPORT);
    expect(textOf(report)).toMatch(/3 of 20 Zoom licences are free.*17 \(\+2 in a week\)/s);
    expect(textOf(report)).not.toContain('@example.com');
    const chart = await as('linus').waitFor(() =>
      as('linus')
        .messages('zoom-ops')
        .find((one) => one.files?.some((file) => file.name === 'zoom-licences.png')),
    );
    expect(chart.files?.[0]?.alt).toMatch(/17 of 20 bought Zoom licences were in use/);
    await day.place.restart();
    await looked(WEEKLY);
    day.place.clock.advance(DAY);
    await looked(WEEKLY);
    expect(ops(REPORT)).toHaveLength(1);
    toMonday(8);
    await until(() => ops(REPORT).length === 2);
  });

  it('is posted where nobody knows the time zone that Slack tells of the first admin', async () => {
    Object.assign(day.place.slack.workspace.users.get('U0GRACE') ?? {}, { tz: 'Mars/Phobos' });
    await day.place.restart();
    await scanned(HOUR);
    toMonday(9);
    await posted(as('linus'), 'zoom-ops', REPORT);
  });

  it('is posted nowhere where the policy says so', async () => {
    await day.place.restart(withLicences('channel: none'));
    await scanned(HOUR);
    toMonday(9);
    await looked(WEEKLY);
    expect(ops(REPORT)).toEqual([]);
  });
});

it('the metrics say what the last scan found, and nothing before there was one', async () => {
  await day.place.restart();
  const before = await scrape(day.place);
  expect([...before.names].filter((one) => /^frontdesk_licences_(?!waiting)/.test(one))).toEqual([]);
  await scanned(HOUR);
  await day.place.restart();
  const after = await scrape(day.place);
  expect(after.of('frontdesk_licences_bought')).toBe(20);
  expect(after.of('frontdesk_licences_used')).toBe(17);
  expect(after.of('frontdesk_licences_free')).toBe(3);
  expect(after.of('frontdesk_licences_reclaimable')).toBe(0);
  expect(after.series.get('frontdesk_licences_idle{days="60"}')).toBe(0);
  const at = after.of('frontdesk_licences_last_scan_timestamp_seconds') * 1_000;
  expect(day.place.clock.now() - at).toBeGreaterThan(HOUR - MINUTE);
});
