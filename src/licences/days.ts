import { day } from '../languages/formats.ts';
import type { Text } from '../languages/text.ts';
import type { DaySpan } from '../zoom/reports.ts';

export const DAY = 86_400_000;

/** How many days back Zoom's reports are asked for: a little less than the six months that it keeps. */
const REPORTED_DAYS = 181;
/** Days that fit into any month. */
const SHORTEST_MONTH = 28;
/** Numbers of days without use that the report counts people by: a span of the host reports ends at each. */
const STEPS = [30, 60, 90];

/** Days for which hosts are asked of Zoom together. */
export interface ReportSpan extends DaySpan {
  /** How many days back its newest day lies; 0: today. */
  readonly newest: number;
}

/** The day (UTC) of a time, such as `2026-11-03`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whole days since a time. */
export function daysSince(time: number, now: number): number {
  return Math.max(0, Math.floor((now - time) / DAY));
}

/** Days from one day to another, such as from `2026-11-03` to `2026-11-05`: 2. */
export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY);
}

/** The latest of the times that are known. */
export function latest(...times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** "31 March 2027", for a day such as `2027-03-31`. */
export function dateWords(date: string): Text {
  return day(Date.parse(date));
}

/** "3 December", with the year where it is another one. */
export function dayWords(time: number, now: number): Text {
  const sameYear = dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4);
  return day(time, sameYear ? { day: 'numeric', month: 'long' } : { dateStyle: 'long' });
}

/** Whether Zoom takes these days for one report: at most a month from the first to the last. */
export function isWithinMonth(from: string, to: string): boolean {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.parse(to) <= Date.UTC(year, month, Math.min(day, lastOfNext));
}

/**
 * The spans to ask Zoom's host reports for, the newest first: together six months, each short enough for Zoom, with a border
 * where a licence becomes idle. A day more counts as use there, as Zoom's days may not be UTC's.
 */
export function reportSpans(now: number, idleAfter: number): ReportSpan[] {
  const idleDays = Math.round(idleAfter / DAY) + 1;
  const borders = [...new Set([0, ...STEPS, Math.min(idleDays, REPORTED_DAYS), REPORTED_DAYS])];
  borders.sort((a, b) => a - b);
  const spans: ReportSpan[] = [];
  for (const [i, end] of borders.entries()) {
    const start = borders[i - 1];
    if (start === undefined) continue;
    const isShort = isWithinMonth(dayOf(now - (end - 1) * DAY), dayOf(now - start * DAY));
    const parts = isShort ? 1 : Math.ceil((end - start) / SHORTEST_MONTH);
    for (let part = 0; part < parts; part++) {
      const newest = start + Math.round(((end - start) * part) / parts);
      const oldest = start + Math.round(((end - start) * (part + 1)) / parts) - 1;
      spans.push({ newest, from: dayOf(now - oldest * DAY), to: dayOf(now - newest * DAY) });
    }
  }
  return spans;
}
