import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { SharedFile } from '../../../slack/desktop.ts';
import { Icon } from './icons.ts';

interface Props {
  readonly file: SharedFile;
  readonly key?: string;
}

/** A file that came with a message: its name is the link that downloads it. */
export function FileLine({ file }: Props): ComponentChildren {
  return html`<p class="message-file">
    ${h(Icon, { name: 'paperclip' })} <a href=${file.url} download=${file.name}>${file.name}</a>
    <span class="message-file-size">${sizeOf(file.size)}</span>
  </p>`;
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
