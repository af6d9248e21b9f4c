import { type ComponentChildren, h } from 'preact';
import { useMemo } from 'preact/hooks';
import { parseMarkdown } from '../mrkdwn/markdown.ts';
import { TextBlocks } from './mrkdwn-view.ts';

/** A markdown block: ordinary Markdown, its common part. */
export function MarkdownView({ text }: { text: string }): ComponentChildren {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return h(TextBlocks, { blocks });
}
