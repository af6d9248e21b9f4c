import { type Text, text } from '../../languages/text.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const UNITS: Record<string, number> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/** Milliseconds of `30m`, `72h`, `14d` or `2w`; `undefined` when it is none of these. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,4})\s*([mhdw])$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  const amount = Number(match?.[1]);
  return unit && amount > 0 ? amount * unit : undefined;
}

/** The longest length that is read: ten years. */
const MAX_LENGTH = 3_660 * DAY;

/** Milliseconds of a unit as people write it. A month counts as 30 days and a year as 365, as limits in the policy do. */
const SPOKEN_UNITS: readonly (readonly [RegExp, number])[] = [
  [/^m(in(ute)?s?)?$/, MINUTE],
  [/^h(ou)?(rs?)?$/, HOUR],
  [/^d(ays?)?$/, DAY],
  [/^w(ee)?(ks?)?$/, 7 * DAY],
  [/^fortnights?$/, 14 * DAY],
  [/^mo(n|nths?|s)?$/, 30 * DAY],
  [/^y(ea)?(rs?)?$/, 365 * DAY],
];
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const OTHER_NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  half: 0.5,
  couple: 2,
  fourteen: 14,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/**
 * Milliseconds of a length of time as people say it: `14d`, `14 days`, `two weeks`, `1 month`, `a year`, `1 week and 3
 * days`, `a couple of weeks`; `undefined` when it is none.
 */
export function readLength(text: string): number | undefined {
  // "next week" is a date.
  if (text.length > 60 || /^next (week|month|year)$/i.test(text)) return undefined;
  const words = text
    .toLowerCase()
    .replace(/^the (next|coming|following) /, '')
    .replace(/^(another|next|about|around|approximately|approx\.?|roughly|exactly|ca\.?) /, '')
    .replace(/ or so$/, '')
    .replace(/\b(and|of)\b|[,-]/g, ' ')
    .replace(/^(\s*)half an? /, 'half ')
    .replace(/^a (couple|fortnight)/, '$1')
    .split(/\s+|(?<=\d)(?=[a-z])/)
    .filter(Boolean);
  let total = 0;
  for (let i = 0; i < words.length; ) {
    const [word = '', next = ''] = words.slice(i);
    const amount = numberOf(word);
    const unit = unitOf(amount === undefined ? word : next);
    // "fortnight" and "week" alone are one of them.
    if (!unit || (amount === undefined && word.length < 3)) return undefined;
    total += (amount ?? 1) * unit;
    i += amount === undefined ? 1 : 2;
  }
  return lengthOf(total);
}

/** A sum of units as a length; of half a year, which is over a month, whole days count. */
export function lengthOf(total: number): number | undefined {
  if (total <= 0 || total > MAX_LENGTH) return undefined;
  return total > 30 * DAY ? Math.ceil(total / DAY) * DAY : total;
}

function numberOf(word: string): number | undefined {
  if (/^\d{1,4}([.,]5)?$/.test(word)) return Number(word.replace(',', '.'));
  const small = NUMBERS.indexOf(word);
  if (small >= 0) return small;
  return Object.hasOwn(OTHER_NUMBERS, word) ? OTHER_NUMBERS[word] : undefined;
}

function unitOf(word: string): number | undefined {
  return SPOKEN_UNITS.find(([pattern]) => pattern.test(word))?.[1];
}

/** A length as it is stored: `2w` stays, `two weeks` becomes `14d`. Of what is shorter than a minute nothing is left. */
export function shortLength(ms: number): string {
  const unit = ms % DAY === 0 ? 'd' : ms % HOUR === 0 ? 'h' : 'm';
  return `${Math.round(ms / (UNITS[unit] ?? 1))}${unit}`;
}

/** A length of time in words: "14 days", "8 hours", "30 minutes". */
export function durationWords(ms: number): Text {
  if (ms % DAY === 0) {
    const days = ms / DAY;
    return days === 1 ? text`1 day` : text`${days} days`;
  }
  if (ms % HOUR === 0) {
    const hours = ms / HOUR;
    return hours === 1 ? text`1 hour` : text`${hours} hours`;
  }
  const minutes = Math.round(ms / MINUTE);
  return minutes === 1 ? text`1 minute` : text`${minutes} minutes`;
}

/** About how long, in words: in whole minutes below two hours, in hours below two days, else in days. */
export function roughDurationWords(ms: number): Text {
  const size = [DAY, HOUR].find((one) => ms >= 2 * one) ?? MINUTE;
  return durationWords(Math.max(1, Math.round(ms / size)) * size);
}
