import type { Clock } from '../../clock.ts';
import type { Text } from '../../languages/text.ts';
import type { Logger } from '../../log.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Store } from '../../store/open.ts';
import type { DayCounts, LicenceReview, LicenceReviews, ScanProgress } from '../review.ts';
import { type Figures, figuresOf } from './figures.ts';
import { drawUseChart, pictureOf, useChartWords } from './use-chart.ts';

/** How many days the chart shows, and growth is looked for in. */
const DAYS = 183;

/** Everything that a report is made of. */
export interface Report {
  readonly review: LicenceReview;
  readonly history: readonly DayCounts[];
  readonly figures: Figures;
}

/** A chart as a picture, and what it shows in words. */
interface Chart {
  /** A PNG; `null` where none can be drawn on this machine. */
  readonly picture: Uint8Array | null;
  readonly words: Text;
  /** How many days were counted. */
  readonly days: number;
}

/** The licences of the account as they were last counted. */
export interface LicenceReports {
  /** `null`: they were never counted. */
  latest(): Promise<Report | null>;
  chart(): Promise<Chart>;
  /** How far a count is; `null`: none is under way. */
  progress(): Promise<ScanProgress | null>;
  readonly policy: Policy['licences'];
}

interface ReportsDeps {
  readonly store: Pick<Store, 'db'>;
  readonly reviews: Pick<LicenceReviews, 'latest' | 'history' | 'progress'>;
  readonly policy: Pick<Policy, 'licences'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

export function createLicenceReports(deps: ReportsDeps): LicenceReports {
  const { reviews, logger, clock } = deps;
  return {
    get policy() {
      return deps.policy.licences;
    },
    progress: () => reviews.progress(),
    async latest() {
      const [review, history] = await Promise.all([reviews.latest(), reviews.history(DAYS)]);
      if (!review) return null;
      const waiting = await peopleWaiting(deps.store);
      const figures = figuresOf({ review, history, policy: deps.policy.licences, waiting, now: clock.now() });
      return { review, history, figures };
    },
    async chart() {
      const history = await reviews.history(DAYS);
      const picture = history.length === 0 ? null : await pictureOf(drawUseChart(history), logger);
      return { picture, words: useChartWords(history), days: history.length };
    },
  };
}

/** How many approved requests wait until a licence is free. */
async function peopleWaiting({ db }: Pick<Store, 'db'>): Promise<number> {
  const { n } = await db
    .selectFrom('requests')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(n);
}
