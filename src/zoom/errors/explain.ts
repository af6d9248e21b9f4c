import type { ZoomError } from '../zoom-error.ts';
import type { FormField, Guidance, RemedyCommand, RemedyKind } from './meanings/guidance.ts';
import { type ErrorKind, guidance } from './meanings.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import type { Entry, Language } from './words/words.ts';

/** A way out that a button can offer. */
export type Remedy =
  /** Another command of the bot, by its name. */
  | { readonly kind: 'command'; readonly command: RemedyCommand; readonly label: string }
  /** The same again. */
  | { readonly kind: 'retry'; readonly label: string }
  /** The form again, filled in as it was. */
  | { readonly kind: 'edit'; readonly label: string };

/** A failure in words; the views fill in and escape what stands in braces. */
export interface Explanation {
  readonly kind: ErrorKind;
  /** To the person whose own account it is; may name `{subject}` and every key of `values`. */
  readonly says: string;
  /** To somebody who acts for another person, where the sentence differs. */
  readonly saysOther?: string;
  readonly next: string;
  /** Who can put it right. */
  readonly who: Guidance['who'];
  readonly remedy?: Remedy;
  /** The field of a form at which `says` can be shown. */
  readonly field?: FormField;
  /** Raw values for the placeholders, without `subject`. */
  readonly values: Readonly<Record<string, string>>;
}

const languages: ReadonlyMap<string, Language> = new Map([
  ['en', en],
  ['de', de],
]);

/**
 * Words for a failed call. Every placeholder left in the sentences is `subject` or a key of `values`.
 *
 * @param locale a language tag such as `en` or `de-DE`; English where there are no words for it.
 */
export function explain(error: ZoomError, locale = 'en'): Explanation {
  const { remedy, ...words } = explainMeaning(error.kind, error.values, locale);
  // No button to repeat a change that may have been made.
  if (error.effect === 'unknown') return { ...words, next: languageOf(locale).inDoubt };
  return { ...words, ...(remedy === undefined ? {} : { remedy }) };
}

/** Words for a kind by itself, such as a password rule that is broken before Zoom is asked. */
export function explainMeaning(
  kind: ErrorKind,
  values: Readonly<Record<string, string>> = {},
  locale = 'en',
): Explanation {
  const { words, labels } = languageOf(locale);
  const { says, saysOther, next }: Entry = words[kind];
  const { who, remedy, field } = guidance[kind];
  return {
    kind,
    says: chooseParts(says, values),
    ...(saysOther === undefined ? {} : { saysOther: chooseParts(saysOther, values) }),
    next: chooseParts(next, values),
    who,
    ...(remedy === undefined ? {} : { remedy: remedyOf(remedy, labels[remedy]) }),
    ...(field === undefined ? {} : { field }),
    values,
  };
}

const languageOf = (locale: string): Language =>
  languages.get(locale.split(/[-_]/)[0]?.toLowerCase() ?? '') ?? en;

const remedyOf = (remedy: RemedyKind, label: string): Remedy =>
  remedy === 'retry' || remedy === 'edit'
    ? { kind: remedy, label }
    : { kind: 'command', command: remedy, label };

/** Settles each `[with {value}|without]` by whether all of its values are there. */
function chooseParts(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\[([^\]|]*)(?:\|([^\]]*))?\]/g, (_, having: string, without = '') => {
    const names = [...having.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    return names.every((name) => (values[name] ?? '') !== '') ? having : without;
  });
}
