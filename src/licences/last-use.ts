import { ifKnown } from '../zoom/known.ts';
import type { CallOptions } from '../zoom/options.ts';
import type { DaySpan, HostTotals, PastMeeting, Reports } from '../zoom/reports.ts';
import { DAY, isWithinMonth, type ReportSpan } from './days.ts';
import type { LastUse } from './review.ts';

/** A Basic account's group meetings end after so many minutes. */
export const FREE_MINUTES = 40;
/** A Basic account's meetings hold so many people. */
const FREE_PEOPLE = 100;
/** A known use that is no older than this is recent enough: Zoom is not asked for a newer one. Milliseconds. */
const GOOD_AS_NEW = 30 * DAY;

/** What is known of one person's use. */
export interface UseFacts {
  readonly zoomId: string;
  /** By the first day of the span. */
  readonly totals: ReadonlyMap<string, Omit<HostTotals, 'id'>>;
  /** The last use that an earlier scan has found: milliseconds since the epoch. */
  readonly known: number | null;
}

/** What is the same for everybody in one scan. */
export interface UseContext {
  readonly now: number;
  readonly idleAfter: number;
  readonly spans: readonly ReportSpan[];
  /** First days of spans whose report had rows that could not be read: whoever is missing there may stand in one. */
  readonly oddSpans: ReadonlySet<string>;
  readonly reports: Pick<Reports, 'meetings'>;
  readonly options: CallOptions;
  /** Whether another Heavy call may be made today. @param decides it is about whether they are idle, not since when */
  mayAsk(decides: boolean): boolean;
  /** The scopes that are missing for the report of single people. */
  noteMissing(scopes: readonly string[]): void;
}

/** `undecided`: Zoom could not be asked often enough today. */
export interface UseFound {
  readonly lastUse: LastUse | null;
  readonly undecided: boolean;
}

/**
 * Finds the last use that needed a licence. The totals of each span rule out most people; where they do not decide, the
 * person's own report is asked for, the newest span first.
 */
export async function findLastUse(context: UseContext, facts: UseFacts): Promise<UseFound> {
  const { now, idleAfter, spans, oddSpans } = context;
  const { known } = facts;
  const knownUse: LastUse | null = known === null ? null : { at: known, what: 'hosted', precision: 'day' };
  if (known !== null && now - known < GOOD_AS_NEW) return { lastUse: knownUse, undecided: false };
  const isRecent = (span: ReportSpan) => span.newest * DAY <= idleAfter;
  const used = spans.filter((span) => {
    const isNewer = known === null || now - span.newest * DAY > known;
    return isNewer && judge(facts.totals.get(span.from), oddSpans.has(span.from)) !== 'unused';
  });
  while (used.length > 0) {
    const [span] = used as [ReportSpan];
    const use: LastUse = { at: now - span.newest * DAY, what: 'hosted', precision: 'span' };
    if (isRecent(span) && judge(facts.totals.get(span.from), false) === 'used') {
      return { lastUse: use, undecided: false };
    }
    if (!context.mayAsk(isRecent(span))) {
      if (known !== null && now - known <= idleAfter) return { lastUse: knownUse, undecided: false };
      return isRecent(span) ? { lastUse: knownUse, undecided: true } : { lastUse: use, undecided: false };
    }
    // As many of the spans as one call may be about.
    const together = used.filter(
      (one) => isRecent(one) === isRecent(span) && isWithinMonth(one.from, span.to),
    );
    used.splice(0, together.length);
    const found = await newestUse(context, facts.zoomId, {
      from: (together.at(-1) ?? span).from,
      to: span.to,
    });
    if (found === 'unknown') return { lastUse: use, undecided: false };
    if (found) return { lastUse: found, undecided: false };
  }
  return { lastUse: knownUse, undecided: false };
}

/**
 * What the totals of a span say by themselves. They may count minutes of meetings or of people, so only one long meeting shows;
 * a webinar needs a licence however short it is, so few minutes rule nothing out.
 */
function judge(totals: Omit<HostTotals, 'id'> | undefined, isOdd: boolean): 'used' | 'unused' | 'open' {
  if (!totals) return isOdd ? 'open' : 'unused';
  const { meetings, participants, minutes } = totals;
  if (meetings === 0) return 'unused';
  const isOneLong =
    meetings === 1 &&
    participants !== null &&
    participants >= 2 &&
    minutes !== null &&
    minutes > FREE_MINUTES * participants;
  return isOneLong ? 'used' : 'open';
}

/** The newest use in a span; `unknown`: it may not be asked for, or not all of it can be read. */
async function newestUse(
  { reports, options, noteMissing, now }: UseContext,
  zoomId: string,
  span: DaySpan,
): Promise<LastUse | 'unknown' | null> {
  const asking = async () => {
    let newest: number | null = null;
    let isOdd = false;
    for await (const { rows, skipped } of reports.meetings(zoomId, span, options)) {
      isOdd ||= skipped > 0;
      for (const meeting of rows.filter(needsLicence)) {
        if (meeting.startedAt === null) isOdd = true;
        else newest = Math.max(newest ?? 0, meeting.startedAt);
      }
    }
    return { newest, isOdd };
  };
  const answer = await ifKnown('reportMeetings', asking());
  if (!('value' in answer)) {
    noteMissing(answer.scopes);
    return 'unknown';
  }
  const { newest, isOdd } = answer.value;
  if (newest !== null) return { at: Math.min(newest, now), what: 'hosted', precision: 'day' };
  return isOdd ? 'unknown' : null;
}

/** Whether a Basic account could not have hosted it. What is not told counts as if it needed a licence. */
function needsLicence({ minutes, participants, isWebinar }: PastMeeting): boolean {
  if (isWebinar) return true;
  if (participants !== null && participants < 2) return false;
  if (participants !== null && participants > FREE_PEOPLE) return true;
  return minutes === null || minutes > FREE_MINUTES;
}
