import type { KnownBlock } from '@slack/types';
import { makeBlockId } from './ids.ts';
import { isRec, listOf, type Rec } from './json.ts';

const interactive =
  /^(button|workflow_button|overflow|.*_select|.*picker|checkboxes|radio_buttons|.*_input|feedback_buttons|icon_button)$/;

/** Blocks as Slack keeps them: every block has a `block_id` and every interactive element an `action_id`. */
export function withIds(blocks: unknown): readonly KnownBlock[] {
  return listOf(blocks).filter(isRec).map(fillBlock) as unknown as KnownBlock[];
}

function fillBlock(block: Rec): Rec {
  const filled: Rec = { ...block, block_id: block.block_id ?? makeBlockId() };
  for (const key of ['accessory', 'element']) if (isRec(block[key])) filled[key] = fillElement(block[key]);
  if (Array.isArray(block.elements) && block.type !== 'rich_text' && block.type !== 'context') {
    filled.elements = block.elements.map((element) => (isRec(element) ? fillElement(element) : element));
  }
  return filled;
}

function fillElement(element: Rec): Rec {
  if (typeof element.type !== 'string' || !interactive.test(element.type)) return element;
  return { ...element, action_id: element.action_id ?? makeBlockId() };
}
