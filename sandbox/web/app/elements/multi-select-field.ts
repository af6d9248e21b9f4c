import type { MultiStaticSelect, MultiUsersSelect } from '@slack/types';
import { type ComponentChildren, h } from 'preact';
import type { ElementState } from '../../../slack/desktop.ts';
import { chosen, optionsOf } from '../state/elements.ts';
import { useDesk } from '../view/desk.ts';
import { ChipList } from './chip-list.ts';
import { ComboBox } from './combo-box.ts';
import { type FieldProps, useField } from './field-props.ts';
import { choicesOf } from './select-options.ts';

/** Several options or people. */
export function MultiSelectField({
  element,
  ...context
}: FieldProps<MultiStaticSelect | MultiUsersSelect>): ComponentChildren {
  const { snapshot } = useDesk();
  const { value, change } = useField(element, context);
  const choices = choicesOf(element, snapshot);
  const picked = value?.selected_users ?? value?.selected_options?.map((option) => option.value) ?? [];
  const full = element.max_selected_items !== undefined && picked.length >= element.max_selected_items;
  const set = (values: readonly string[]) => change(stateOf(element, values));
  const invitation = full
    ? `No more than ${element.max_selected_items}`
    : picked.length > 0
      ? 'Add another'
      : (element.placeholder?.text ?? 'Add one');
  const labelOf = (one: string) => choices.find((choice) => choice.value === one)?.label ?? one;
  return h(ChipList, {
    chips: picked.map((one) => ({ value: one, label: labelOf(one) })),
    remove: (gone: string) => set(picked.filter((one) => one !== gone)),
    children: h(ComboBox, {
      context,
      choices: choices.filter((choice) => !picked.includes(choice.value)),
      value: '',
      placeholder: invitation,
      disabled: full,
      autofocus: element.focus_on_load,
      pick: (one) => one && set([...picked, one]),
      key: picked.length,
    }),
  });
}

function stateOf(element: MultiStaticSelect | MultiUsersSelect, picked: readonly string[]): ElementState {
  const { type } = element;
  if (element.type === 'multi_users_select') return { type, selected_users: picked };
  const options = optionsOf(element).filter((option) => picked.includes(option.value ?? ''));
  return { type, selected_options: options.map(chosen) };
}
