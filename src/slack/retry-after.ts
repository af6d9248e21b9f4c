const WITHOUT = 1;
const LONGEST = 60;

/**
 * The seconds of a 429's `Retry-After`. Slack sends whole seconds; a proxy on the way may send a date or nothing, which
 * Slack's client would take for two thousand seconds (the year), or for the end.
 */
export function retryAfterSeconds(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const seconds = Math.ceil((Date.parse(text) - now) / 1_000);
  return Number.isNaN(seconds) ? WITHOUT : Math.min(LONGEST, Math.max(WITHOUT, seconds));
}
