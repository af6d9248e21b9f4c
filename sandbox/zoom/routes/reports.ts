import type { HostedSeries, ZoomAccountUser } from '../account-user.ts';
import { members } from '../licences.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { memberOf } from './find.ts';
import { page } from './page.ts';

const day = 86_400_000;
const monthsBack = 6;

/** Zoom's reports: what everybody hosted in at most a month of the last six. */
export const reportRoutes: readonly Route[] = [
  {
    operation: 'reportHosts',
    method: 'GET',
    path: '/report/users',
    scope: 'report:read:list_users:admin',
    rate: 'heavy',
    handle: reportHosts,
  },
  {
    operation: 'reportMeetings',
    method: 'GET',
    path: '/report/users/:userId/meetings',
    scope: 'report:read:user:admin',
    rate: 'heavy',
    handle: reportMeetings,
  },
];

/** Active hosts hosted at least one meeting, also alone; the others are inactive. */
function reportHosts({ account, query }: ZoomRequest): Reply {
  const span = spanOf(query);
  refuseFree(account.paid);
  const active = query.get('type') !== 'inactive';
  const hosts = members(account).flatMap((user) => {
    if (user.status === 'pending') return [];
    const totals = totalsOf(user, span);
    return totals.meetings > 0 === active ? [{ user, ...totals }] : [];
  });
  return page(
    query,
    'users',
    hosts,
    ({ user, meetings, participants, minutes }) => ({
      id: user.id,
      email: user.email,
      user_name: user.displayName,
      type: user.type,
      dept: user.dept,
      meetings,
      participants,
      meeting_minutes: minutes,
    }),
    { from: query.get('from'), to: query.get('to') },
  );
}

/** Documented: only meetings and webinars with two or more people. */
function reportMeetings({ account, query, params: { userId = '' } }: ZoomRequest): Reply {
  const span = spanOf(query);
  refuseFree(account.paid);
  const user = memberOf(account, userId);
  const meetings = user.hosted
    .filter(({ participants }) => participants >= 2)
    .flatMap((series) => startsIn(series, span).map((start) => ({ series, start })))
    .sort((a, b) => b.start - a.start);
  return page(
    query,
    'meetings',
    meetings,
    ({ series, start }, index) => ({
      id: 85746065 + index,
      uuid: 'Vg8IdgluR5WDeWIkpJlElQ==',
      type: series.webinar ? 5 : 2,
      topic: series.webinar ? 'Town hall' : 'Weekly sync',
      user_name: user.displayName,
      user_email: user.email,
      start_time: stamp(start),
      end_time: stamp(start + series.minutes * 60_000),
      duration: series.minutes,
      total_minutes: series.minutes * series.participants,
      participants_count: series.participants,
    }),
    { from: query.get('from'), to: query.get('to') },
  );
}

interface Span {
  /** Milliseconds; the end is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Documented: at most a month, within the last six. The words are a guess. */
function spanOf(query: URLSearchParams): Span {
  const [from, to] = ['from', 'to'].map((field) => {
    const text = query.get(field) ?? '';
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(time)) throw invalidFields(field);
    return time;
  }) as [number, number];
  if (to < from) throw invalidFields('to');
  if (to > monthsAfter(from, 1))
    throw new Refusal(400, 300, 'The date range can not be longer than a month.');
  // A day of grace: the day of the account may be another one.
  if (from < monthsAfter(Date.now(), -monthsBack) - day) {
    throw new Refusal(400, 300, `Only provide report in recent ${monthsBack} months.`);
  }
  return { from, to: to + day };
}

function monthsAfter(time: number, months: number): number {
  const date = new Date(time);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const longest = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, longest));
  return date.getTime();
}

function refuseFree(paid: boolean): void {
  if (!paid) throw new Refusal(400, 200, 'This is only available for the paid account.');
}

function totalsOf({ hosted }: ZoomAccountUser, span: Span) {
  let [meetings, participants, minutes] = [0, 0, 0];
  for (const series of hosted) {
    const count = startsIn(series, span).length;
    meetings += count;
    participants += count * series.participants;
    minutes += count * series.minutes;
  }
  return { meetings, participants, minutes };
}

/** When those of a series began that lie in the span. */
function startsIn({ last, times, everyDays }: HostedSeries, { from, to }: Span): number[] {
  const end = Date.parse(last);
  const step = everyDays * day;
  const first = Math.max(0, Math.ceil((end - to + 1) / step));
  const beyond = Math.min(times - 1, Math.floor((end - from) / step));
  return Array.from({ length: Math.max(0, beyond - first + 1) }, (_, i) => end - (first + i) * step);
}

const stamp = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
