import type { ZoomError } from '../zoom-error.ts';
import { actionOf, type ErrorAction, type ErrorKind } from './error-kinds.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { nextForAdmin } from './messages/for-admins.ts';
import type { Language, Message } from './messages/messages.ts';

/** What a button can offer after an error. */
export type ActionButton =
  /** Another command of the bot, by its name. */
  | {
      readonly kind: 'command';
      readonly command: Exclude<ErrorAction, 'retry' | 'edit'>;
      readonly label: string;
    }
  /** The same again. */
  | { readonly kind: 'retry'; readonly label: string }
  /** The form again, filled in as it was. */
  | { readonly kind: 'edit'; readonly label: string };

/** An error in words; the views fill in and escape the placeholders. */
export interface Explanation {
  readonly kind: ErrorKind;
  /** To the person whose own account it is; may name `{subject}`, `{statusPage}` and every key of `values`. */
  readonly says: string;
  /** To somebody who acts for another person, where the sentence differs. */
  readonly saysOther?: string;
  readonly next: string;
  readonly action?: ActionButton;
  /** Raw values for the placeholders, without `subject`. */
  readonly values: Readonly<Record<string, string>>;
}

const languages: ReadonlyMap<string, Language> = new Map([
  ['en', en],
  ['de', de],
]);

/**
 * The message of a failed call. Every placeholder left in the sentences is `subject`, `statusPage` or a key of `values`.
 *
 * @param locale a language tag such as `en` or `de-DE`; English where there is no translation.
 * @param toAdmin the reader is an admin, who is not told to ask one
 */
export function explain(error: ZoomError, locale = 'en', toAdmin = false): Explanation {
  const found = explainKind(error.kind, error.values, locale);
  const language = languages.has(shortOf(locale)) ? shortOf(locale) : 'en';
  const explanation = toAdmin ? { ...found, next: nextForAdmin(found.next, language) } : found;
  if (error.effect === 'none') return explanation;
  // No button to repeat a change that may have been made.
  const { action: _, ...withoutAction } = explanation;
  return { ...withoutAction, next: languageOf(locale).inDoubt };
}

/** The message of a kind by itself, such as a password rule that is broken before Zoom is asked. */
export function explainKind(
  kind: ErrorKind,
  values: Readonly<Record<string, string>> = {},
  locale = 'en',
): Explanation {
  const { messages, labels } = languageOf(locale);
  const { says, saysOther, next }: Message = messages[kind];
  const action = actionOf[kind];
  return {
    kind,
    says: chooseParts(says, values),
    ...(saysOther === undefined ? {} : { saysOther: chooseParts(saysOther, values) }),
    next: chooseParts(next, values),
    ...(action === null ? {} : { action: buttonOf(action, labels[action]) }),
    values,
  };
}

const shortOf = (locale: string) => locale.split(/[-_]/)[0]?.toLowerCase() ?? '';

const languageOf = (locale: string): Language => languages.get(shortOf(locale)) ?? en;

const buttonOf = (action: ErrorAction, label: string): ActionButton =>
  action === 'retry' || action === 'edit'
    ? { kind: action, label }
    : { kind: 'command', command: action, label };

/** Settles each `[with {value}|without]` by whether all of its values are there. */
function chooseParts(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\[([^\]|]*)(?:\|([^\]]*))?\]/g, (_, having: string, without = '') => {
    const names = [...having.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    return names.every((name) => (values[name] ?? '') !== '') ? having : without;
  });
}
