const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** About how far two moments are apart: "3 minutes", "about 4 hours", "12 days", "about 1 month". */
export function formatDistance(from: number, to: number): string {
  const minutes = Math.round(Math.abs(to - from) / MINUTE);
  const span = minutes * MINUTE;
  if (minutes === 0) return 'less than a minute';
  if (minutes < 45) return count(minutes, 'minute');
  if (minutes < 90) return 'about 1 hour';
  if (span < DAY) return `about ${count(Math.round(span / HOUR), 'hour')}`;
  if (span < 42 * HOUR) return '1 day';
  if (span < MONTH) return count(Math.round(span / DAY), 'day');
  if (span < 2 * MONTH) return `about ${count(Math.round(span / MONTH), 'month')}`;
  if (span < YEAR) return count(Math.round(span / MONTH), 'month');
  const years = span / YEAR;
  const whole = Math.floor(years);
  if (years - whole < 0.25) return `about ${count(whole, 'year')}`;
  return years - whole < 0.75 ? `over ${count(whole, 'year')}` : `almost ${count(whole + 1, 'year')}`;
}

/** How long ago a moment was, in one unit: "3 hours ago", "30 days ago". */
export function timeAgo(at: number, now: number): string {
  const span = Math.max(0, now - at);
  if (span < MINUTE) return `${count(Math.round(span / SECOND), 'second')} ago`;
  if (span < HOUR) return `${count(Math.round(span / MINUTE), 'minute')} ago`;
  if (span < DAY) return `${count(Math.round(span / HOUR), 'hour')} ago`;
  if (span < MONTH) return `${count(Math.round(span / DAY), 'day')} ago`;
  const months = Math.round(span / MONTH);
  return span < YEAR && months < 12
    ? `${count(months, 'month')} ago`
    : `${count(Math.round(span / YEAR), 'year')} ago`;
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
