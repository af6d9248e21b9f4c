import type { Command } from '../commands/define-command.ts';
import { answerQuery, type QueryDeps } from '../requests/answer-query.ts';
import type { TaskRunner } from '../task-runner.ts';
import type { MessageContent } from '../views/blocks.ts';

export type HelpDeps = QueryDeps & {
  readonly commands: readonly Command[];
  readonly taskRunner: Pick<TaskRunner, 'interactive'>;
};

/** What this person can do. */
export async function answerHelp(deps: HelpDeps, slackId: string, slash: string): Promise<MessageContent> {
  const help = deps.commands.find((one) => one.name === 'help');
  if (help?.risk !== 'read') throw new Error('The help command is missing');
  const query = { command: help, values: {}, subject: null, slash, requesterSlackId: slackId };
  return (await answerQuery(deps, query)).content;
}
