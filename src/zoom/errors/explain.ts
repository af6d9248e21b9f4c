import type { Text } from '../../languages/text.ts';
import type { ZoomError } from '../zoom-error.ts';
import { actionOf, type ErrorAction, type ErrorKind } from './error-kinds.ts';
import { inDoubt, labels, messages } from './messages/en.ts';
import { nextForAdmin } from './messages/for-admins.ts';
import type { Message } from './messages/messages.ts';

/** What a button can offer after an error. */
export type ActionButton =
  /** Another command of the bot, by its name. */
  | {
      readonly kind: 'command';
      readonly command: Exclude<ErrorAction, 'retry' | 'edit'>;
      readonly label: Text;
    }
  /** The same again. */
  | { readonly kind: 'retry'; readonly label: Text }
  /** The form again, filled in as it was. */
  | { readonly kind: 'edit'; readonly label: Text };

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

/**
 * The message of a failed call. Every placeholder left in the sentences is `subject`, `statusPage` or a key of `values`.
 * The sentences are in English; `fill` puts them into the reader's language.
 *
 * @param toAdmin the reader is an admin, who is not told to ask one
 */
export function explain(error: ZoomError, toAdmin = false): Explanation {
  const found = explainKind(error.kind, error.values);
  const explanation = toAdmin ? { ...found, next: nextForAdmin(found.next) } : found;
  if (error.effect === 'none') return explanation;
  // No button to repeat a change that may have been made.
  const { action: _, ...withoutAction } = explanation;
  return { ...withoutAction, next: inDoubt };
}

/** The message of a kind by itself, such as a password rule that is broken before Zoom is asked. */
export function explainKind(kind: ErrorKind, values: Readonly<Record<string, string>> = {}): Explanation {
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

const buttonOf = (action: ErrorAction, label: Text): ActionButton =>
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
