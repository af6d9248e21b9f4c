import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { applyTheme, readTheme, type Theme, themes } from './theme.ts';

const labels: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Light, dark, or whatever the system says. */
export function ThemeSwitch(): ComponentChildren {
  const id = useId();
  const [theme, setTheme] = useState(readTheme);
  const change = (event: Event) => {
    const picked = themes.find((one) => one === (event.currentTarget as HTMLSelectElement).value) ?? 'system';
    applyTheme(picked);
    setTheme(picked);
  };
  return html`<span class="theme-switch">
    <label class="unseen" for=${id}>Appearance</label>
    <select id=${id} class="top-button top-select" value=${theme} onChange=${change}>
      ${themes.map((one) => html`<option value=${one} key=${one}>${labels[one]}</option>`)}
    </select>
  </span>`;
}
