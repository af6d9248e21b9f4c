import { html } from 'htm/preact';
import { type ComponentChildren, Fragment, h } from 'preact';
import type { Inline } from '../mrkdwn/nodes.ts';
import { useDesk } from '../view/desk.ts';
import { nameOf } from '../view/people.ts';
import { formatDate, fullTimeOf } from '../view/times.ts';

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
      return node.text;
    case 'emoji':
      return html`<span class="emoji" title=${`:${node.name}:`}>${node.glyph}</span>`;
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
      return html`<span class="pill">${node.label ?? `@${node.id}`}</span>`;
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
  const { snapshot, state } = useDesk();
  if (node.type === 'channel') {
    const name = snapshot.channels.find((channel) => channel.id === node.id)?.name ?? node.label;
    return html`<span class="pill">#${name ?? 'unknown-channel'}</span>`;
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

/** A link that opens beside the page; links only ever come from checked addresses. */
export function Link({ url, text }: { url: string; text: string }): ComponentChildren {
  return html`<a href=${url} target="_blank" rel="noreferrer">${text}</a>`;
}
