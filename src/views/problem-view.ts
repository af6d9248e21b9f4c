import type { ModalView } from '@slack/types';
import type { MessageContent } from './blocks.ts';

/** A friendly no as a window, for places that have no room for messages, as the Home tab. */
export function problemView({ blocks }: MessageContent): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'That did not work' },
    close: { type: 'plain_text', text: 'Close' },
    blocks,
  };
}
