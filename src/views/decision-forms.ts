import type { ModalView } from '@slack/types';
import { type Text, text } from '../languages/text.ts';
import { limits, plainText, section } from './blocks.ts';
import { noteView } from './form.ts';
import { join, lowerFirst, type Mrkdwn, md } from './mrkdwn.ts';

/**
 * Asks an approver why they deny. Who may deny is checked again when it is submitted.
 *
 * @param wish what the requester wants, as a sentence: "Ada wants to change their Zoom email"
 */
export function denyForm(requestId: string, wish: Mrkdwn): ModalView {
  return reasonForm({
    action: 'deny',
    requestId,
    title: text`Deny this request`,
    submit: text`Deny`,
    about: wish,
    why: text`Why?`,
    hint: text`The requester reads it. One sentence is enough.`,
    minLength: 3,
  });
}

/**
 * Asks an admin why somebody is taken off the waiting list. Who may is checked again when it is submitted.
 *
 * @param wish what they wait for, as a sentence: "Ben would like a Zoom licence"
 */
export function removeForm(requestId: string, wish: Mrkdwn): ModalView {
  return reasonForm({
    action: 'waiting-remove',
    requestId,
    title: text`Take off the list`,
    submit: text`Remove`,
    about: join([wish, md`Their request ends, and they lose their place in line.`], '\n'),
    why: text`Why?`,
    hint: text`They read it. One sentence is enough.`,
    minLength: 3,
  });
}

/**
 * Asks an admin why they approve their own request in an emergency.
 *
 * @param what as it is asked back: "Change your Zoom email"
 */
export function breakGlassForm(requestId: string, what: Mrkdwn): ModalView {
  return reasonForm({
    action: 'break-glass',
    requestId,
    title: text`Approve it yourself`,
    submit: text`Approve and do it`,
    about: md`${md`You want to ${lowerFirst(what)}.`}\n\n${md`This is for emergencies. Nobody else looks at it first, so everybody in the notice channel is told at once, with your reason, and it goes into the audit log.`}`,
    why: text`Why can it not wait?`,
    minLength: 10,
  });
}

/** A form with a reason as its only field. */
function reasonForm(form: {
  readonly action: string;
  /** A request or a batch. */
  readonly requestId: string;
  readonly title: Text;
  readonly submit: Text;
  readonly about: Mrkdwn;
  readonly why: Text;
  readonly hint?: Text;
  readonly minLength: number;
}): ModalView {
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: form.requestId,
    title: plainText(form.title, limits.viewTitle),
    submit: plainText(form.submit, limits.viewTitle),
    close: plainText(text`Back`, limits.viewTitle),
    blocks: [
      section(form.about),
      {
        type: 'input',
        block_id: 'reason',
        label: plainText(form.why, limits.inputLabel),
        ...(form.hint ? { hint: plainText(form.hint, limits.inputLabel) } : {}),
        element: {
          type: 'plain_text_input',
          action_id: 'reason',
          multiline: true,
          min_length: form.minLength,
          max_length: 500,
        },
      },
    ],
  };
}

/** Asks somebody who was not found under which address their Zoom account is. */
export function otherAddressForm(): ModalView {
  return {
    type: 'modal',
    callback_id: 'other-address',
    title: plainText(text`Use another address`, limits.viewTitle),
    submit: plainText(text`Ask my admins`, limits.viewTitle),
    close: plainText(text`Cancel`, limits.viewTitle),
    blocks: [
      {
        type: 'input',
        block_id: 'email',
        label: plainText(text`The address of your Zoom account`, limits.inputLabel),
        hint: plainText(text`Your Zoom admins are asked to link it to you.`, limits.inputLabel),
        element: {
          type: 'email_text_input',
          action_id: 'email',
          placeholder: { type: 'plain_text', text: 'name@example.com' },
        },
      },
    ],
  };
}

/** Shown while a decision takes longer than Slack waits for the form. */
export function workingView(): ModalView {
  return noteView(
    text`One moment`,
    md`Slack is slow right now. I’m still telling everybody who needs to know.`,
  );
}

/** Takes the place of {@link workingView} once the decision is stored. */
export function decidedView(): ModalView {
  return noteView(text`Decided`, md`Your decision is saved, and everybody who needs to know has been told.`);
}
