import PQueue from 'p-queue';
import type { LicencePolicy } from '../policy/licences.ts';
import type { Store } from '../store/open.ts';
import { ifKnown } from '../zoom/known.ts';
import type { CallOptions } from '../zoom/options.ts';
import type { ListedUser } from '../zoom/user-pages.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { type CheckContext, checkSeat } from './check-seat.ts';
import { reportSpans } from './days.ts';
import type { Exemptions } from './exemptions.ts';
import { holderOf } from './holder.ts';
import { factsFromRequests } from './request-facts.ts';
import type { Scan, ScanResult, ScanStore } from './scan-store.ts';
import type { OpenSeat, SeatStore } from './seat-store.ts';

/** People that are checked at a time: their calls wait for the limits of Zoom, behind those for people. */
const AT_A_TIME = 16;
/** One person whom Zoom cannot answer about is kept; so many in a row mean that Zoom is away. */
const MOST_FAILURES = 20;
/** The share of the Heavy calls that may be about since when somebody is idle, not whether. */
const OLDER_SHARE = 0.25;
/** People that are read from the store at a time. */
const BATCH = 100;

export interface ScanDeps {
  readonly store: Pick<Store, 'db'>;
  readonly zoom: Pick<Zoom, 'users' | 'plan' | 'reports' | 'ties'>;
  readonly scans: ScanStore;
  readonly seats: SeatStore;
  readonly policy: LicencePolicy;
  /** Heavy calls about single people that one scan may make. */
  readonly heavyCalls: number;
  exemptions(now: number, options: CallOptions): Promise<Exemptions>;
}

/**
 * Does a scan from where it stands to its end: the people with a licence, what they hosted by the reports of all hosts, then
 * each of them. Everything is stored page by page, so that it goes on after a kill; what was done twice stands there once.
 *
 * @throws ZoomError when Zoom cannot be reached, and what the signal says
 */
export async function runScan(deps: ScanDeps, scan: Scan, signal: AbortSignal): Promise<void> {
  const { scans, seats } = deps;
  const options: CallOptions = { priority: 'scan', signal };
  let { result } = scan;
  if (scan.phase === 'people') {
    result = await listPeople(deps, scan, options);
    await scans.note(scan.id, { phase: 'host reports', done: 0, total: null, result });
  }
  if (scan.phase !== 'checks') {
    result = await readHostReports(deps, { ...scan, result }, options);
    const { all } = await seats.tally(scan.id);
    await scans.note(scan.id, { phase: 'checks', done: 0, total: all, result });
  }
  result = await checkAll(deps, { ...scan, result }, options);
  await scans.note(scan.id, { result });
  if (!(await scans.finish({ ...scan, result }, await seats.tally(scan.id)))) return;
  await seats.deleteOthers(scan.id);
  await scans.deleteOthers(scan.id);
}

/** Stores everybody with a licence, those who are invited or deactivated too. */
async function listPeople(
  { zoom, scans, seats }: ScanDeps,
  scan: Scan,
  options: CallOptions,
): Promise<ScanResult> {
  const before = await scans.lastDone();
  let done = 0;
  let oddRows = 0;
  for (const status of ['active', 'pending', 'inactive'] as const) {
    let listed = 0;
    for await (const page of zoom.users.all({ status }, options)) {
      const users = await Promise.all(page.map((user) => completed(zoom, user, options)));
      const holders = users.flatMap(
        (user) => (user && holderOf({ ...user, status: user.status ?? status })) ?? [],
      );
      oddRows += users.filter((user) => user === null).length;
      await seats.addSeats(scan, before, holders);
      listed += page.length;
      done += page.length;
      await scans.note(scan.id, { done });
    }
    const { total } = await zoom.users.list({ status, pageSize: 1 }, options);
    oddRows += Math.max(0, total - listed);
  }
  const usage = await zoom.plan.usage(options);
  const { bought = null, used = null } = usage?.licensed ?? {};
  return { ...scan.result, bought, used, oddRows };
}

/** A row that does not tell the licence is looked up. @returns `null`: it cannot be known whether they have one */
async function completed({ users }: ScanDeps['zoom'], row: ListedUser, options: CallOptions) {
  if (row.type !== undefined) return row;
  if (row.id === undefined) return null;
  const answer = await ifKnown('getUser', users.get(row.id, options));
  return 'value' in answer ? answer.value : null;
}

/** Stores what everybody hosted in the last six months, span by span. */
async function readHostReports(
  { zoom, scans, seats, policy }: ScanDeps,
  scan: Scan,
  options: CallOptions,
): Promise<ScanResult> {
  let { result } = scan;
  const spans = reportSpans(scan.startedAt, policy.idleAfter);
  for (const [i, span] of spans.entries()) {
    if (result.readSpans.includes(span.from)) continue;
    const reading = async () => {
      let odd = 0;
      for await (const { rows, skipped } of zoom.reports.hosts(span, options)) {
        odd += skipped;
        await seats.addTotals(scan.id, span.from, rows);
      }
      return odd;
    };
    const answer = await ifKnown('reportHosts', reading());
    if (!('value' in answer)) {
      const missingScopes = [...new Set([...result.missingScopes, ...answer.scopes])];
      return { ...result, basis: 'sign-in', missingScopes };
    }
    result = {
      ...result,
      readSpans: [...result.readSpans, span.from],
      oddSpans: answer.value > 0 ? [...result.oddSpans, span.from] : result.oddSpans,
      oddRows: result.oddRows + answer.value,
    };
    await scans.note(scan.id, { done: i + 1, total: spans.length, result });
  }
  return result;
}

/** Checks everybody who is not checked yet, several at a time. */
async function checkAll(deps: ScanDeps, scan: Scan, options: CallOptions): Promise<ScanResult> {
  const { store, scans, seats, policy, zoom } = deps;
  const { signal } = options;
  const now = scan.startedAt;
  let { heavyCalls } = scan;
  /** In a row. */
  let failures = 0;
  const exemptions = await deps.exemptions(now, options);
  const missing = new Set([...scan.result.missingScopes, ...exemptions.missingScopes]);
  const context: CheckContext = {
    now,
    idleAfter: policy.idleAfter,
    policy,
    basis: scan.result.basis,
    spans: reportSpans(now, policy.idleAfter),
    oddSpans: new Set(scan.result.oddSpans),
    reports: zoom.reports,
    ties: zoom.ties,
    exemptions,
    options,
    thorough: false,
    mayAsk: (decides) => {
      if (heavyCalls >= deps.heavyCalls * (decides ? 1 : OLDER_SHARE)) return false;
      heavyCalls++;
      return true;
    },
    noteFailure: (error) => {
      if (signal?.aborted || ++failures > MOST_FAILURES) throw error;
      if (error instanceof ZoomError && error.kind === 'rate-limited-day') heavyCalls = deps.heavyCalls;
    },
    noteMissing: (scopes) => {
      for (const scope of scopes) missing.add(scope);
    },
  };
  const queue = new PQueue({ concurrency: AT_A_TIME });
  let failure: unknown;
  const check = async (open: OpenSeat, isLastTry: boolean) => {
    if (failure !== undefined) return;
    try {
      const { holder, licensedSince } = open;
      const facts = await factsFromRequests(store, holder.zoomId, licensedSince, now - policy.minHold);
      const checked = await checkSeat(context, { ...open, facts });
      if (!checked.failed) failures = 0;
      if (!checked.failed || isLastTry) await seats.store(scan.id, checked);
    } catch (error) {
      failure ??= error;
    }
  };
  let after = '';
  let isLastTry = false;
  let { checked: done } = await seats.tally(scan.id);
  while (failure === undefined) {
    const batch = await seats.openSeats(scan.id, after, BATCH);
    for (const open of batch) {
      await queue.onSizeLessThan(AT_A_TIME);
      void queue.add(() => check(open, isLastTry));
    }
    after = batch.at(-1)?.holder.zoomId ?? '';
    done += batch.length;
    const result = { ...scan.result, missingScopes: [...missing] };
    await scans.note(scan.id, { done, heavyCalls, result });
    if (batch.length > 0) continue;
    await queue.onIdle();
    if (isLastTry) break;
    // Those whom Zoom could not be asked about are tried once more.
    isLastTry = true;
    done = (await seats.tally(scan.id)).checked;
  }
  await queue.onIdle();
  if (failure !== undefined) throw failure;
  return { ...scan.result, missingScopes: [...missing].sort() };
}
