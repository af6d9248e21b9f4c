import type { ModalView } from '@slack/types';
import { type Button, buttons, context, type MessageContent, message, section } from './blocks.ts';
import { join, type Mrkdwn, md } from './mrkdwn.ts';

/** Why something was not done: what is wrong, what to do next, and where possible a button that does it. */
export interface Problem {
  readonly says: Mrkdwn;
  readonly next?: Mrkdwn;
  readonly buttons?: readonly Button[];
  /** Also in the log; set only for unexpected errors. */
  readonly reference?: string;
}

/** Slack opens a form only within three seconds after a command or a click. */
export const slackTooLate: Problem = {
  says: md`Slack took too long, so the form didn’t open.`,
  next: md`Nothing is lost.`,
};

export function problemMessage(problem: Problem): MessageContent {
  const lines = problem.next ? [problem.says, problem.next] : [problem.says];
  return message(join(lines, ' '), [
    section(join(lines, '\n')),
    ...buttons(problem.buttons ?? []),
    ...(problem.reference ? [context(md`Reference ${problem.reference}`)] : []),
  ]);
}

/** A problem as a modal, where there is no message to answer in, such as on the Home tab. Titles: at most 24 characters. */
export function problemView({ blocks }: MessageContent, title = 'That did not work'): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks,
  };
}
