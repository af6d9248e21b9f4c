import { html } from 'htm/preact';
import { type ComponentChildren, Fragment, h } from 'preact';
import { useMemo } from 'preact/hooks';
import type { TextBlock } from '../mrkdwn/nodes.ts';
import { parseMrkdwn } from '../mrkdwn.ts';
import { InlineView } from './inline-view.ts';

/** Slack's mrkdwn, shown. */
export function Mrkdwn({ text }: { text: string }): ComponentChildren {
  const blocks = useMemo(() => parseMrkdwn(text), [text]);
  return h(TextBlocks, { blocks });
}

/** Parsed text, of whichever dialect. */
export function TextBlocks({ blocks }: { blocks: readonly TextBlock[] }): ComponentChildren {
  return html`<div class="mrkdwn">${blocks.map(textBlock)}</div>`;
}

function textBlock(block: TextBlock): ComponentChildren {
  switch (block.type) {
    case 'pre':
      return html`<pre class="pre">${h(InlineView, { nodes: block.children })}</pre>`;
    case 'heading':
      return html`<h4 class=${`text-heading text-heading-${block.level}`}>${h(InlineView, { nodes: block.children })}</h4>`;
    case 'list':
      return html`<ul class="text-list">
        ${block.items.map(
          (item) =>
            html`<li><span class="text-marker">${item.marker}</span><span>${h(InlineView, { nodes: item.children })}</span></li>`,
        )}
      </ul>`;
    default: {
      const lines = block.lines.map((nodes, index) =>
        h(Fragment, null, index > 0 && html`<br />`, h(InlineView, { nodes })),
      );
      return block.type === 'quote'
        ? html`<blockquote class="quote">${lines}</blockquote>`
        : html`<p class="paragraph">${lines}</p>`;
    }
  }
}
