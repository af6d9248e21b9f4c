import type { ElementState, StateValues } from './desktop.ts';
import { elementsOf, optionsOf } from './elements.ts';
import type { Rec } from './json.ts';

const required = 'Please complete this required field.';

/**
 * What Slack's client refuses before it sends a form, by `block_id`: a required field left empty, an address
 * that is none, a text too short or too long, a number out of range. Empty: the form may go.
 */
export function clientErrors(blocks: unknown, values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, block, element, isInput } of elementsOf(blocks)) {
    if (!isInput) continue;
    const state = values[blockId]?.[actionId];
    const wrong = isBlank(state)
      ? block.optional === true
        ? undefined
        : required
      : complaint(element, state);
    if (wrong) errors[blockId] = wrong;
  }
  return errors;
}

function isBlank(state: ElementState | undefined): boolean {
  if (!state) return true;
  return Object.entries(state).every(([key, value]) => {
    if (key === 'type') return true;
    if (typeof value === 'string') return value.trim() === '';
    return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  });
}

function complaint(element: Rec, state: ElementState | undefined): string | undefined {
  const text = state?.value ?? '';
  switch (element.type) {
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return wrongNumber(element, text);
    case 'plain_text_input':
      return wrongLength(element, [...text].length);
    case 'file_input':
      return wrongFiles(element, state);
    default:
      return wrongChoice(element, state);
  }
}

function wrongLength(element: Rec, length: number): string | undefined {
  const least = Number(element.min_length ?? 0);
  const most = Number(element.max_length ?? 3000);
  if (length < least) return `Please enter at least ${least} characters.`;
  return length > most ? `Please enter no more than ${most} characters.` : undefined;
}

function wrongNumber(element: Rec, text: string): string | undefined {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) return 'Please enter a valid number.';
  if (element.min_value !== undefined && Number(text) < Number(element.min_value)) {
    return `Please enter a number of at least ${String(element.min_value)}.`;
  }
  const tooLarge = element.max_value !== undefined && Number(text) > Number(element.max_value);
  return tooLarge ? `Please enter a number of at most ${String(element.max_value)}.` : undefined;
}

function wrongFiles(element: Rec, state: ElementState | undefined): string | undefined {
  const files = state?.files ?? [];
  const most = Number(element.max_files ?? 10);
  if (files.length > most) return `Please choose no more than ${most} files.`;
  if (!Array.isArray(element.filetypes)) return undefined;
  const types = element.filetypes.map(String);
  const named = files.map((file) =>
    typeof file === 'object' && file && 'name' in file ? String(file.name) : '',
  );
  const wrong = named.find((name) => !types.includes(name.split('.').at(-1)?.toLowerCase() ?? ''));
  return wrong === undefined ? undefined : `Please choose files of type ${types.join(', ')}.`;
}

function wrongChoice(element: Rec, state: ElementState | undefined): string | undefined {
  const offered = optionsOf(element).map((option) => option.value);
  const options = [state?.selected_option ?? [], state?.selected_options ?? []].flat();
  if (offered.length && !options.every((option) => offered.includes(option.value))) {
    return 'Please choose one of the options.';
  }
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const chosen = Object.values(state ?? {}).find((value) => Array.isArray(value));
  const count = Array.isArray(chosen) ? chosen.length : 0;
  return count > most ? `Please choose no more than ${most}.` : undefined;
}
