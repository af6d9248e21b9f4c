import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import { unusedFor } from '../licences/report/figures.ts';
import type { LicenceReviews } from '../licences/review.ts';
import { atMostEvery } from './at-most-every.ts';

/** The store is asked at most once in so many milliseconds, however often the metrics are scraped. */
const MAX_AGE = 30_000;
const SPANS = [30, 60, 90];

/**
 * The licences of the last scan. Every replica reports the same: aggregate with `max`, not `sum`. What is not known has no
 * series.
 *
 * @returns updates the metrics; call it before they are read. It never throws.
 */
export function createLicenceMetrics(
  registry: Registry,
  reviews: Pick<LicenceReviews, 'summary' | 'latest'>,
  clock: Clock,
): () => Promise<void> {
  const gauge = (name: string, help: string) => {
    const one = new Gauge({ name: `frontdesk_licences_${name}`, help, registers: [registry] });
    one.remove();
    return one;
  };
  const bought = gauge('bought', 'Zoom licences bought.');
  const used = gauge('used', 'Zoom licences in use, those of invited people included.');
  const pending = gauge('pending', 'Zoom licences of people who have not accepted their invitation.');
  const free = gauge('free', 'Zoom licences bought and not in use.');
  const reclaimable = gauge('reclaimable', 'Idle Zoom licences that may be taken back.');
  const scanned = gauge('last_scan_timestamp_seconds', 'When the last finished scan of the licences began.');
  const missing = gauge('missing_scopes', 'Scopes that the last scan of the licences lacked.');
  const idle = new Gauge({
    name: 'frontdesk_licences_idle',
    help: 'Zoom licences unused for so many days or longer, whether they may be taken back or not.',
    labelNames: ['days'] as const,
    registers: [registry],
  });

  let countedAt = 0;
  const read = async (): Promise<void> => {
    const summary = await reviews.summary();
    if (!summary) return;
    const { counts } = summary;
    for (const [one, value] of [
      [bought, counts.bought],
      [used, counts.used],
      [pending, counts.pending],
      [free, counts.free],
      [reclaimable, summary.idle],
      [scanned, summary.at / 1_000],
      [missing, summary.missingScopes.length],
    ] as const) {
      if (value === null) one.remove();
      else one.set(value);
    }
    if (summary.at === countedAt) return;
    const seats = (await reviews.latest())?.seats ?? [];
    for (const days of SPANS) idle.set({ days: `${days}` }, unusedFor(seats, days).length);
    countedAt = summary.at;
  };

  // A store that is away shows in `frontdesk_store_up`.
  return atMostEvery(MAX_AGE, clock, () => read().catch(() => undefined));
}
