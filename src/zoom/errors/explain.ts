import type { ZoomError } from '../zoom-error.ts';
import type { Meaning } from './meanings.ts';
import { en } from './words/en.ts';
import type { Entry, Language, Remedy } from './words/words.ts';

/** A failure in words; the views fill in and escape what stands in braces. */
export interface Explanation {
  readonly meaning: Meaning;
  /** To the person whose own account it is; may name `{subject}` and every key of `values`. */
  readonly says: string;
  /** To somebody who acts for another person, where the sentence differs. */
  readonly saysOther?: string;
  readonly next: string;
  /** Who can put it right. */
  readonly who: Entry['who'];
  readonly remedy?: Remedy;
  /** Raw values for the placeholders, without `subject`. */
  readonly values: Readonly<Record<string, string>>;
}

const languages: ReadonlyMap<string, Language> = new Map([['en', en]]);

/**
 * Words for a failed call. Every placeholder left in the sentences is `subject` or a key of `values`.
 *
 * @param locale a language tag such as `en` or `de-DE`; English where there are no words for it.
 */
export function explain(error: ZoomError, locale = 'en'): Explanation {
  const { meaning, values } = error;
  const { words, inDoubt } = languages.get(locale.split(/[-_]/)[0]?.toLowerCase() ?? '') ?? en;
  const { says, saysOther, next, who, remedy }: Entry = words[meaning];
  const doubtful = error.effect === 'unknown';
  return {
    meaning,
    says: chooseParts(says, values),
    ...(saysOther === undefined ? {} : { saysOther: chooseParts(saysOther, values) }),
    next: doubtful ? inDoubt : chooseParts(next, values),
    who,
    // No button to repeat a change that may have been made.
    ...(remedy === undefined || doubtful ? {} : { remedy }),
    values,
  };
}

/** Settles each `[with {value}|without]` by whether all of its values are there. */
export function chooseParts(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\[([^\]|]*)(?:\|([^\]]*))?\]/g, (_, having: string, without = '') => {
    const names = [...having.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    return names.every((name) => (values[name] ?? '') !== '') ? having : without;
  });
}
