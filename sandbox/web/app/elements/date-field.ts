import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { ElementState } from '../../../slack/desktop.ts';
import { controlProps, type FieldProps, useField } from './field-props.ts';
import { fromLocal, toLocal } from './local-time.ts';

type Moment = Datepicker | Timepicker | DateTimepicker;

const inputTypes = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const;

/** A day, a time or both, from the browser's own pickers. */
export function DateField({ element, ...context }: FieldProps<Moment>): ComponentChildren {
  const { value, change } = useField(element, context);
  const pick = (event: Event) => change(stateOf(element, (event.currentTarget as HTMLInputElement).value));
  return html`<input
    type=${inputTypes[element.type]}
    class="control control-date"
    ...${controlProps(context)}
    value=${shown(value)}
    autofocus=${element.focus_on_load}
    onChange=${pick}
  />`;
}

function shown(value: ElementState | undefined): string {
  const seconds = value?.selected_date_time;
  return seconds ? toLocal(seconds) : (value?.selected_date ?? value?.selected_time ?? '');
}

function stateOf({ type }: Moment, picked: string): ElementState {
  if (type === 'datepicker') return { type, selected_date: picked || null };
  if (type === 'timepicker') return { type, selected_time: picked || null };
  return { type, selected_date_time: fromLocal(picked) };
}
