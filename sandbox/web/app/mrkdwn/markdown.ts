import { withGlyphs } from './emoji.ts';
import type { Inline, TextBlock } from './nodes.ts';

/** Parses the common part of Markdown: headings, lists, quotes, fences, bold, italic, strike, code, links. */
export function parseMarkdown(raw: string): TextBlock[] {
  return raw.split(/^```[^\n]*\n?/m).flatMap((part, index): TextBlock[] => {
    if (index % 2 === 1)
      return [{ type: 'pre', children: [{ type: 'text', text: part.replace(/\n$/, '') }] }];
    return part
      .split(/\n{2,}/)
      .flatMap((paragraph) => lines(paragraph.split('\n').filter((line) => line.trim())));
  });
}

function lines(all: readonly string[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of all) {
    const last = blocks.at(-1);
    const heading = /^(#{1,6}) +(.+)$/.exec(line);
    const item = /^\s*([-*+]|\d+\.) +(.+)$/.exec(line);
    if (heading) {
      blocks.push({
        type: 'heading',
        level: Math.min(heading[1]?.length ?? 1, 3),
        children: inline(heading[2] ?? ''),
      });
    } else if (item) {
      const marker = /\d/.test(item[1] ?? '') ? (item[1] ?? '') : '•';
      const next = { marker, children: inline(item[2] ?? '') };
      if (last?.type === 'list') blocks.splice(-1, 1, { type: 'list', items: [...last.items, next] });
      else blocks.push({ type: 'list', items: [next] });
    } else {
      const type = line.startsWith('>') ? 'quote' : 'paragraph';
      const body = inline(line.replace(/^> ?/, ''));
      if (last?.type === type) blocks.splice(-1, 1, { type, lines: [...last.lines, body] });
      else blocks.push({ type, lines: [body] });
    }
  }
  return blocks;
}

const mark =
  /`([^`\n]+)`|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+|mailto:[^\s)]+)\)|\*\*([^\n]+?)\*\*|~~([^\n]+?)~~|\*(?=\S)([^*\n]+?)\*|\b_([^_\n]+?)_\b/g;

function inline(text: string): Inline[] {
  const out: Inline[] = [];
  let rest = 0;
  const leaf = (end: number) => {
    if (end > rest) out.push({ type: 'text', text: withGlyphs(text.slice(rest, end)) });
  };
  for (const match of text.matchAll(mark)) {
    leaf(match.index);
    const [whole, code, label, url, bold, strike, star, underscore] = match;
    const italic = star ?? underscore;
    if (code !== undefined) out.push({ type: 'code', children: [{ type: 'text', text: code }] });
    else if (url !== undefined) out.push({ type: 'link', url, label: label ?? null });
    else if (bold !== undefined) out.push({ type: 'bold', children: inline(bold) });
    else if (strike !== undefined) out.push({ type: 'strike', children: inline(strike) });
    else if (italic !== undefined) out.push({ type: 'italic', children: inline(italic) });
    rest = match.index + whole.length;
  }
  leaf(text.length);
  return out;
}
