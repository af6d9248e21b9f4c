import type { Core } from './core.ts';
import type { ElementState, SelectOption } from './desktop.ts';
import type { Placed } from './elements.ts';
import { recsOf } from './json.ts';

type Where = Pick<Placed, 'blockId' | 'actionId'>;

const keyOf = (user: string, { blockId, actionId }: Where) => `${user} ${blockId} ${actionId}`;

/** Whether an element asks the app for its options. */
export const isExternal = (placed: Placed): boolean => /external_select$/.test(String(placed.element.type));

/** Remembers what an external select showed to a person: only that can be chosen. */
export function rememberSuggestions(
  core: Core,
  user: string,
  where: Where,
  options: readonly SelectOption[],
): void {
  const key = keyOf(user, where);
  const before = core.suggestions.get(key) ?? [];
  core.suggestions.set(key, [
    ...before.filter((old) => !options.some((one) => one.value === old.value)),
    ...options,
  ]);
}

/**
 * An external select's state with the options that the app offered in place of the bare values. Throws a sentence
 * for a value that this person was never shown.
 */
export function withSuggested(core: Core, user: string, placed: Placed, state: ElementState): ElementState {
  if (!isExternal(placed)) return state;
  const { element } = placed;
  const initial = recsOf([element.initial_option, ...recsOf(element.initial_options)]);
  const shown = [
    ...(core.suggestions.get(keyOf(user, placed)) ?? []),
    ...(initial as unknown as readonly SelectOption[]),
  ];
  const find = ({ value }: SelectOption): SelectOption => {
    const option = shown.find((one) => one.value === value);
    if (option) return option;
    const known = shown.map((one) => one.value).join(', ') || 'nothing yet';
    throw new Error(`${placed.actionId} has not offered ${value} to ${user}, only ${known}`);
  };
  return {
    ...state,
    ...(state.selected_option ? { selected_option: find(state.selected_option) } : {}),
    ...(state.selected_options ? { selected_options: state.selected_options.map(find) } : {}),
  };
}
