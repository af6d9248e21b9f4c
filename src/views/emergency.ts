import type { ModalView } from '@slack/types';
import { answerMessage } from './answer.ts';
import { type MessageContent, section } from './blocks.ts';
import { everybodyHere, type Mrkdwn, md, mention, quote } from './mrkdwn.ts';

/** Asks an admin why they approve their own request. The metadata is the opaque request id. */
export function breakGlassForm(requestId: string, what: Mrkdwn): ModalView {
  return {
    type: 'modal',
    callback_id: 'break-glass',
    private_metadata: requestId,
    title: { type: 'plain_text', text: 'Approve it yourself' },
    submit: { type: 'plain_text', text: 'Approve and do it' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      section(
        md`${what}\n\nThis is for emergencies. Nobody else looks at it first, so everybody in the notice channel is told at once, with your reason, and it stands in the audit log.`,
      ),
      {
        type: 'input',
        block_id: 'reason',
        label: { type: 'plain_text', text: 'Why can it not wait?' },
        element: {
          type: 'plain_text_input',
          action_id: 'reason',
          multiline: true,
          min_length: 10,
          max_length: 500,
        },
      },
    ],
  };
}

/** Tells everybody in the notice channel, before it is done. */
export function emergencyNotice(view: {
  readonly by: string;
  readonly what: Mrkdwn;
  readonly account: Mrkdwn;
  readonly reason: string;
}): MessageContent {
  return answerMessage({
    title: md`:rotating_light: ${everybodyHere} ${mention(view.by)} approved their own request in an emergency`,
    lines: [view.what, md`Why:`, quote(view.reason)],
    note: md`Account: ${view.account}. If this is wrong, talk to them now; the audit log has it.`,
  });
}
