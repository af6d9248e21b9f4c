import type { StaticSelect, UsersSelect } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { ElementState } from '../../../slack/desktop.ts';
import { chosen, optionsOf } from '../state/elements.ts';
import { useDesk } from '../view/desk.ts';
import { controlProps, type FieldProps, useField } from './field-props.ts';
import { OptionList } from './option-list.ts';
import { choicesOf } from './select-options.ts';

/** One option, or one person, from a native select. */
export function SelectField({
  element,
  ...context
}: FieldProps<StaticSelect | UsersSelect>): ComponentChildren {
  const { snapshot } = useDesk();
  const { value, busy, change } = useField(element, context);
  const current = value?.selected_user ?? value?.selected_option?.value ?? '';
  const pick = (event: Event) => change(stateOf(element, (event.currentTarget as HTMLSelectElement).value));
  const empty =
    element.placeholder?.text ?? (element.type === 'users_select' ? 'Select a person' : 'Select an option');
  return html`<div class=${`select-frame${context.label ? ' select-small' : ''}`}>
    <select
      ...${controlProps(context)}
      class=${`control${current === '' ? ' control-empty' : ''}`}
      value=${current}
      autofocus=${element.focus_on_load}
      aria-busy=${busy}
      onChange=${pick}
    >
      <option value="">${empty}</option>
      ${h(OptionList, { choices: choicesOf(element, snapshot) })}
    </select>
  </div>`;
}

function stateOf(element: StaticSelect | UsersSelect, picked: string): ElementState {
  const { type } = element;
  if (element.type === 'users_select') return { type, selected_user: picked || null };
  const option = optionsOf(element).find((one) => one.value === picked);
  return { type, selected_option: option ? chosen(option) : null };
}
