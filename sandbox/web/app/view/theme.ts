import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

const key = 'theme';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** The look that was chosen on this machine; a browser without storage follows the system. */
export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return themes.find((theme) => theme === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Shows the page in this look and remembers it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Storage is full or forbidden: the look holds until the page is closed.
  }
}

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
