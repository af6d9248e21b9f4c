import type { AnyBlock, InputBlock, NumberInput, PlainTextInput } from '@slack/types';
import type { ElementState, StateValues } from '../../../slack/desktop.ts';
import { fieldsOf, initialValue, optionsOf, type PlacedField } from './elements.ts';

/**
 * The values of a view after an update. As in Slack, a field that keeps its block id and action id keeps what
 * was typed; a new field starts from its initial value; one that is gone is forgotten.
 */
export function reconcile(blocks: readonly AnyBlock[], before: StateValues = {}): StateValues {
  const values: StateValues = {};
  for (const placed of fieldsOf(blocks)) {
    const kept = before[placed.blockId]?.[placed.actionId];
    const value = kept && stillFits(placed, kept) ? kept : initialValue(placed.field);
    values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: value };
  }
  return values;
}

/** One field changed. */
export function withValue(
  values: StateValues,
  blockId: string,
  actionId: string,
  value: ElementState,
): StateValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}

/** A value of another kind of element, or an option that is no longer offered, can’t be kept. */
function stillFits({ field }: PlacedField, value: ElementState): boolean {
  if (value.type !== field.type) return false;
  if (!('options' in field || 'option_groups' in field)) return true;
  const offered = new Set(optionsOf(field).map((option) => option.value));
  const picked = [
    ...(value.selected_options ?? []),
    ...(value.selected_option ? [value.selected_option] : []),
  ];
  return picked.every((option) => offered.has(option.value));
}

/**
 * What Slack's own client checks before it sends a submission, worded as Slack words it: required fields,
 * addresses, numbers and lengths. Errors by block id; empty when the form may go.
 */
export function checkForm(blocks: readonly AnyBlock[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const input = block as InputBlock;
    const blockId = input.block_id ?? '';
    const value = values[blockId]?.[input.element.action_id ?? ''];
    const error = value && checkInput(input, value);
    if (error) errors[blockId] = error;
  }
  return errors;
}

function checkInput(input: InputBlock, value: ElementState): string | undefined {
  if (isEmpty(value)) return input.optional ? undefined : 'Please complete this required field.';
  const text = value.value ?? '';
  switch (input.element.type) {
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Must be a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Must be a valid link, such as https://example.com.';
    case 'number_input':
      return checkNumber(input.element, text);
    case 'plain_text_input':
      return checkLength(input.element, [...text].length);
    default:
      return undefined;
  }
}

function checkNumber(element: NumberInput, text: string): string | undefined {
  const number = Number(text);
  if (Number.isNaN(number)) return 'Must be a number.';
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Must be a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Must be at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Must be at most ${element.max_value}.`;
  return undefined;
}

function checkLength({ min_length: least, max_length: most }: PlainTextInput, length: number) {
  if (least !== undefined && length < least) return `Must be at least ${least} characters.`;
  if (most !== undefined && length > most) return `Must be at most ${most} characters; it is ${length} now.`;
  return undefined;
}

function isEmpty(value: ElementState): boolean {
  const lists = [value.selected_users, value.selected_options, value.files].filter(
    (list) => list !== undefined,
  );
  if (lists.length > 0) return lists.every((list) => list.length === 0);
  const picked = [
    value.selected_user,
    value.selected_option,
    value.selected_channel,
    value.selected_conversation,
    value.selected_date,
    value.selected_time,
    value.selected_date_time,
    value.rich_text_value,
  ];
  return !value.value?.trim() && picked.every((one) => !one);
}
