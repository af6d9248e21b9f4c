import type { FormOption } from '../views/form.ts';

/** One thing that a command asks for, by argument or by form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /**
   * `person`: a Slack mention or an email address; `email`: an address; `text`: the rest of what was typed;
   * `choice`: one of `options`.
   */
  readonly kind: 'person' | 'email' | 'text' | 'choice';
  readonly optional?: true;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly multiline?: true;
  readonly maxLength?: number;
  readonly pattern?: { readonly is: RegExp; readonly otherwise: string };
  /** Words that a person may type instead of naming somebody, such as `all`. */
  readonly words?: readonly string[];
  /** What the form offers instead of a free choice of person, read when the form opens. */
  readonly offers?: 'assistants' | 'schedulers';
  readonly options?: readonly FormOption[];
}

/** The values of a command's fields, by name; an optional one may be missing. */
export type Values<F extends readonly Field[]> = {
  readonly [K in F[number] as K['name']]: K extends { optional: true } ? string | undefined : string;
};

/** Values whose fields are not known to the compiler. */
export type AnyValues = Readonly<Record<string, string | undefined>>;
