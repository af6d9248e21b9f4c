import type { ModalView } from '@slack/types';
import type { MessageContent } from './blocks.ts';

/** A friendly no as a window, for places that have no room for messages, as the Home tab. Titles have 24 letters. */
export function problemView({ blocks }: MessageContent, title = 'That did not work'): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks,
  };
}
