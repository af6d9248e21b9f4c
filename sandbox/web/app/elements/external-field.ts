import type { ExternalSelect, MultiExternalSelect } from '@slack/types';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { controlProps, type FieldProps, useField } from './field-props.ts';

/** Slack would ask the app for these options while one types; the sandbox does not, and says so. */
export function ExternalField({
  element,
  ...context
}: FieldProps<ExternalSelect | MultiExternalSelect>): ComponentChildren {
  const { value } = useField(element, context);
  const noteId = `${context.id}-note`;
  const picked = value?.selected_options ?? (value?.selected_option ? [value.selected_option] : []);
  const describedBy = [context.describedBy, noteId].filter(Boolean).join(' ');
  return html`<div class="select-frame">
    <input
      type="text"
      class="control"
      ...${controlProps({ ...context, describedBy })}
      value=${picked.map((option) => option.text.text).join(', ')}
      placeholder=${element.placeholder?.text ?? 'Select an option'}
      disabled
    />
    <p class="field-hint" id=${noteId}>
      In Slack these options come from the app while you type. The sandbox cannot ask for them.
    </p>
  </div>`;
}
