import type { AnyBlock, KnownBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { AlertView } from './alert-view.ts';
import { CardView } from './card-view.ts';
import { HeaderView } from './header-view.ts';
import { ImageBlockView } from './image-view.ts';
import { InputView } from './input-view.ts';
import { MarkdownView } from './markdown-view.ts';
import { RichTextView } from './rich-text-view.ts';
import { ActionsView, ContextView, SectionView } from './section-view.ts';
import { TableView } from './table-view.ts';

/** Blocks from top to bottom. */
export function Blocks({ blocks }: { blocks: readonly AnyBlock[] }): ComponentChildren {
  return html`<div class="blocks">
    ${(blocks as readonly KnownBlock[]).map((block, index) => h(BlockView, { block, key: block.block_id ?? index }))}
  </div>`;
}

/** One block. A kind the sandbox does not know is shown as a placeholder, never a crash. */
function BlockView({ block }: { block: KnownBlock; key?: string | number }): ComponentChildren {
  switch (block.type) {
    case 'section':
      return h(SectionView, { block });
    case 'header':
      return h(HeaderView, { block });
    case 'divider':
      return html`<hr class="block-divider" />`;
    case 'context':
      return h(ContextView, { block });
    case 'actions':
      return h(ActionsView, { block });
    case 'input':
      return h(InputView, { block });
    case 'image':
      return h(ImageBlockView, { block });
    case 'rich_text':
      return h(RichTextView, { block });
    case 'markdown':
      return h(MarkdownView, { text: block.text });
    case 'table':
    case 'data_table':
      return h(TableView, { block });
    case 'alert':
      return h(AlertView, { block });
    case 'card':
      return h(CardView, { block });
    default:
      return html`<p class="unknown">The sandbox cannot show a block of type “${block.type}”</p>`;
  }
}
