import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { postControl } from '../api.ts';
import { useDesk } from './desk.ts';
import type { Conditions } from './use-zoom.ts';

/** Switches for outages: how does the bot fare when Zoom is away, or everything is slow? */
export function Weather({ conditions }: { conditions: Conditions }): ComponentChildren {
  const { dispatch } = useDesk();
  const set = async (change: Partial<Conditions>) => {
    if (await postControl('conditions', { ...conditions, ...change })) return;
    dispatch({ type: 'toast', text: 'The sandbox does not answer. Is it still running?' });
  };
  const { zoom, slack } = conditions;
  const switches = [
    {
      label: 'Zoom is down',
      on: zoom === 'down',
      flip: () => set({ zoom: zoom === 'down' ? 'fine' : 'down' }),
    },
    {
      label: 'Zoom is slow',
      on: zoom === 'slow',
      flip: () => set({ zoom: zoom === 'slow' ? 'fine' : 'slow' }),
    },
    {
      label: 'Slack is slow',
      on: slack === 'slow',
      flip: () => set({ slack: slack === 'slow' ? 'fine' : 'slow' }),
    },
  ];
  return html`<fieldset class="weather">
    <legend class="zoom-title">Let something go wrong</legend>
    ${switches.map(
      ({ label, on, flip }) => html`<label class="switch" key=${label}>
        <input type="checkbox" role="switch" checked=${on} onChange=${flip} />
        <span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}
