import { type Button, buttons, context, type MessageContent, message, section } from './blocks.ts';
import { join, type Mrkdwn, md } from './mrkdwn.ts';

/** A friendly no: what is the matter, what to do next, and where possible the button that does it. */
export interface Problem {
  readonly says: Mrkdwn;
  readonly next?: Mrkdwn;
  readonly buttons?: readonly Button[];
  /** Stands in the log too; shown only for what nobody expected. */
  readonly reference?: string;
}

export function problemMessage(problem: Problem): MessageContent {
  const lines = problem.next ? [problem.says, problem.next] : [problem.says];
  return message(join(lines, ' '), [
    section(join(lines, '\n')),
    ...buttons(problem.buttons ?? []),
    ...(problem.reference ? [context(md`Reference ${problem.reference}`)] : []),
  ]);
}
