import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { proposalsOf } from '../state/offers.ts';
import { useDesk } from './desk.ts';

const shown = 4;

/** A newcomer's first commands, one click each; gone after the first deed. */
export function FirstSteps({ send }: { send: (line: string) => void }): ComponentChildren {
  const { snapshot } = useDesk();
  const proposals = proposalsOf(snapshot.app).slice(0, shown);
  if (proposals.length === 0) return null;
  return html`<div class="first-steps" role="group" aria-label="Suggested commands">
    <span class="first-label">Try</span>
    ${proposals.map(
      ({
        line,
        hint,
      }) => html`<button type="button" class="suggestion" title=${hint} key=${line} onClick=${() => send(line)}>
        ${line}
      </button>`,
    )}
  </div>`;
}
