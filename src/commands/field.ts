import { type Text, text } from '../languages/text.ts';
import type { FormOption } from '../views/form.ts';

/** One thing that a command asks for, by argument or by form. */
export interface Field {
  readonly name: string;
  readonly label: Text;
  /**
   * What the value is:
   * - `person`: a Slack id or an email address
   * - `email`: an address
   * - `text`: on the command line, the rest of what was typed
   * - `choice`: one of `options`
   * - `toggles`: those of `options` that are on, joined by commas; empty when all are off
   * - `switches`: each of `options` by itself, those that were switched: `chat=off,polling=on`; in the form only
   * - `duration`: when it ends: `14d`, `until Friday` or `for good`; on the command line as people say it. In the form
   *   one of `options`, or a date
   * - `time-zone`: the name of a time zone, such as `Europe/Berlin`; in the form it is searched for
   * - `secret`: asked for in the form only; never stored, logged or put into `values`
   * - `picture`: the id of a file in Slack; asked for in the form only
   */
  readonly kind:
    | 'person'
    | 'email'
    | 'text'
    | 'choice'
    | 'toggles'
    | 'switches'
    | 'duration'
    | 'time-zone'
    | 'secret'
    | 'picture';
  readonly optional?: true;
  /**
   * Left out only together with the others that say so: without any of them the command shows something, and with one of
   * them it needs all. Its form asks for all.
   */
  readonly together?: true;
  /** A heading of the form that stands above it: it and what follows belong together. */
  readonly section?: Text;
  readonly hint?: Text;
  readonly placeholder?: Text;
  readonly multiline?: true;
  readonly maxLength?: number;
  /** An empty input clears the value in Zoom. */
  readonly clearable?: true;
  readonly pattern?: { readonly is: RegExp; readonly otherwise: Text };
  /** Words that a person may type instead of naming somebody, such as `all`. */
  readonly words?: readonly string[];
  /** For a person: somebody in Slack, with a Zoom account or without; an email address does not name them. */
  readonly slackOnly?: true;
  /** For a person: the form lets them choose from what `prefill` offers instead of from everybody in Slack. */
  readonly offered?: true;
  readonly options?: readonly FormOption[];
  /** Other words for the options' values, as people type them. */
  readonly alsoCalled?: Readonly<Record<string, string>>;
  /** For a person: several may be named, and each is a request of its own. In a form they are joined by commas. */
  readonly several?: true;
}

/** Values whose fields are not known to the compiler. */
export type AnyValues = Readonly<Record<string, string | undefined>>;

/** The values of a command's fields, by name; an optional one may be missing, a secret always is. */
export type Values<F extends readonly Field[]> = readonly Field[] extends F
  ? AnyValues
  : {
      readonly [K in F[number] as K['kind'] extends 'secret' ? never : K['name']]: K extends {
        optional: true;
      }
        ? ValueOf<K> | undefined
        : ValueOf<K>;
    };

/** A choice has one of its options' values, where these are literals. */
type ValueOf<K extends Field> = K extends { kind: 'choice'; options: readonly { value: infer V }[] }
  ? V
  : string;

/** What was understood of a command line. */
export interface ParsedArgs {
  readonly values: AnyValues;
  /** What is wrong, by field name, as a sentence of plain text. */
  readonly problems: Readonly<Record<string, Text>>;
  /** Words that are in none of these. Nothing is dropped in silence: the person is told of them. */
  readonly unread?: readonly string[];
}

/** The values of secret fields, by name. Kept in memory only, until the change is made. */
export type Secrets = Readonly<Record<string, string>>;

/** Asks for the reason of a request, which nobody has to give. @param label the question */
export function reasonField(label: Text) {
  return {
    name: 'reason',
    label,
    kind: 'text',
    optional: true,
    multiline: true,
    maxLength: 500,
    hint: text`The approver reads it.`,
  } as const;
}
