import { type Text, text } from '../languages/text.ts';
import { type Mrkdwn, md, mention, moment } from './mrkdwn.ts';

/** When a licence probably comes free, in milliseconds since 1970, and how that is known. */
export type Expected =
  /** That of this person ends then: a Slack id; `null`: it is of somebody who is not in Slack. */
  | { readonly at: number; readonly whose: string | null }
  /** One comes free about every so many milliseconds. */
  | { readonly at: number; readonly every: number };

/** Where somebody stands in the line for a licence. */
export interface Place {
  /** 1 is the first. */
  readonly position: number;
  /** `null`: it is not known. */
  readonly expected: Expected | null;
}

/** "3rd in line, probably around 5 December (when @Mia’s ends)". */
export function placeWords({ position, expected }: Place): Mrkdwn {
  const place = inLine(position);
  if (!expected) return md`${place}; nobody can say yet when one comes free`;
  return md`${place}, probably around ${moment(expected.at, '{date_pretty}')} (${why(expected)})`;
}

/** "next in line", "3rd in line" */
export function inLine(position: number): Text {
  return position === 1 ? text`next in line` : text`${ordinal(position)} in line`;
}

/** The same as a sentence of its own. */
export function expectedSentence(expected: Expected | null): Mrkdwn {
  if (!expected) return md`Nobody can say yet when one comes free.`;
  return md`Probably around ${moment(expected.at, '{date_pretty}')} (${why(expected)}).`;
}

function why(expected: Expected): Mrkdwn {
  if ('every' in expected) return rateWords(expected.every);
  return expected.whose
    ? md`when ${mention(expected.whose)}’s ends`
    : md`when one that was given for a time ends`;
}

const DAY = 86_400_000;

function rateWords(ms: number): Mrkdwn {
  const days = Math.round(ms / DAY);
  if (days === 0) return md`several come free a day`;
  return days === 1 ? md`one comes free about every day` : md`one comes free about every ${days} days`;
}

/** "1st", "2nd", "3rd", "11th"; catalogs write it as their language does. */
export function ordinal(n: number): Text {
  const isTeen = n % 100 >= 11 && n % 100 <= 13;
  if (isTeen) return text`${n}th`;
  if (n % 10 === 1) return text`${n}st`;
  if (n % 10 === 2) return text`${n}nd`;
  return n % 10 === 3 ? text`${n}rd` : text`${n}th`;
}

/**
 * What a message shows of a place, to see whether it is out of date. A date that follows from a rate moves on every day
 * without any news, so it counts by the week.
 */
export function shownAs({ position, expected }: Place): string {
  if (!expected) return `${position}`;
  return 'every' in expected
    ? `${position} ${Math.round(expected.every / DAY)} ${Math.round(expected.at / (7 * DAY))}`
    : `${position} ${Math.round(expected.at / DAY)} ${expected.whose}`;
}
