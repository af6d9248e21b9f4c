import type { ModalView } from '@slack/types';
import { type Text, text } from '../languages/text.ts';
import { section } from './blocks.ts';
import { type Mrkdwn, md } from './mrkdwn.ts';

/** Asks an approver why they deny. Who may deny is checked again when it is submitted. */
export function denyForm(requestId: string, what: Mrkdwn, requesterName: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'deny',
    private_metadata: requestId,
    title: plain(text`Deny this request`),
    submit: plain(text`Deny`),
    close: plain(text`Back`),
    blocks: [
      section(md`${requesterName} asked: ${what}`),
      {
        type: 'input',
        block_id: 'reason',
        label: plain(text`Why?`),
        hint: plain(text`The requester reads it. One sentence is enough.`),
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
    title: plain(text`Take off the list`),
    submit: plain(text`Remove`),
    close: plain(text`Back`),
    blocks: [
      section(md`${requesterName} waits: ${what}`),
      {
        type: 'input',
        block_id: 'reason',
        label: plain(text`Why?`),
        hint: plain(text`They read it. One sentence is enough.`),
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
    title: plain(text`Approve it yourself`),
    submit: plain(text`Approve and do it`),
    close: plain(text`Back`),
    blocks: [
      section(
        md`${what}\n\n${md`This is for emergencies. Nobody else looks at it first, so everybody in the notice channel is told at once, with your reason, and it goes into the audit log.`}`,
      ),
      {
        type: 'input',
        block_id: 'reason',
        label: plain(text`Why can it not wait?`),
        element: reasonInput(10),
      },
    ],
  };
}

/** Asks somebody who was not found under which address their Zoom account is. */
export const otherAddressForm = (): ModalView => ({
  type: 'modal',
  callback_id: 'other-address',
  title: plain(text`Use another address`),
  submit: plain(text`Ask my admins`),
  close: plain(text`Cancel`),
  blocks: [
    {
      type: 'input',
      block_id: 'email',
      label: plain(text`The address of your Zoom account`),
      hint: plain(text`Your Zoom admins are asked to link it to you.`),
      element: {
        type: 'email_text_input',
        action_id: 'email',
        placeholder: { type: 'plain_text', text: 'name@example.com' },
      },
    },
  ],
});

/** Shown while a decision takes longer than Slack waits for the form. */
export const workingView = (): ModalView => ({
  type: 'modal',
  title: plain(text`One moment`),
  close: plain(text`Close`),
  blocks: [section(md`Slack is slow right now. I’m still telling everybody who needs to know.`)],
});

/** Takes the place of {@link workingView} once the decision is stored. */
export const decidedView = (): ModalView => ({
  type: 'modal',
  title: plain(text`Decided`),
  close: plain(text`Close`),
  blocks: [section(md`Your decision is saved, and everybody who needs to know has been told.`)],
});

function reasonInput(minLength: number) {
  return {
    type: 'plain_text_input' as const,
    action_id: 'reason',
    multiline: true,
    min_length: minLength,
    max_length: 500,
  };
}

function plain({ words }: Text) {
  return { type: 'plain_text' as const, text: words };
}
