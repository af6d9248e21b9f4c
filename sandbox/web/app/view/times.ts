const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dayLong = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const numeric = new Intl.DateTimeFormat(undefined, { dateStyle: 'short' });
const plain = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', day: 'numeric' });
const short = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const long = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** A message's `ts`, seconds since 1970 with a fraction, as a date. */
export const dateOfTs = (ts: string) => new Date(Number(ts) * 1000);
export const timeOf = (date: Date) => clock.format(date);
export const fullTimeOf = (date: Date) => full.format(date);

/** "Today", "Yesterday" or the day's name. */
export function dayOf(date: Date, now = new Date()): string {
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) return capital(ago.format(days, 'day'));
  return dayLong.format(date);
}

/** Fills the braces of `<!date^…^{date_short} at {time}|…>` in the reader's own zone and language. */
export function formatDate(date: Date, format: string): string {
  const near = (fallback: Intl.DateTimeFormat) => {
    const days = Math.round((midnight(date) - midnight(new Date())) / 86_400_000);
    return Math.abs(days) <= 1 ? ago.format(days, 'day') : fallback.format(date);
  };
  const parts: Readonly<Record<string, () => string>> = {
    date_num: () => numeric.format(date),
    date: () => plain.format(date),
    date_short: () => short.format(date),
    date_long: () => long.format(date),
    date_pretty: () => near(plain),
    date_short_pretty: () => near(short),
    date_long_pretty: () => near(long),
    time: () => clock.format(date),
    time_secs: () => clockSeconds.format(date),
    ago: () => relative(date),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parts, name) ? (parts[name]?.() ?? whole) : whole,
  );
}

function relative(date: Date): string {
  const minutes = Math.round((date.getTime() - Date.now()) / 60_000);
  if (Math.abs(minutes) < 60) return ago.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return ago.format(Math.round(minutes / 60), 'hour');
  return ago.format(Math.round(minutes / 1440), 'day');
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
