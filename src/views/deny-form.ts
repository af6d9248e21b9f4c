import type { ModalView } from '@slack/types';
import { section } from './blocks.ts';
import { type Mrkdwn, md } from './mrkdwn.ts';

/**
 * Asks an approver why. The metadata is the opaque request id; who may deny is checked again when it is submitted.
 */
export function denyForm(requestId: string, what: Mrkdwn, requesterName: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'deny',
    private_metadata: requestId,
    title: { type: 'plain_text', text: 'Deny this request' },
    submit: { type: 'plain_text', text: 'Deny' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      section(md`${requesterName} asked: ${what}`),
      {
        type: 'input',
        block_id: 'reason',
        label: { type: 'plain_text', text: 'Why?' },
        hint: { type: 'plain_text', text: 'The requester reads it. One sentence is enough.' },
        element: {
          type: 'plain_text_input',
          action_id: 'reason',
          multiline: true,
          min_length: 3,
          max_length: 500,
        },
      },
    ],
  };
}
