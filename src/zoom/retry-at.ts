/**
 * When Zoom will take the call again, by its headers; every one of them is optional. `Retry-After` is an ISO
 * date on the daily limit, and may be seconds or an HTTP date by HTTP's own rules; `X-RateLimit-Reset` is unix
 * time on the limit per second.
 *
 * @param now milliseconds since the epoch.
 */
export function retryAt(headers: Readonly<Record<string, string>>, now: number): Date | undefined {
  const after = headers['retry-after']?.trim();
  if (after) return asDate(/^\d+(\.\d+)?$/.test(after) ? now + Number(after) * 1_000 : Date.parse(after));
  const reset = headers['x-ratelimit-reset']?.trim();
  if (!reset || !/^\d+(\.\d+)?$/.test(reset)) return undefined;
  // Thirteen digits are milliseconds.
  return asDate(Number(reset) > 1e11 ? Number(reset) : Number(reset) * 1_000);
}

function asDate(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isFinite(date.getTime()) ? date : undefined;
}
