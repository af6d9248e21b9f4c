import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Snapshot } from '../../../slack/desktop.ts';
import { Icon } from './icons.ts';

interface Props {
  readonly app: Snapshot['app'];
  /** Puts a sign into the line, as if it had been typed. */
  readonly begin: (sign: string) => void;
  readonly canSend: boolean;
  readonly send: () => void;
}

/** The row below the line: begin a command, name somebody, send. */
export function ComposerTools({ app, begin, canSend, send }: Props): ComponentChildren {
  return html`<div class="composer-tools">
    <button type="button" class="icon-button" aria-label="Begin a command" title=${`Begin a command: ${app.command}`} onClick=${() => begin('/')}>
      ${h(Icon, { name: 'slash' })}
    </button>
    <button type="button" class="icon-button" aria-label="Mention someone" title="Mention someone" onClick=${() => begin('@')}>
      ${h(Icon, { name: 'at' })}
    </button>
    <span class="spring"></span>
    <button type="button" class="send" aria-label="Send" aria-disabled=${!canSend} onClick=${send}>
      ${h(Icon, { name: 'send' })}
    </button>
  </div>`;
}
