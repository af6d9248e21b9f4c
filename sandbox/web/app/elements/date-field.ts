import type { Datepicker } from '@slack/types';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { controlProps, type FieldProps, useField } from './field-props.ts';

/** A day, from the browser's own date picker. */
export function DateField({ element, ...context }: FieldProps<Datepicker>): ComponentChildren {
  const { value, change } = useField(element, context);
  const pick = (event: Event) =>
    change({ type: element.type, selected_date: (event.currentTarget as HTMLInputElement).value || null });
  return html`<input
    type="date"
    class="control control-date"
    ...${controlProps(context)}
    value=${value?.selected_date ?? ''}
    autofocus=${element.focus_on_load}
    onChange=${pick}
  />`;
}
