import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { TextView } from '../blocks/text-view.ts';
import { chosen } from '../state/elements.ts';
import { type FieldProps, useField } from './field-props.ts';

/** Radio buttons or checkboxes, all native. */
export function OptionsField({
  element,
  ...context
}: FieldProps<RadioButtons | Checkboxes>): ComponentChildren {
  const { value, change } = useField(element, context);
  const { type } = element;
  const many = type === 'checkboxes';
  const picked = many
    ? (value?.selected_options ?? []).map((option) => option.value)
    : [value?.selected_option?.value];
  const toggle = (option: Option) => {
    if (!many) return change({ type, selected_option: chosen(option) });
    const on = !picked.includes(option.value ?? '');
    const values = on ? [...picked, option.value] : picked.filter((one) => one !== option.value);
    const options = element.options.filter((one) => values.includes(one.value ?? ''));
    change({ type, selected_options: options.map(chosen) });
  };
  return html`<div class="options" role=${context.label ? 'group' : undefined} aria-label=${context.label}>
    ${element.options.map((option, index) => {
      const hint = option.description ? `${context.id}-${index}` : undefined;
      return html`<label class="option" key=${option.value}>
        <input
          type=${many ? 'checkbox' : 'radio'}
          name=${context.id}
          checked=${picked.includes(option.value ?? '')}
          aria-describedby=${[hint, context.describedBy].filter(Boolean).join(' ') || undefined}
          aria-invalid=${context.invalid ? 'true' : undefined}
          data-field="true"
          onChange=${() => toggle(option)}
        />
        <span class="option-text">${h(TextView, { text: option.text })}</span>
        ${option.description && html`<span class="option-hint" id=${hint}>${h(TextView, { text: option.description })}</span>`}
      </label>`;
    })}
  </div>`;
}
