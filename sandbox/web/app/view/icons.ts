import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';

const paths = {
  hash: 'M9 3 7.5 21M16.5 3 15 21M4 8.5h17M3 15.5h17',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6',
  send: 'M4 4.5 20.5 12 4 19.5 6.5 12zM6.5 12H13',
  close: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  back: 'M14.5 5 7.5 12l7 7',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  sortable: 'M8 9.500 12 5.500l4 4M8 14.500l4 4 4-4',
  sorted: 'M12 19V5.500M6.500 11 12 5.500l5.500 5.500',
  down: 'M12 5v13M6.5 12.5 12 18l5.5-5.5',
  panel: 'M3.5 5h17v14h-17zM14.5 5v14',
  out: 'M14 5h5v5M19 5l-8.5 8.5M17 14.5V19H5V7h4.5',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.01',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5.2M12 7.8v.01',
  check: 'M5 12.5 10 17.5 19.5 7',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.2v.01',
  desk: 'M4 18a8 8 0 0 1 16 0M2.5 20.5h19M12 10V7M10 6.5h4',
  flag: 'M6 21V4M6 5h12l-3 4 3 4H6',
  again: 'M19.500 8A8.500 8.500 0 1 0 20.500 12M20 3.500V8h-4.500',
  at: 'M12 8.200a3.800 3.800 0 1 0 0 7.600 3.800 3.800 0 0 0 0-7.600M15.800 8.500v4.700a2.400 2.400 0 0 0 4.800 0V12a8.600 8.600 0 1 0-3.400 6.800',
  slash: 'M4 4h16v16H4zM14.500 8l-5 8',
  replies: 'M4 5h16v11H11l-4 3.500V16H4z',
  smile:
    'M12 3.5a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M8.500 14a4.200 4.200 0 0 0 7 0M9 9.500v.01M15 9.500v.01',
  link: 'M10 14a4 4 0 0 0 6 .500l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-6-.500l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M15.500 15.500 20.500 20.500',
  paperclip: 'M8 12.5 14 6.5a3 3 0 0 1 4.3 4.3l-8 8a4.6 4.6 0 0 1-6.500-6.500l7.500-7.500',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a text; it says nothing of its own, so screen readers pass over it. */
export function Icon({ name }: { name: IconName }): ComponentChildren {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}
