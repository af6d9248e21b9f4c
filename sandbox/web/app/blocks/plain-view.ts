import type { PlainTextElement } from '@slack/types';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { withGlyphs } from '../mrkdwn/emoji.ts';

/** Plain text: marks and entities mean nothing here, only `:emoji:` does, unless the app turned that off. */
export function Plain({ text }: { text: PlainTextElement }): ComponentChildren {
  return html`<span class="plain">${text.emoji === false ? text.text : withGlyphs(text.text)}</span>`;
}
