import type { Client } from './client.ts';
import type { OperationName } from './operations.ts';
import type { CallOptions } from './options.ts';
import { ZoomError } from './zoom-error.ts';

/** Days (UTC) from the first to the last, such as `2026-11-03`. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** What somebody hosted in a span of days. A number is `null` where Zoom does not tell it. */
export interface HostTotals {
  readonly id: string;
  readonly meetings: number | null;
  readonly participants: number | null;
  readonly minutes: number | null;
}

/** A meeting or a webinar that has taken place. What Zoom does not tell is `null`. */
export interface PastMeeting {
  /** Milliseconds since the epoch. */
  readonly startedAt: number | null;
  readonly minutes: number | null;
  readonly participants: number | null;
  readonly isWebinar: boolean;
}

/** One page; `skipped` rows could not be read. */
interface ReportPage<Row> {
  readonly rows: readonly Row[];
  readonly skipped: number;
}

/**
 * Zoom's reports of what was hosted, page by page. A span is at most a month long and begins within the last six months:
 * Zoom refuses others. Heavy calls; every method throws ZoomError.
 */
export interface Reports {
  /** Everybody who hosted anything in the span. */
  hosts(span: DaySpan, options?: CallOptions): AsyncIterable<ReportPage<HostTotals>>;
  /** What one person hosted in the span with two or more people. */
  meetings(userId: string, span: DaySpan, options?: CallOptions): AsyncIterable<ReportPage<PastMeeting>>;
}

const PAGE_SIZE = '300';
/** Zoom's types of webinars: one, recurring without a time, recurring at a time. */
const WEBINARS = [5, 6, 9];

/** The calls about reports. */
export function createReports({ call }: Client): Reports {
  return {
    hosts: ({ from, to }, options) =>
      allPages('reportHosts', async (next_page_token) => {
        const query = { type: 'active', from, to, page_size: PAGE_SIZE, next_page_token };
        const answer = await call('reportHosts', { query }, options);
        const rows = answer.users.flatMap(({ id, meetings, participants, meeting_minutes: minutes }) =>
          id === undefined
            ? []
            : [
                {
                  id,
                  meetings: meetings ?? null,
                  participants: participants ?? null,
                  minutes: minutes ?? null,
                },
              ],
        );
        const skipped = (answer.skippedRows ?? 0) + answer.users.length - rows.length;
        return { rows, skipped, next: answer.next_page_token };
      }),
    meetings: (userId, { from, to }, options) =>
      allPages('reportMeetings', async (next_page_token) => {
        const query = { from, to, page_size: PAGE_SIZE, next_page_token };
        const answer = await call('reportMeetings', { path: { userId }, query }, options);
        const rows = answer.meetings.map((one) => ({
          startedAt: timeOf(one.start_time),
          minutes: one.duration ?? null,
          participants: one.participants_count ?? null,
          isWebinar: WEBINARS.includes(one.type ?? 0),
        }));
        return { rows, skipped: answer.skippedRows ?? 0, next: answer.next_page_token };
      }),
  };
}

/** All pages, one after the other. @throws ZoomError for a page that leads to itself */
async function* allPages<Row>(
  operation: OperationName,
  fetch: (token?: string) => Promise<ReportPage<Row> & { readonly next: string | undefined }>,
): AsyncGenerator<ReportPage<Row>> {
  let token: string | undefined;
  do {
    const { next, ...page } = await fetch(token);
    if (next && next === token) {
      throw new ZoomError({ operation, kind: 'unreadable-answer', effect: 'none', reason: 'ENDLESS' });
    }
    yield page;
    token = next;
  } while (token);
}

function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : time;
}
