import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { firstCommands } from '../state/offers.ts';
import { useDesk } from './desk.ts';

const shown = 4;

/** A newcomer's first commands, one click each; gone after the first deed. */
export function FirstSteps({ send }: { send: (line: string) => void }): ComponentChildren {
  const { snapshot } = useDesk();
  const { command } = snapshot.app;
  return html`<div class="first-steps" role="group" aria-label="Suggested commands">
    <span class="first-label">Try</span>
    ${firstCommands.slice(0, shown).map(
      ({
        words,
        hint,
      }) => html`<button type="button" class="suggestion" title=${hint} key=${words} onClick=${() => send(`${command} ${words}`)}>
        ${command} ${words}
      </button>`,
    )}
  </div>`;
}
