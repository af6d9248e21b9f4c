import type { ChangeCommand, Command, ReadCommand } from '../commands/define-command.ts';
import type { AnyValues, Secrets } from '../commands/field.ts';
import { howToName } from '../commands/parse/plain-names.ts';
import { Refusal } from '../identity/refusal.ts';
import type { WhoActs } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import type { Messenger, ReplyTo } from '../notifications/messenger.ts';
import { answerQuery, type QueryAnswer, type QueryDeps } from '../requests/answer-query.ts';
import { isInProgress, type RecordDeps, record } from '../requests/record.ts';
import type { TaskRunner } from '../task-runner.ts';
import { answerMessage } from '../views/answer.ts';
import { withNote } from '../views/blocks.ts';
import { join, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { problemMessage } from '../views/problem.ts';

/** A command with everything that it needs, however it was given. */
export interface Invocation {
  readonly command: Command;
  readonly values: AnyValues;
  readonly secrets?: Secrets;
  /** Whose account, where it is not their own: a Slack id or an email address. */
  readonly subject: string | null;
  /** The slash command's own name. */
  readonly slash: string;
  readonly slackId: string;
  readonly teamId: string;
  readonly triggerId: string | null;
  readonly replyTo: ReplyTo;
  /** What was typed and is in none of the values; the answer to a query names it. */
  readonly unread?: Mrkdwn;
}

export type RunCommandDeps = QueryDeps &
  RecordDeps & {
    /** Has the worker go on with a request at once. */
    readonly wake: (requestId: string, owner?: string) => void;
    readonly taskRunner: Pick<TaskRunner, 'interactive' | 'notifications' | 'run' | 'later'>;
    readonly messenger: Messenger;
    readonly whoActs: WhoActs;
  };

/** Milliseconds until the person is told that it takes longer. */
const SLOW_AFTER = 2_500;
/** Milliseconds in the queue after which a query is refused as busy: answering it may take ten seconds more. */
const MAX_QUEUE_TIME = 8_000;

/** Thrown when a queue is full. */
export const busyRefusal = () =>
  new Refusal('busy', {
    says: md`I’m very busy right now.`,
    next: md`Please try again in a minute.`,
  });

/** Thrown when this person alone has asked for too much at a time; everybody else is still answered. */
const shareRefusal = () =>
  new Refusal('busy', {
    says: md`I’m still working on what you asked before.`,
    next: md`Please wait for the answers, then try again in a minute.`,
  });

/** The same at a field of a form, which stays open. */
export const busyAtField = text`I’m very busy right now. Nothing is lost: please send it again in a minute.`;

/**
 * Runs a command, whether it was typed, submitted by a form or started by a button. A change is stored before it is
 * acknowledged and executed afterwards; a query is answered afterwards.
 *
 * @param ack acknowledges to Slack; called once
 * @throws Refusal when too many commands wait, of everybody or of this person, or an error when the change could not be
 * stored; then it is not acknowledged
 */
export async function runCommand(
  deps: RunCommandDeps,
  invocation: Invocation,
  ack: () => Promise<void>,
): Promise<void> {
  const { command } = invocation;
  requireShare(deps, invocation.slackId);
  if (command.risk === 'read') {
    if (deps.taskRunner.interactive.isFull) throw busyRefusal();
    await ack();
    startQuery(deps, { ...invocation, command });
  } else {
    await submitChange(deps, { ...invocation, command }, ack);
  }
}

/** @throws Refusal when this person has too much running and waiting already */
export function requireShare({ taskRunner }: RunCommandDeps, slackId: string): void {
  if (taskRunner.interactive.isShareFull(slackId)) throw shareRefusal();
}

function startQuery(deps: RunCommandDeps, invocation: Invocation & { command: ReadCommand }): void {
  const { taskRunner, messenger } = deps;
  const { command, slackId, replyTo } = invocation;
  const started = performance.now();
  let answered = false;
  const slow = setTimeout(() => saySlow(deps, invocation, async () => !answered), SLOW_AFTER);
  const work = async () => {
    const { content, secret } =
      performance.now() - started < MAX_QUEUE_TIME
        ? withUnread(await answerQuery(deps, { ...invocation, requesterSlackId: slackId }), invocation)
        : busyAnswer();
    answered = true;
    clearTimeout(slow);
    await messenger.reply(slackId, secret ? { ...replyTo, onlyHere: true } : replyTo, content);
  };
  const onCutOff = async () => {
    if (!answered) await messenger.reply(slackId, replyTo, cutOffAnswer());
  };
  if (taskRunner.interactive.add({ what: command.name, work, owner: slackId, onCutOff })) return;
  // The queue became full during the acknowledgement.
  clearTimeout(slow);
  taskRunner.run(command.name, () => messenger.reply(slackId, replyTo, busyAnswer().content));
}

/** No word is dropped in silence. */
function withUnread(answer: QueryAnswer, { unread, command, subject }: Invocation): QueryAnswer {
  if (!unread) return answer;
  const note = md`I didn’t understand “${unread}”, so I left it out.`;
  return {
    ...answer,
    content: withNote(
      answer.content,
      join([note, ...howToName(unread, command.subject === 'self' && subject === null)], ' '),
    ),
  };
}

/** What is only read is not stored, so nobody goes on with it. */
const cutOffAnswer = () =>
  answerMessage({ title: md`I’m being restarted and couldn’t finish this. Please ask again in a minute.` });

const busyAnswer = () => ({ content: problemMessage(busyRefusal().problem), secret: false });

async function submitChange(
  deps: RunCommandDeps,
  invocation: Invocation & { command: ChangeCommand },
  ack: () => Promise<void>,
): Promise<void> {
  const { command, values, subject, slash, teamId, slackId, triggerId, replyTo, secrets } = invocation;
  const request = await record(
    deps,
    {
      command: command.name,
      input: { values, subject, slash },
      teamId,
      requesterSlackId: slackId,
      triggerId,
      replyTo,
    },
    secrets,
  );
  await ack();
  if (!request) return;
  deps.wake(request.id, slackId);
  sayIfSlow(deps, invocation, request.id);
}

/** Tells the person when the work on a request takes longer. */
export function sayIfSlow(deps: RunCommandDeps, invocation: Invocation, requestId: string): void {
  deps.taskRunner.later('slow notice', SLOW_AFTER, async () =>
    saySlow(deps, invocation, () => isInProgress(deps, requestId)),
  );
}

/** @param isStillTrue checked when the message is sent, because it may wait in the queue */
function saySlow(
  deps: RunCommandDeps,
  { slackId, replyTo }: Invocation,
  isStillTrue: () => Promise<boolean>,
): void {
  // A modal says “One moment…” already. Where Slack takes this later than the answer, it would take the answer's place.
  if (replyTo.view !== undefined) return;
  const content = answerMessage({
    title: md`:hourglass_flowing_sand: This is taking a little longer. I’m on it.`,
  });
  const work = async () => {
    if (await isStillTrue()) await deps.messenger.reply(slackId, { ...replyTo, replace: false }, content);
  };
  deps.taskRunner.notifications.add({ what: 'slow notice', work });
}
