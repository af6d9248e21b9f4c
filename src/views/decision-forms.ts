import type { ModalView } from '@slack/types';
import { section } from './blocks.ts';
import { type Mrkdwn, md } from './mrkdwn.ts';

/** Asks an approver why they deny. Who may deny is checked again when it is submitted. */
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
        element: reasonInput(3),
      },
    ],
  };
}

/** Asks an admin why somebody is taken off the waiting list. Who may is checked again when it is submitted. */
export function removeForm(requestId: string, what: Mrkdwn, requesterName: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'waiting-remove',
    private_metadata: requestId,
    title: { type: 'plain_text', text: 'Take off the list' },
    submit: { type: 'plain_text', text: 'Remove' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      section(md`${requesterName} waits: ${what}`),
      {
        type: 'input',
        block_id: 'reason',
        label: { type: 'plain_text', text: 'Why?' },
        hint: { type: 'plain_text', text: 'They read it. One sentence is enough.' },
        element: reasonInput(3),
      },
    ],
  };
}

/** Asks an admin why they approve their own request in an emergency. */
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
        element: reasonInput(10),
      },
    ],
  };
}

/** Asks somebody who was not found under which address their Zoom account is. */
export const otherAddressForm: ModalView = {
  type: 'modal',
  callback_id: 'other-address',
  title: { type: 'plain_text', text: 'Use another address' },
  submit: { type: 'plain_text', text: 'Ask my admins' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [
    {
      type: 'input',
      block_id: 'email',
      label: { type: 'plain_text', text: 'The address of your Zoom account' },
      hint: { type: 'plain_text', text: 'Your Zoom admins are asked to link it to you.' },
      element: {
        type: 'email_text_input',
        action_id: 'email',
        placeholder: { type: 'plain_text', text: 'name@example.com' },
      },
    },
  ],
};

/** Shown while a decision takes longer than Slack waits for the form. */
export const workingView: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'One moment' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [section(md`Slack is slow just now. I am still telling everybody who has to know.`)],
};

/** Takes the place of {@link workingView} once the decision is stored. */
export const decidedView: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Decided' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [section(md`Your decision is stored, and everybody who has to know was told.`)],
};

function reasonInput(minLength: number) {
  return {
    type: 'plain_text_input' as const,
    action_id: 'reason',
    multiline: true,
    min_length: minLength,
    max_length: 500,
  };
}
