import type { AnyBlock } from '@slack/types';
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

/** A value of another kind of element, or an option that is no longer offered, cannot be kept. */
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
