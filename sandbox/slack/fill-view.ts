import { clientErrors } from './client-checks.ts';
import type { StateValues } from './desktop.ts';
import { type FieldValue, mergedState, stateWith } from './element-state.ts';
import { elementsOf } from './elements.ts';

export type { FieldValue } from './element-state.ts';

/** A form filled in: what would be sent, and what Slack's client would refuse, by `block_id`. */
export interface Filled {
  readonly values: StateValues;
  readonly errors: Readonly<Record<string, string>>;
}

/**
 * Fills a form as a person does: `fill(view, { email: 'x@y.z', person: 'U0MIA' })`, by `block_id` or
 * `action_id`. Fields that are not named keep what was typed before, else their initial value.
 * Throws a sentence when the form has no such field or a select no such option.
 */
export function fill(
  view: { readonly blocks: unknown },
  fields: Readonly<Record<string, FieldValue>>,
  typed: StateValues = {},
): Filled {
  const elements = elementsOf(view.blocks);
  const entered: StateValues = {};
  for (const [name, value] of Object.entries(fields)) {
    const found =
      elements.find((one) => one.blockId === name && one.isInput) ??
      elements.find((one) => one.actionId === name || one.blockId === name);
    if (!found) {
      const names = elements.map((one) => one.blockId).join(', ');
      throw new Error(`The form has no field ${name}, only ${names || 'none'}`);
    }
    const { blockId, actionId, element } = found;
    entered[blockId] = { ...entered[blockId], [actionId]: stateWith(element, value) };
  }
  const values = mergedState(view.blocks, typed, entered);
  return { values, errors: clientErrors(view.blocks, values) };
}
