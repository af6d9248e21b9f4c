import type { ExternalSelect, MultiExternalSelect } from '@slack/types';
import { type ComponentChildren, h } from 'preact';
import type { SelectOption } from '../../../slack/desktop.ts';
import { chosen } from '../state/elements.ts';
import { ChipList } from './chip-list.ts';
import { ComboBox } from './combo-box.ts';
import { type FieldProps, useField } from './field-props.ts';
import { choiceOf } from './select-options.ts';
import { useSuggestions } from './use-suggestions.ts';

/** A select whose options come from the app while one types: one of them, or several as chips. */
export function ExternalField({
  element,
  ...context
}: FieldProps<ExternalSelect | MultiExternalSelect>): ComponentChildren {
  const { value, busy, change } = useField(element, context);
  const found = useSuggestions(element, context.blockId);
  const many = element.type === 'multi_external_select';
  const picked = many ? (value?.selected_options ?? []) : [value?.selected_option ?? []].flat();
  const full = many && picked.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const set = (options: readonly SelectOption[]) => {
    const { type } = element;
    const kept = options.map(chosen);
    change(many ? { type, selected_options: kept } : { type, selected_option: kept[0] ?? null });
  };
  const pick = (one: string) => {
    const option = found.options.find((offered) => offered.value === one);
    if (many) return option && set([...picked, option]);
    set(option ? [option] : []);
  };
  const offered = found.options.filter(
    (option) => !many || picked.every((one) => one.value !== option.value),
  );
  const invitation = element.placeholder?.text ?? (many ? 'Add one' : 'Select an option');
  const [first] = picked;
  const box = h(ComboBox, {
    ...{ context, pick, busy: busy || found.busy, disabled: full, autofocus: element.focus_on_load },
    choices: offered.map((option) => choiceOf(option)),
    search: found.search,
    note: found.note,
    placeholder: full ? `No more than ${picked.length}` : invitation,
    ...(many || !first ? { value: '' } : { value: first.value, label: choiceOf(first).label }),
    key: many ? picked.length : 0,
  });
  if (!many) return box;
  return h(ChipList, {
    chips: picked.map((option) => choiceOf(option)),
    remove: (gone: string) => set(picked.filter((one) => one.value !== gone)),
    children: box,
  });
}
