import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useDesk } from '../view/desk.ts';
import { useStartAfresh } from '../view/start-afresh.ts';

/** What comes after the last story. */
export function TourEnd(): ComponentChildren {
  const { snapshot } = useDesk();
  const { busy, start } = useStartAfresh();
  return html`<p class="tour-says">
      That was the tour. Look around: <code>${snapshot.app.command} help</code> knows every command. To take the tour
      again, put everything back first.
    </p>
    <footer class="tour-foot">
      <span class="spring"></span>
      <button type="button" class="button" aria-busy=${busy} onClick=${start}>Start afresh</button>
    </footer>`;
}
