import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Directory } from '../identity/directory.ts';
import type { Links } from '../identity/links.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import type { ZoomPlan } from '../zoom/limits/limits.ts';
import type { CallOptions } from '../zoom/options.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type CheckContext, checkSeat } from './check-seat.ts';
import { DAY, dayOf, reportSpans } from './days.ts';
import { type Exemptions, readExemptions } from './exemptions.ts';
import { holderOf } from './holder.ts';
import { factsFromRequests } from './request-facts.ts';
import type { LicenceReview, LicenceReviews } from './review.ts';
import { runScan } from './scan.ts';
import { countsOf, createScanStore, type Scan } from './scan-store.ts';
import { createSeatStore } from './seat-store.ts';

export interface ReviewDeps {
  readonly store: Pick<Store, 'db' | 'now' | 'seal'>;
  readonly zoom: Pick<Zoom, 'users' | 'plan' | 'reports' | 'ties'>;
  /** The account's plan: how many Heavy calls a day there are. */
  readonly zoomPlan: ZoomPlan;
  readonly slack: Pick<WebClient, 'usergroups'>;
  readonly directory: Pick<Directory, 'member' | 'home'>;
  readonly links: Pick<Links, 'find'>;
  readonly policy: Pick<Policy, 'licences'>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** This process, as it stands in leases. */
  readonly owner: string;
}

/** Heavy calls about single people in one scan: a third of the day's, which other apps of the account share. */
const HEAVY_CALLS: Readonly<Record<ZoomPlan, number>> = { free: 300, pro: 10_000, business: 20_000 };
/** The hour (UTC) of the nightly scan. */
const NIGHT = 2;
/** A scan that was cut off is begun anew after this time: what it has read is no longer how things are. */
const STALE = 6 * 3_600_000;
/** How often a lease is renewed, and how long a scan rests after a failure; milliseconds. */
const RENEW_EVERY = 10_000;
const REST = 60_000;
/** How often a process that waits for the scan of another one looks; milliseconds. */
const LOOK_EVERY = 500;
/** Exemptions serve so long for looking people up one after the other. */
const EXEMPTIONS_LAST = 60_000;

/**
 * Finds idle licences: see {@link LicenceReviews}. Nothing is asked of Zoom before a scan is wanted.
 *
 * @param startedAt the first nightly scan is the one of the night after it: milliseconds since the epoch
 */
export function createLicenceReviews(deps: ReviewDeps, startedAt = deps.clock.now()): LicenceReviews {
  const { zoom, logger, clock } = deps;
  const scans = createScanStore(deps.store, deps.owner);
  const seats = createSeatStore(deps.store);
  const readExempt = (now: number, options?: CallOptions) =>
    readExemptions({ ...deps, ties: zoom.ties }, deps.policy.licences.exempt, now, options);
  let underWay: Promise<void> | undefined;
  let stopped = new AbortController();
  let recent:
    | { readonly at: number; readonly exempt: object; readonly exemptions: Promise<Exemptions> }
    | undefined;

  /** Works on the scan that is to be done, if nobody else does. */
  function work(): Promise<void> {
    underWay ??= goOn().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function goOn(): Promise<void> {
    let scan = await scans.claim();
    if (scan && clock.now() - scan.startedAt > STALE) {
      await scans.abandon(scan.id);
      await scans.begin();
      scan = await scans.claim();
    }
    if (!scan) return;
    await workOn(scan);
  }

  async function workOn(scan: Scan): Promise<void> {
    const lost = new AbortController();
    const renewing = setInterval(() => {
      scans.renew(scan.id).then(
        (mine) => mine || lost.abort(new Error('another process works on the scan')),
        () => undefined,
      );
    }, RENEW_EVERY);
    renewing.unref();
    try {
      const scanDeps = {
        store: deps.store,
        zoom,
        scans,
        seats,
        policy: deps.policy.licences,
        heavyCalls: HEAVY_CALLS[deps.zoomPlan],
        exemptions: readExempt,
      };
      await runScan(scanDeps, scan, AbortSignal.any([stopped.signal, lost.signal]));
      logger.info({ scan: scan.id }, 'licences: the scan is finished');
    } catch (error) {
      await scans.release(stopped.signal.aborted ? 0 : REST).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(renewing);
    }
  }

  async function summaryOf(scan: Scan): Promise<Omit<LicenceReview, 'seats'> & { readonly idle: number }> {
    const tally = await seats.tally(scan.id);
    const counts = countsOf(scan, tally);
    const bought = counts.bought ?? deps.policy.licences.bought ?? null;
    const free = bought === null ? null : Math.max(0, bought - counts.used);
    const { basis, missingScopes, oddRows } = scan.result;
    const { idle, undecided } = tally;
    return {
      at: scan.startedAt,
      basis,
      missingScopes,
      counts: { ...counts, bought, free },
      oddRows,
      undecided,
      idle,
    };
  }

  function exemptionsNow(now: number, options: CallOptions): Promise<Exemptions> {
    const { exempt } = deps.policy.licences;
    if (!recent || recent.exempt !== exempt || now - recent.at > EXEMPTIONS_LAST) {
      const exemptions = readExempt(now, options);
      recent = { at: now, exempt, exemptions };
      exemptions.catch(() => {
        recent = undefined;
      });
    }
    return recent.exemptions;
  }

  /** Whether tonight's scan has not begun: the first night is the one after the first start. */
  async function isDue(): Promise<boolean> {
    const last = await scans.lastDone();
    const now = clock.now();
    const tonight = Date.parse(`${dayOf(now - NIGHT * 3_600_000)}T00:00:00Z`) + NIGHT * 3_600_000;
    return (last?.startedAt ?? startedAt) < tonight;
  }

  return {
    async latest() {
      const scan = await scans.lastDone();
      if (!scan) return null;
      const { idle: _, ...summary } = await summaryOf(scan);
      return { ...summary, seats: await seats.seats(scan.id) };
    },
    async summary() {
      const scan = await scans.lastDone();
      return scan && summaryOf(scan);
    },
    async run() {
      await scans.begin();
      await work();
      while (await scans.running()) {
        await sleep(LOOK_EVERY);
        await work();
      }
    },
    async request() {
      await scans.begin();
      work().catch((error: unknown) => logger.warn({ err: error }, 'licences: the scan was cut off'));
    },
    async progress() {
      const scan = await scans.running();
      return scan && { startedAt: scan.startedAt, phase: scan.phase, done: scan.done, total: scan.total };
    },
    async recheck(zoomId, requestId) {
      const policy = deps.policy.licences;
      const now = clock.now();
      const options: CallOptions = { priority: 'background' };
      const ties = await zoom.ties.of(zoomId, options);
      const holder = ties && holderOf(ties.user);
      if (!holder) return null;
      const [known, exemptions, scan] = await Promise.all([
        seats.lastKnown(holder.zoomId),
        exemptionsNow(now, options),
        scans.lastDone(),
      ]);
      const facts = await factsFromRequests(
        deps.store,
        holder.zoomId,
        known.licensedSince,
        now - policy.minHold,
        requestId,
      );
      const spans = reportSpans(now, policy.idleAfter);
      const context: CheckContext = {
        now,
        idleAfter: policy.idleAfter,
        policy,
        basis: scan?.result.basis ?? 'host reports',
        spans,
        // Nothing is taken from an earlier report: each span that counts is asked for.
        oddSpans: new Set(
          spans.filter(({ newest }) => newest * DAY <= policy.idleAfter).map(({ from }) => from),
        ),
        reports: zoom.reports,
        ties: zoom.ties,
        exemptions,
        options,
        thorough: true,
        mayAsk: () => true,
        noteMissing: () => undefined,
        noteFailure: (error) => {
          throw error;
        },
      };
      const input = { holder, facts, knownUse: known.knownUse, totals: new Map(), ties };
      const { seat } = await checkSeat(context, input);
      return { ...seat, spans: known.seat?.spans ?? [] };
    },
    history: (days) => scans.days(days),
    async poll() {
      if (deps.policy.licences.nightly && (await isDue())) await scans.begin();
      if (!(await scans.running())) return false;
      work().catch((error: unknown) => logger.warn({ err: error }, 'licences: the scan was cut off'));
      return false;
    },
    async stop() {
      stopped.abort(new Error('the process stops'));
      await underWay?.catch(() => undefined);
      stopped = new AbortController();
    },
  };
}
