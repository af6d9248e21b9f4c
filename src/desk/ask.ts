import type { ReadCommand } from '../commands/command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Identity } from '../people/people.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { problemMessage } from '../views/problem.ts';
import { accessFor, isAdmin, visibleTo } from './access.ts';
import { countLookup } from './lookup-limit.ts';
import type { Parts } from './parts.ts';
import { problemFor } from './problem-for.ts';

/** A question: a reading command as somebody asked it. */
export interface Question {
  readonly command: ReadCommand;
  readonly values: AnyValues;
  /** Whose account, where it is not their own. */
  readonly subject: string | null;
  readonly slash: string;
  readonly requesterSlackId: string;
}

/** Answers a reading command. It always has something to say: what goes wrong becomes a sentence. */
export async function ask(parts: Parts, question: Question): Promise<MessageContent> {
  const { command, requesterSlackId } = question;
  const admin = isAdmin(parts.policy, requesterSlackId);
  const catalogue = visibleTo(parts.policy, parts.commands, requesterSlackId);
  let subject: Promise<Identity> | undefined;
  const forOther = question.subject !== null && question.subject !== requesterSlackId;
  const resolve = async (): Promise<Identity> =>
    forOther && question.subject
      ? { account: await parts.people.find(question.subject), via: 'email' }
      : parts.people.identify(requesterSlackId);
  try {
    accessFor(parts.policy, command, { isAdmin: admin, forOther });
    // Whoever cannot be identified gets no answers about others either.
    if (command.lookup || forOther) await parts.people.identify(requesterSlackId);
    if (command.lookup) await countLookup(parts.store, requesterSlackId);
    const answer = await command.answer({
      values: question.values as Record<string, string>,
      zoom: parts.zoom,
      requesterSlackId,
      slash: question.slash,
      subject: () => {
        subject ??= resolve();
        return subject;
      },
      forOther,
      isAdmin: admin,
      catalogue,
    });
    return answerMessage(answer);
  } catch (error) {
    const member = await parts.people.member(requesterSlackId).catch(() => null);
    const known = await subject?.catch(() => undefined);
    const problem = problemFor(
      error,
      {
        own: !forOther,
        subjectName: known?.account.name ?? 'this person',
        isAdmin: admin,
        locale: member?.locale ?? 'en',
        command: command.name,
        may: (name) => catalogue.some((entry) => entry.command.name === name),
      },
      parts.logger,
    );
    return problemMessage(problem);
  }
}
