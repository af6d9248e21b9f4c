/** The formats of one language. */
function formatsOf(language: string | undefined) {
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options);
  return {
    clock: dates({ hour: 'numeric', minute: '2-digit' }),
    clockSeconds: dates({ timeStyle: 'medium' }),
    dayLong: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
    full: dates({ dateStyle: 'full', timeStyle: 'medium' }),
    numeric: dates({ dateStyle: 'short' }),
    plain: dates({ year: 'numeric', month: 'long', day: 'numeric' }),
    short: dates({ year: 'numeric', month: 'short', day: 'numeric' }),
    long: dates({ dateStyle: 'full' }),
    ago: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
}

let spoken: string | undefined;
let written = formatsOf(undefined);

/** From now on times are written as Slack writes them for somebody with this language, such as `fr-FR`. */
export function writeTimesIn(language: string): void {
  if (language === spoken) return;
  spoken = language;
  written = formatsOf(language);
}

/** A message's `ts`, seconds since 1970 with a fraction, as a date. */
export const dateOfTs = (ts: string) => new Date(Number(ts) * 1000);
export const timeOf = (date: Date) => written.clock.format(date);
export const fullTimeOf = (date: Date) => written.full.format(date);

/** "Today", "Yesterday" or the day's name. */
export function dayOf(date: Date, now = new Date()): string {
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) return capital(written.ago.format(days, 'day'));
  return written.dayLong.format(date);
}

/** Fills the braces of `<!date^…^{date_short} at {time}|…>` in the reader's own zone and language. */
export function formatDate(date: Date, format: string): string {
  const near = (fallback: Intl.DateTimeFormat) => {
    const days = Math.round((midnight(date) - midnight(new Date())) / 86_400_000);
    return Math.abs(days) <= 1 ? written.ago.format(days, 'day') : fallback.format(date);
  };
  const parts: Readonly<Record<string, () => string>> = {
    date_num: () => written.numeric.format(date),
    date: () => written.plain.format(date),
    date_short: () => written.short.format(date),
    date_long: () => written.long.format(date),
    date_pretty: () => near(written.plain),
    date_short_pretty: () => near(written.short),
    date_long_pretty: () => near(written.long),
    time: () => written.clock.format(date),
    time_secs: () => written.clockSeconds.format(date),
    ago: () => relative(date),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parts, name) ? (parts[name]?.() ?? whole) : whole,
  );
}

function relative(date: Date): string {
  const minutes = Math.round((date.getTime() - Date.now()) / 60_000);
  if (Math.abs(minutes) < 60) return written.ago.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return written.ago.format(Math.round(minutes / 60), 'hour');
  return written.ago.format(Math.round(minutes / 1440), 'day');
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
