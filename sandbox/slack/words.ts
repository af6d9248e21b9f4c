import { withIds } from './block-ids.ts';
import { spokenLength } from './block-rules.ts';
import { listOf, parseJson, type Rec, textOf } from './json.ts';
import type { Words } from './messages.ts';
import { invalidBlocks } from './validate-blocks.ts';

/** Why a message was refused: Slack's error word, and for Block Kit what is wrong where. */
export interface Refusal {
  readonly error: string;
  readonly messages?: readonly string[];
}

/**
 * Text and blocks of a message, checked as Slack checks them: `no_text`, `msg_too_long`, `invalid_blocks`,
 * `invalid_blocks_format`, `msg_blocks_too_long`.
 *
 * @param mostText 40,000 characters for new messages, 4,000 for `chat.update` (its method page)
 */
export function readWords(body: Rec, mostText = 40_000): Words | Refusal {
  const text = textOf(body.text) ?? textOf(body.markdown_text) ?? '';
  const blocks = typeof body.blocks === 'string' ? parseJson(body.blocks) : body.blocks;
  if (body.markdown_text && (body.text || body.blocks)) return { error: 'markdown_text_conflict' };
  if (body.blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  const attachments = typeof body.attachments === 'string' ? parseJson(body.attachments) : body.attachments;
  if (!text && listOf(blocks).length === 0 && listOf(attachments).length === 0) return { error: 'no_text' };
  if ([...text].length > mostText) return { error: 'msg_too_long' };
  if (listOf(blocks).length === 0) return { text, blocks: [] };
  const messages = invalidBlocks('message', blocks);
  if (messages.length) return { error: 'invalid_blocks', messages };
  // Undocumented; met at about 13,200 characters (bolt-js issue 2509).
  if (spokenLength(blocks) > 13_200) return { error: 'msg_blocks_too_long' };
  return { text, blocks: withIds(blocks) };
}
