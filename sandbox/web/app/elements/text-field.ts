import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { TextInput } from '../state/elements.ts';
import { controlProps, type FieldProps, useField } from './field-props.ts';

const inputTypes = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
} as const;

/** Text, email address, link or number; several lines where the app asks for them. */
export function TextField({ element, ...context }: FieldProps<TextInput>): ComponentChildren {
  const { value, type, act } = useField(element, context);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const state = (text: string) => ({ type: element.type, value: text === '' ? null : text });
  const props = {
    ...controlProps(context),
    class: 'control',
    placeholder: element.placeholder?.text,
    value: value?.value ?? '',
    autofocus: element.focus_on_load,
    autocomplete: 'off',
    onInput: (event: Event) => {
      const text = (event.currentTarget as HTMLInputElement).value;
      type(state(text));
      if (context.dispatches && triggers.includes('on_character_entered')) act(state(text));
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !context.dispatches || !triggers.includes('on_enter_pressed')) return;
      event.preventDefault();
      act(state((event.currentTarget as HTMLInputElement).value));
    },
  };
  const multiline = element.type === 'plain_text_input' && element.multiline;
  const inputmode = element.type === 'number_input' ? 'decimal' : undefined;
  const control = multiline
    ? html`<textarea rows="4" ...${props}></textarea>`
    : html`<input type=${inputTypes[element.type]} inputmode=${inputmode} ...${props} />`;
  const most = element.type === 'plain_text_input' ? element.max_length : undefined;
  const left = most === undefined ? undefined : most - [...(value?.value ?? '')].length;
  return html`<div class="control-frame">
    ${control}
    ${left !== undefined && left < 40 && html`<span class=${`count${left < 0 ? ' count-over' : ''}`}>${left}<span class="unseen"> characters left</span></span>`}
  </div>`;
}
