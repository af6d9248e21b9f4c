import type { ChangeCommand, Command, ReadCommand } from '../commands/command.ts';
import type { AnyValues, Secrets } from '../commands/field.ts';
import type { ReplyTo } from '../desk/request.ts';
import { answerMessage } from '../views/answer.ts';
import { md } from '../views/mrkdwn.ts';
import type { ListenerDeps } from './deps.ts';

/** A command that is complete: everything that was needed is known. */
export interface Complete {
  readonly command: Command;
  readonly values: AnyValues;
  readonly secrets?: Secrets;
  readonly subject: string | null;
  readonly slash: string;
  readonly slackId: string;
  readonly teamId: string;
  readonly triggerId: string | null;
  readonly replyTo: ReplyTo;
}

/** After this time a person is told that it takes longer. */
const PATIENCE = 2_500;

/**
 * Runs a complete command from whatever it came: typed, from a form, from a button. A change is recorded before it is
 * acknowledged and made afterwards; a question is answered afterwards.
 *
 * @param ack acknowledges to Slack; called once
 * @throws when the change could not be recorded; nothing was acknowledged then
 */
export async function runCommand(
  deps: ListenerDeps,
  complete: Complete,
  ack: () => Promise<void>,
): Promise<void> {
  const { command } = complete;
  if (command.risk === 'read') {
    await ack();
    deps.desk.background.run(command.name, () => answer(deps, { ...complete, command }));
  } else {
    await submit(deps, { ...complete, command }, ack);
  }
}

async function answer(deps: ListenerDeps, complete: Complete & { command: ReadCommand }): Promise<void> {
  const { slackId, replyTo } = complete;
  const slow = setTimeout(() => tellToWait(deps, complete), PATIENCE);
  try {
    const { content, secret } = await deps.desk.ask({ ...complete, requesterSlackId: slackId });
    clearTimeout(slow);
    await deps.messenger.reply(slackId, secret ? { ...replyTo, onlyHere: true } : replyTo, content);
  } finally {
    clearTimeout(slow);
  }
}

async function submit(
  deps: ListenerDeps,
  complete: Complete & { command: ChangeCommand },
  ack: () => Promise<void>,
): Promise<void> {
  const request = await deps.desk.record(
    {
      command: complete.command.name,
      input: { values: complete.values, subject: complete.subject, slash: complete.slash },
      teamId: complete.teamId,
      requesterSlackId: complete.slackId,
      triggerId: complete.triggerId,
      replyTo: complete.replyTo,
    },
    complete.secrets,
  );
  await ack();
  if (!request) return;
  deps.desk.proceed(request);
  deps.desk.background.later('patience', PATIENCE, async () => {
    if (await deps.desk.underWay(request.id)) tellToWait(deps, complete);
  });
}

function tellToWait(deps: ListenerDeps, { slackId, replyTo }: Complete): void {
  const note = answerMessage({
    title: md`:hourglass_flowing_sand: Zoom takes a little longer just now. I am on it.`,
  });
  deps.desk.background.run('patience', () =>
    deps.messenger.reply(slackId, { ...replyTo, replace: false }, note),
  );
}
