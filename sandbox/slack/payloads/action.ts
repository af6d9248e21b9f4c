import type { ElementState, StateValues } from '../desktop.ts';
import type { Placed } from '../elements.ts';
import { makeTs } from '../ids.ts';
import type { Rec } from '../json.ts';

/** One entry of `actions[]`: the element's own fields, and what was chosen or typed. */
export function actionOf(placed: Placed, state: ElementState | undefined): Rec {
  const { element } = placed;
  const shown =
    element.type === 'button' ? { text: element.text, value: element.value, style: element.style } : {};
  const placeholder = element.placeholder ? { placeholder: element.placeholder } : {};
  return dropUndefined({
    type: element.type,
    action_id: placed.actionId,
    block_id: placed.blockId,
    ...shown,
    ...placeholder,
    ...(state ?? {}),
    action_ts: makeTs(),
  });
}

/** `state.values` with one element's value put in. */
export function withValue(values: StateValues, placed: Placed, state: ElementState | undefined): StateValues {
  if (!state || placed.element.type === 'button' || placed.element.type === 'overflow') return values;
  const block = { ...values[placed.blockId], [placed.actionId]: state };
  return { ...values, [placed.blockId]: block };
}

function dropUndefined(record: Rec): Rec {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
