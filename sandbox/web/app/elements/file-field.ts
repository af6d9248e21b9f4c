import type { FileInput } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon } from '../view/icons.ts';
import { controlProps, type FieldProps, useField } from './field-props.ts';
import { describeFile, isPickedFile } from './picked-file.ts';

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
