import type { HeaderBlock } from '@slack/types';
import { type ComponentChildren, h } from 'preact';
import { useSurface } from '../elements/surface.ts';
import { Plain } from './plain-view.ts';

/** A heading; in a form it stands below the form's own title. */
export function HeaderView({ block }: { block: HeaderBlock }): ComponentChildren {
  const { surface } = useSurface();
  const level = surface.kind === 'view' ? 'h3' : 'h2';
  return h(level, { class: 'block-header' }, h(Plain, { text: block.text }));
}
