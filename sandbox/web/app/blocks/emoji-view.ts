import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';

/**
 * An emoji as a picture, so that it looks the same on every machine, also where no font has it. The character lies
 * over the picture, unseen: it is what is copied and read out, and seen where there is no picture of it.
 */
export function EmojiView({ glyph, name }: { glyph: string; name?: string }): ComponentChildren {
  const [missing, setMissing] = useState(false);
  if (missing) return html`<span title=${name && `:${name}:`}>${glyph}</span>`;
  return html`<span class="emoji" title=${name && `:${name}:`}>
    <img class="emoji-picture" src=${`/emoji/${fileOf(glyph)}.svg`} alt="" loading="lazy" onError=${() => setMissing(true)} /><span class="emoji-text">${glyph}</span>
  </span>`;
}

/** The name of its picture: its code points; the sign "as an emoji, please" counts in joined ones only. */
function fileOf(glyph: string): string {
  const points = [...glyph].map((sign) => sign.codePointAt(0) ?? 0);
  const joined = points.includes(0x200d);
  return points
    .filter((point) => joined || point !== 0xfe0f)
    .map((point) => point.toString(16))
    .join('-');
}

const emoji = /\p{RGI_Emoji}/v;

/** A text with pictures in place of its emoji. */
export function WithPictures({ text }: { text: string }): ComponentChildren {
  // Most texts have none.
  if (!emoji.test(text)) return text;
  return text
    .split(/(\p{RGI_Emoji})/v)
    .map((part, i) => (i % 2 === 1 ? h(EmojiView, { glyph: part }) : part));
}
