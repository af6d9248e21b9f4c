import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { glyphOf } from '../mrkdwn/emoji.ts';
import type { Inline } from '../mrkdwn/nodes.ts';
import { InlineView } from './text-view.ts';

/** Structured text: every leaf is literal, nothing in it is parsed. */
export function RichTextView({ block }: { block: RichTextBlock }): ComponentChildren {
  return html`<div class="mrkdwn">${block.elements.map(part)}</div>`;
}

function part(element: RichTextBlockElement): ComponentChildren {
  if (element.type === 'rich_text_list') {
    const items = element.elements.map((item) => html`<li>${line(item.elements)}</li>`);
    const look = `rich-list rich-indent-${Math.min(element.indent ?? 0, 5)}`;
    return element.style === 'ordered'
      ? html`<ol class=${look}>${items}</ol>`
      : html`<ul class=${look}>${items}</ul>`;
  }
  if (element.type === 'rich_text_preformatted')
    return html`<pre class="pre">${line(element.elements)}</pre>`;
  if (element.type === 'rich_text_quote')
    return html`<blockquote class="quote rich-lines">${line(element.elements)}</blockquote>`;
  return html`<p class="paragraph rich-lines">${line(element.elements)}</p>`;
}

const line = (elements: readonly RichTextElement[]) => h(InlineView, { nodes: elements.map(styled) });

function styled(element: RichTextElement): Inline {
  const { bold, italic, strike, code } = element.style ?? {};
  let node = leaf(element);
  if (code) node = { type: 'code', children: [node] };
  if (strike) node = { type: 'strike', children: [node] };
  if (italic) node = { type: 'italic', children: [node] };
  return bold ? { type: 'bold', children: [node] } : node;
}

function leaf(element: RichTextElement): Inline {
  switch (element.type) {
    case 'text':
      return { type: 'text', text: element.text };
    case 'emoji':
      return { type: 'emoji', name: element.name, glyph: glyphOf(element.name) ?? `:${element.name}:` };
    case 'link':
      return /^(?:https?|mailto):/i.test(element.url)
        ? { type: 'link', url: element.url, label: element.text ?? null }
        : { type: 'text', text: element.text ?? element.url };
    case 'user':
      return { type: 'user', id: element.user_id, label: null };
    case 'channel':
      return { type: 'channel', id: element.channel_id, label: null };
    case 'usergroup':
      return { type: 'group', id: element.usergroup_id, label: null };
    case 'broadcast':
      return { type: 'broadcast', range: element.range };
    case 'date':
      return {
        type: 'date',
        at: element.timestamp,
        format: element.format,
        url: null,
        fallback: element.fallback ?? '',
      };
    default:
      return { type: 'text', text: element.type === 'color' ? element.value : `(${element.type})` };
  }
}
