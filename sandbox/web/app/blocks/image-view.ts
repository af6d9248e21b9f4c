import type { ImageBlock, ImageElement } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon } from '../view/icons.ts';
import { Plain } from './text-view.ts';

/** An image with its title. */
export function ImageBlockView({ block }: { block: ImageBlock }): ComponentChildren {
  return html`<figure class="block-image">
    ${block.title && html`<figcaption>${h(Plain, { text: block.title })}</figcaption>`}
    ${h(Picture, { url: 'image_url' in block ? block.image_url : '', alt: block.alt_text, size: 'large' })}
  </figure>`;
}

/** An image inside a context block or beside a section. */
export function ImageElementView({
  element,
  size,
}: {
  element: ImageElement;
  size: 'small' | 'accessory';
}): ComponentChildren {
  return h(Picture, {
    url: 'image_url' in element ? (element.image_url ?? '') : '',
    alt: element.alt_text,
    size,
  });
}

/** The page loads nothing from elsewhere: a foreign image is shown by its description. */
function Picture({ url, alt, size }: { url: string; alt: string; size: string }): ComponentChildren {
  const own = /^(?:data:image\/|blob:|\/(?!\/))/.test(url) || url.startsWith(`${location.origin}/`);
  if (own) return html`<img class=${`picture picture-${size}`} src=${url} alt=${alt} />`;
  return html`<span class=${`picture picture-${size} picture-foreign`} role="img" aria-label=${alt} title=${`${alt} (${url || 'a file in Slack'})`}>
    ${h(Icon, { name: 'image' })}${size === 'large' && html`<span>${alt}</span>`}
  </span>`;
}
