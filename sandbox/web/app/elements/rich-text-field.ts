import type { RichTextInput } from '@slack/types';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { controlProps, type FieldProps, useField } from './field-props.ts';
import { toRichText, wordsOf } from './rich-text.ts';

/** A rich text input without its toolbar: what is typed goes to the app as one section of `rich_text`. */
export function RichTextField({ element, ...context }: FieldProps<RichTextInput>): ComponentChildren {
  const { value, type, act } = useField(element, context);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? [];
  const onInput = (event: Event) => {
    const text = (event.currentTarget as HTMLTextAreaElement).value;
    const state = { type: element.type, rich_text_value: toRichText(text) };
    type(state);
    if (context.dispatches && triggers.includes('on_character_entered')) act(state);
  };
  return html`<textarea
    rows="4"
    class="control"
    ...${controlProps(context)}
    placeholder=${element.placeholder?.text}
    value=${wordsOf(value?.rich_text_value)}
    autofocus=${element.focus_on_load}
    onInput=${onInput}
  ></textarea>`;
}
