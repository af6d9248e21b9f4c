const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From how many milliseconds on a unit is used, and how long one is. */
const units = [
  { unit: 'year', from: 730 * DAY, size: 365 * DAY },
  { unit: 'month', from: 60 * DAY, size: 30 * DAY },
  { unit: 'day', from: DAY, size: DAY },
  { unit: 'hour', from: HOUR, size: HOUR },
  { unit: 'minute', from: MINUTE, size: MINUTE },
  { unit: 'second', from: 0, size: SECOND },
] as const;

/** A length of time in one unit, rounded: "20 minutes", "4 hours", "30 days", "3 months". */
export function inWords(ms: number): string {
  const span = Math.max(0, ms);
  const { unit, size } = units.find(({ from }) => span >= from) ?? units[5];
  return Math.round(span / size).toLocaleString('en', { style: 'unit', unit, unitDisplay: 'long' });
}
