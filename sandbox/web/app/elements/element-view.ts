import type { ActionsBlockElement, InputBlockElement, SectionBlockAccessory } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { ImageElementView } from '../blocks/image-view.ts';
import { ButtonView } from './button-view.ts';
import { DateField } from './date-field.ts';
import { ExternalField } from './external-field.ts';
import type { FieldContext } from './field-props.ts';
import { FileField } from './file-field.ts';
import { MultiSelectField } from './multi-select-field.ts';
import { OptionsField } from './options-field.ts';
import { OverflowView } from './overflow-view.ts';
import { RichTextField } from './rich-text-field.ts';
import { SelectField } from './select-field.ts';
import { TextField } from './text-field.ts';

export type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;

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
