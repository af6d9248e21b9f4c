import type {
  ActionsBlockElement,
  Checkboxes,
  InputBlockElement,
  Option,
  RadioButtons,
  SectionBlockAccessory,
} from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { ImageElementView } from '../blocks/image-view.ts';
import { TextView } from '../blocks/text-view.ts';
import { chosen } from '../state/elements.ts';
import { ButtonView, OverflowView } from './buttons.ts';
import { type FieldContext, type FieldProps, useField } from './field-props.ts';
import { DateField, FileField, RichTextField, TextField } from './inputs.ts';
import { ExternalField, MultiSelectField, SelectField } from './select-fields.ts';

type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;

/** Whether the element is a group of native controls, which wants a legend instead of a label. */
export const isGroup = (element: AnyElement) =>
  element.type === 'radio_buttons' ||
  element.type === 'checkboxes' ||
  element.type === 'multi_static_select' ||
  element.type === 'multi_users_select' ||
  element.type === 'multi_external_select';

/** Any element. One the sandbox does not know is shown as such, so that nobody wonders where it went. */
export function ElementView({
  element,
  ...context
}: { element: AnyElement } & FieldContext): ComponentChildren {
  switch (element.type) {
    case 'button':
      return h(ButtonView, { element, blockId: context.blockId });
    case 'image':
      return h(ImageElementView, { element, size: 'accessory' });
    case 'overflow':
      return h(OverflowView, { element, blockId: context.blockId });
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return h(TextField, { element, ...context });
    case 'users_select':
    case 'static_select':
    case 'channels_select':
    case 'conversations_select':
      return h(SelectField, { element, ...context });
    case 'multi_users_select':
    case 'multi_static_select':
      return h(MultiSelectField, { element, ...context });
    case 'radio_buttons':
    case 'checkboxes':
      return h(OptionsField, { element, ...context });
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return h(DateField, { element, ...context });
    case 'external_select':
    case 'multi_external_select':
      return h(ExternalField, { element, ...context });
    case 'rich_text_input':
      return h(RichTextField, { element, ...context });
    case 'file_input':
      return h(FileField, { element, ...context });
    default:
      return html`<span class="unknown">The sandbox cannot show “${element.type}”</span>`;
  }
}

/** Radio buttons or checkboxes, all native. */
function OptionsField({ element, ...context }: FieldProps<RadioButtons | Checkboxes>): ComponentChildren {
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
