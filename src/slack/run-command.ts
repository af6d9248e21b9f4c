import type { ChangeCommand, Command, ReadCommand } from '../commands/define-command.ts';
import type { AnyValues, Secrets } from '../commands/field.ts';
import type { ReplyTo } from '../requests/request.ts';
import { answerMessage } from '../views/answer.ts';
import { md } from '../views/mrkdwn.ts';
import { problemMessage } from '../views/problem.ts';
import type { ListenerDeps } from './deps.ts';
import { tooMany } from './too-many.ts';

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
/** Whoever has waited so long for their turn is told to come back: the answer itself may take ten seconds more. */
const LONGEST_TURN = 8_000;

/**
 * Runs a complete command from whatever it came: typed, from a form, from a button. A change is recorded before it is
 * acknowledged and made afterwards; a question is answered afterwards.
 *
 * @param ack acknowledges to Slack; called once
 * @throws when the change could not be recorded, or too many ask; nothing was acknowledged then
 */
export async function runCommand(
  deps: ListenerDeps,
  complete: Complete,
  ack: () => Promise<void>,
): Promise<void> {
  const { command } = complete;
  if (command.risk === 'read') {
    const { interactive } = deps.desk.taskRunner;
    if (interactive.isFull) throw tooMany();
    await ack();
    question(deps, { ...complete, command });
  } else {
    await submit(deps, { ...complete, command }, ack);
  }
}

function question(deps: ListenerDeps, complete: Complete & { command: ReadCommand }): void {
  const { taskRunner } = deps.desk;
  const asked = performance.now();
  let known = false;
  const slow = setTimeout(() => tellToWait(deps, complete, async () => !known), PATIENCE);
  const work = async () => {
    const inTime = performance.now() - asked < LONGEST_TURN;
    const { content, secret } = inTime
      ? await deps.desk.ask({ ...complete, requesterSlackId: complete.slackId })
      : busy();
    known = true;
    clearTimeout(slow);
    const { replyTo } = complete;
    await deps.messenger.reply(complete.slackId, secret ? { ...replyTo, onlyHere: true } : replyTo, content);
  };
  const job = { what: complete.command.name, work };
  if (taskRunner.interactive.add(job)) return;
  // The last place went away during the acknowledgement.
  clearTimeout(slow);
  taskRunner.run(job.what, () => deps.messenger.reply(complete.slackId, complete.replyTo, busy().content));
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
  deps.desk.taskRunner.later('patience', PATIENCE, async () =>
    tellToWait(deps, complete, () => deps.desk.underWay(request.id)),
  );
}

const busy = () => ({ content: problemMessage(tooMany().problem), secret: false });

/** It may wait for its turn itself: then it is said only if it is still true. */
function tellToWait(
  deps: ListenerDeps,
  { slackId, replyTo }: Complete,
  stillTrue: () => Promise<boolean>,
): void {
  const note = answerMessage({
    title: md`:hourglass_flowing_sand: Zoom takes a little longer just now. I am on it.`,
  });
  const work = async () => {
    if (await stillTrue()) await deps.messenger.reply(slackId, { ...replyTo, replace: false }, note);
  };
  deps.desk.taskRunner.notifications.add({ what: 'patience', work });
}
