import type { ViewStateValue } from '@slack/bolt';
import type { Field } from '../../commands/field.ts';
import { checkValue } from '../../commands/parse/read-field.ts';

type State = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/** What a submitted form holds: checked values, secrets apart from them, and a sentence for each wrong field. */
export interface FormReading {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** Reads a form's values, checked like those of a command line. A field that the form left out has none. */
export function readForm(fields: readonly Field[], state: State): FormReading {
  const values: Record<string, string | undefined> = {};
  const secrets: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const input = state[field.name]?.[field.name];
    if (!input) continue;
    const given = textOf(input);
    if (given.trim() === '' && field.kind !== 'toggles') {
      if (!field.optional) errors[field.name] = 'Please fill this in.';
      else if (field.clearable) values[field.name] = '';
      continue;
    }
    const { value, problem } = checkValue(field, given);
    if (problem !== undefined) errors[field.name] = problem;
    else if (value !== undefined) (field.kind === 'secret' ? secrets : values)[field.name] = value;
  }
  return { values, secrets, errors };
}

function textOf(input: ViewStateValue): string {
  const chosen = input.selected_options?.map((one) => one.value).join(',');
  const [file] = (input as { files?: { id?: string }[] }).files ?? [];
  return input.value ?? input.selected_user ?? input.selected_option?.value ?? chosen ?? file?.id ?? '';
}
