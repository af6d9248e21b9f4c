import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { Search } from './search.ts';
import { StartAfresh } from './start-afresh.ts';
import { ThemeSwitch } from './theme.ts';

/** The switches above everything. */
export interface TopTools {
  /** Null while there is no Zoom to show. */
  readonly zoomOpen: boolean | null;
  readonly toggleZoom: () => void;
  /** Null where there is no tour. */
  readonly tourOpen: boolean | null;
  readonly toggleTour: () => void;
}

/** The bar across the top: where one is, and what belongs to the sandbox rather than to Slack. */
export function TopBar({ tools }: { tools: TopTools }): ComponentChildren {
  const { snapshot } = usePage();
  const { tourOpen, zoomOpen } = tools;
  return html`<header class="top" aria-label="Sandbox">
    <p class="top-name">
      <strong>${snapshot.team.name}</strong>
      <span class="top-note">a local stand-in for Slack; nothing leaves this machine</span>
    </p>
    ${h(Search, null)}
    <div class="top-tools">
      ${
        tourOpen !== null &&
        html`<button type="button" class="top-button" id="tour-button" aria-pressed=${tourOpen} onClick=${tools.toggleTour}>
          ${h(Icon, { name: 'flag' })} Tour
        </button>`
      }
      ${
        zoomOpen !== null &&
        html`<button type="button" class="top-button" id="zoom-button" aria-label="Zoom account" aria-pressed=${zoomOpen} onClick=${tools.toggleZoom}>
          ${h(Icon, { name: 'panel' })}<span class="label-wide">Zoom account</span>
        </button>`
      }
      ${zoomOpen !== null && h(StartAfresh, null)}
      ${h(ThemeSwitch, null)}
    </div>
  </header>`;
}
