import type { Inline, TextBlock } from './nodes.ts';

/** Parsed text without its marks, for places that can only read out or show plain text. */
export function plainText(blocks: readonly TextBlock[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: TextBlock): string {
  if (block.type === 'list')
    return block.items.map((item) => `${item.marker} ${inlineText(item.children)}`).join('\n');
  if (block.type === 'paragraph' || block.type === 'quote') return block.lines.map(inlineText).join('\n');
  return inlineText(block.children);
}

/** One line without its marks. */
function inlineText(children: readonly Inline[]): string {
  return children.map(nodeText).join('');
}

function nodeText(node: Inline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'emoji':
      return node.glyph;
    case 'user':
    case 'group':
      return `@${node.label ?? node.id}`;
    case 'channel':
      return `#${node.label ?? node.id}`;
    case 'broadcast':
      return `@${node.range}`;
    case 'link':
      return node.label ?? node.url;
    case 'date':
      return node.fallback;
    default:
      return inlineText(node.children);
  }
}
