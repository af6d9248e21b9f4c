import type { Datepicker, DateTimepicker, FileInput, RichTextInput, Timepicker } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { ElementState } from '../../../slack/desktop.ts';
import type { TextInput } from '../state/elements.ts';
import { Icon } from '../view/icons.ts';
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

type Moment = Datepicker | Timepicker | DateTimepicker;

const pickerTypes = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const;

/** A day, a time or both, from the browser's own pickers. */
export function DateField({ element, ...context }: FieldProps<Moment>): ComponentChildren {
  const { value, change } = useField(element, context);
  const pick = (event: Event) => change(dateState(element, (event.currentTarget as HTMLInputElement).value));
  return html`<input
    type=${pickerTypes[element.type]}
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

function dateState({ type }: Moment, picked: string): ElementState {
  if (type === 'datepicker') return { type, selected_date: picked || null };
  if (type === 'timepicker') return { type, selected_time: picked || null };
  return { type, selected_date_time: fromLocal(picked) };
}

const two = (number: number) => String(number).padStart(2, '0');

/** Seconds since 1970 as a `datetime-local` field wants them, in the reader's own zone: `2026-11-23T14:05`. */
function toLocal(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The way back; null for an empty or unfinished field. */
function fromLocal(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

/** Files, read here and sent with the submission; each picked one can be taken away again. */
export function FileField({ element, ...context }: FieldProps<FileInput>): ComponentChildren {
  const { value, change } = useField(element, context);
  const files = (value?.files ?? []).filter(isPickedFile);
  const most = element.max_files ?? 10;
  const add = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const read = await Promise.all([...(input.files ?? [])].map(describeFile));
    input.value = '';
    change({ type: element.type, files: [...files, ...read].slice(-most) });
  };
  return html`<div class="files">
    ${
      files.length > 0 &&
      html`<ul class="chips">
        ${files.map(
          (file) => html`<li class="chip" key=${file.id}>
            ${h(Icon, { name: 'paperclip' })} ${file.name}
            <span class="option-hint">${Math.ceil(file.size / 1024)} kB</span>
            <button
              type="button"
              aria-label=${`Remove ${file.name}`}
              onClick=${() => change({ type: element.type, files: files.filter((one) => one.id !== file.id) })}
            >
              ${h(Icon, { name: 'close' })}
            </button>
          </li>`,
        )}
      </ul>`
    }
    <input
      type="file"
      class="control control-file"
      ...${controlProps(context)}
      multiple=${most > 1}
      hidden=${files.length >= most}
      accept=${element.filetypes?.map((one) => `.${one}`).join(',')}
      onChange=${add}
    />
  </div>`;
}

/** A file of this machine, as it goes to the local Slack: the usual fields of a file object and its content. */
interface PickedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly size: number;
  /** Base64. */
  readonly content: string;
}

async function describeFile(file: File): Promise<PickedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return {
    id: `F${crypto.randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    name: file.name,
    title: file.name,
    mimetype: file.type || 'application/octet-stream',
    filetype: file.name.split('.').at(-1)?.toLowerCase() ?? '',
    size: file.size,
    content: btoa(binary),
  };
}

function isPickedFile(file: unknown): file is PickedFile {
  return typeof file === 'object' && file !== null && 'name' in file && 'size' in file && 'id' in file;
}

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

/** Plain text as Slack's `rich_text`; null for nothing. */
function toRichText(text: string): object | null {
  if (text === '') return null;
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** The words of a `rich_text`, whatever they are wrapped in. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  if ('text' in value && typeof value.text === 'string') return value.text;
  return 'elements' in value ? wordsOf(value.elements) : '';
}
