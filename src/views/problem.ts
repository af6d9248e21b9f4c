import type { ModalView } from '@slack/types';
import { asIs, type Text, text } from '../languages/text.ts';
import {
  type Button,
  buttons,
  context,
  limits,
  type MessageContent,
  message,
  plainText,
  section,
} from './blocks.ts';
import { tablesAsLists } from './data-table.ts';
import { join, type Mrkdwn, md } from './mrkdwn.ts';

/** Why something was not done: what is wrong, what to do next, and where possible a button that does it. */
export interface Problem {
  readonly says: Mrkdwn;
  readonly next?: Mrkdwn;
  /** In place of `next` where the reader is an admin, who would be told to ask themselves. */
  readonly nextForAdmin?: Mrkdwn;
  /** The same for people whom it does not address, such as approvers who read why it failed. */
  readonly saysToOthers?: Mrkdwn;
  readonly buttons?: readonly Button[];
  /** Also in the log; set only for unexpected errors. */
  readonly reference?: string;
}

/** Slack opens a form only within three seconds after a command or a click. */
export const slackTooLate = (): Problem => ({
  says: md`Slack took too long, so the form didn’t open.`,
  next: md`Nothing is lost.`,
});

/** A problem as a message. */
export function problemMessage(problem: Problem): MessageContent {
  const lines = problem.next ? [problem.says, problem.next] : [problem.says];
  return message(join(lines, ' '), [
    section(join(lines, '\n')),
    ...buttons(problem.buttons ?? []),
    ...(problem.reference ? [context(md`Reference ${problem.reference}`)] : []),
  ]);
}

/** A problem as a modal, where there is no message to answer in, such as on the Home tab. Titles: at most 24 characters. */
export function problemView({ blocks }: MessageContent, title: Text = text`That didn’t work`): ModalView {
  return {
    type: 'modal',
    title: plainText(title, limits.viewTitle),
    close: plainText(text`Close`, limits.viewTitle),
    blocks,
  };
}

/** An answer in a modal, for people who have no message in front of them, such as on the Home tab. */
export function answerView({ blocks }: MessageContent): ModalView {
  return problemView(
    { text: '', blocks: tablesAsLists(blocks).slice(0, limits.viewBlocks) },
    asIs('Frontdesk'),
  );
}

/** Shown in the modal until there is an answer. */
export function waitingView(title: Text): ModalView {
  const words = section(md`:hourglass_flowing_sand: One moment…`);
  return problemView({ text: '', blocks: [words] }, title);
}
