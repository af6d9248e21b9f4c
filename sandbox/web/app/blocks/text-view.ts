import type { PlainTextElement, TextObject } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, Fragment, h } from 'preact';
import { useMemo } from 'preact/hooks';
import { withGlyphs } from '../mrkdwn/emoji.ts';
import { parseMarkdown } from '../mrkdwn/markdown.ts';
import { parseMrkdwn } from '../mrkdwn/mrkdwn.ts';
import type { Inline, TextBlock } from '../mrkdwn/nodes.ts';
import type { Target } from '../state/page-state.ts';
import { usePage } from '../view/page-context.ts';
import { nameOf } from '../view/people.ts';
import { formatDate, fullTimeOf } from '../view/times.ts';
import { EmojiView, WithPictures } from './emoji-view.ts';

/** A text object of either kind. */
export function TextView({ text }: { text: TextObject }): ComponentChildren {
  return text.type === 'mrkdwn' ? h(Mrkdwn, { text: text.text }) : h(Plain, { text });
}

/** Plain text: marks and entities mean nothing here, only `:emoji:` does, unless the app turned that off. */
export function Plain({ text }: { text: PlainTextElement }): ComponentChildren {
  return html`<span class="plain">${h(WithPictures, { text: text.emoji === false ? text.text : withGlyphs(text.text) })}</span>`;
}

/** Slack's mrkdwn, shown. */
export function Mrkdwn({ text }: { text: string }): ComponentChildren {
  const blocks = useMemo(() => parseMrkdwn(text), [text]);
  return h(TextBlocks, { blocks });
}

/** Parsed text, of whichever dialect. */
function TextBlocks({ blocks }: { blocks: readonly TextBlock[] }): ComponentChildren {
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

/** A markdown block: ordinary Markdown, its common part. */
export function MarkdownView({ text }: { text: string }): ComponentChildren {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return h(TextBlocks, { blocks });
}

/** A line's nodes. Everything reaches the page as text nodes, so nothing in it can become markup. */
export function InlineView({ nodes }: { nodes: readonly Inline[] }): ComponentChildren {
  return h(
    Fragment,
    null,
    nodes.map((node) => h(NodeView, { node })),
  );
}

function NodeView({ node }: { node: Inline }): ComponentChildren {
  switch (node.type) {
    case 'text':
      return h(WithPictures, { text: node.text });
    case 'emoji':
      return h(EmojiView, { glyph: node.glyph, name: node.name });
    case 'bold':
      return html`<strong>${h(InlineView, { nodes: node.children })}</strong>`;
    case 'italic':
      return html`<em>${h(InlineView, { nodes: node.children })}</em>`;
    case 'strike':
      return html`<s>${h(InlineView, { nodes: node.children })}</s>`;
    case 'code':
      return html`<code class="code">${h(InlineView, { nodes: node.children })}</code>`;
    case 'link':
      return h(Link, { url: node.url, text: node.label ?? node.url });
    case 'broadcast':
      return html`<strong class="pill pill-loud" title="This would notify many people">@${node.range}</strong>`;
    case 'group':
    case 'user':
    case 'channel':
      return h(Mention, { node });
    case 'date':
      return h(DateView, { node });
  }
}

function Mention({
  node,
}: {
  node: Extract<Inline, { type: 'user' | 'channel' | 'group' }>;
}): ComponentChildren {
  const { snapshot, state } = usePage();
  if (node.type === 'channel') {
    const name = snapshot.channels.find((channel) => channel.id === node.id)?.name ?? node.label;
    return html`<span class="pill">#${name ?? 'unknown-channel'}</span>`;
  }
  if (node.type === 'group') {
    const handle = snapshot.groups.find(({ id }) => id === node.id)?.handle;
    return html`<span class="pill">${handle ? `@${handle}` : (node.label ?? `@${node.id}`)}</span>`;
  }
  const name = nameOf(snapshot, node.id) ?? node.label ?? node.id;
  return html`<span class=${`pill${node.id === state.userId ? ' pill-me' : ''}`}>@${name}</span>`;
}

function DateView({ node }: { node: Extract<Inline, { type: 'date' }> }): ComponentChildren {
  if (node.at === null) return html`<span>${node.fallback}</span>`;
  const date = new Date(node.at * 1000);
  const text = formatDate(date, node.format);
  const time = html`<time datetime=${date.toISOString()} title=${fullTimeOf(date)}>${text}</time>`;
  return node.url ? html`<a href=${node.url} target="_blank" rel="noreferrer">${time}</a>` : time;
}

/** A link that opens beside the page, or leads to a message in it; links only ever come from checked addresses. */
function Link({ url, text }: { url: string; text: string }): ComponentChildren {
  const { snapshot, dispatch } = usePage();
  const target = messageAt(url);
  if (target && snapshot.channels.some(({ id }) => id === target.channel)) {
    const jump = (event: Event) => {
      event.preventDefault();
      dispatch({ type: 'jump', target });
    };
    return html`<a href=${url} onClick=${jump}>${text}</a>`;
  }
  return html`<a href=${url} target="_blank" rel="noreferrer">${text}</a>`;
}

/** The message that a permalink of this Slack names. */
function messageAt(url: string): Target | undefined {
  const { hostname, pathname } = URL.canParse(url) ? new URL(url) : location;
  const [, channel, seconds, rest] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(pathname) ?? [];
  const isOwn = hostname === location.hostname || ['localhost', '127.0.0.1'].includes(hostname);
  return isOwn && channel ? { channel, ts: `${seconds}.${rest}` } : undefined;
}
