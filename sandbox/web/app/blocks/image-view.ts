import type { ImageBlock, ImageElement } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon } from '../view/icons.ts';
import { usePage } from '../view/page-context.ts';
import { Plain } from './text-view.ts';

/** An image with its title. */
export function ImageBlockView({ block }: { block: ImageBlock }): ComponentChildren {
  return html`<figure class="block-image">
    ${block.title && html`<figcaption>${h(Plain, { text: block.title })}</figcaption>`}
    ${h(Picture, { url: useAddress(block), alt: block.alt_text, size: 'large' })}
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
  return h(Picture, { url: useAddress(element), alt: element.alt_text, size });
}

/** Where the picture is; one of Slack's own files is read as the person who looks at it. */
function useAddress(image: ImageBlock | ImageElement): string {
  const { state } = usePage();
  if ('image_url' in image && image.image_url) return image.image_url;
  const file = 'slack_file' in image ? image.slack_file : undefined;
  if (!file) return '';
  const id = 'id' in file && file.id ? file.id : /-(F\w+)\//.exec('url' in file ? (file.url ?? '') : '')?.[1];
  return `/sandbox/files/${id ?? ''}/picture?user=${encodeURIComponent(state.userId)}`;
}

/** The page loads nothing from elsewhere: a foreign image is shown by its description. */
function Picture({ url, alt, size }: { url: string; alt: string; size: string }): ComponentChildren {
  const own = /^(?:data:image\/|blob:|\/(?!\/))/.test(url) || url.startsWith(`${location.origin}/`);
  if (own) return html`<img class=${`picture picture-${size}`} src=${url} alt=${alt} />`;
  return html`<span class=${`picture picture-${size} picture-foreign`} role="img" aria-label=${alt} title=${`${alt} (${url || 'a file in Slack'})`}>
    ${h(Icon, { name: 'image' })}${size === 'large' && html`<span>${alt}</span>`}
  </span>`;
}
