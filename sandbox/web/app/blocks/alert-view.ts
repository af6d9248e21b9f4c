import type { AlertBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon, type IconName } from '../view/icons.ts';
import { TextView } from './text-view.ts';

const icons = {
  default: 'info',
  info: 'info',
  warning: 'warning',
  error: 'warning',
  success: 'check',
} as const;

/** A notice with a colour and, for those who do not see colours, a sign. */
export function AlertView({ block }: { block: AlertBlock }): ComponentChildren {
  const level = block.level ?? 'default';
  const name: IconName = icons[level];
  return html`<div class=${`block-alert alert-${level}`}>${h(Icon, { name })}<div>${h(TextView, { text: block.text })}</div></div>`;
}
