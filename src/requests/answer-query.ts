import { createAuditReader } from '../audit/read.ts';
import type { ReadCommand } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Identity } from '../identity/identities.ts';
import { withRequestCache } from '../identity/request-cache.ts';
import { type Answer, answerMessage } from '../views/answer.ts';
import type { Button, MessageContent } from '../views/blocks.ts';
import { problemMessage } from '../views/problem.ts';
import { accessFor, isAdmin, visibleTo } from './access.ts';
import { longWork } from './long-work.ts';
import { countLookup } from './lookup-limit.ts';
import { pageButton } from './pages.ts';
import type { Parts } from './parts.ts';
import { requestLog } from './request-log.ts';
import { tellProblem } from './tell-problem.ts';

/** A question: a reading command as somebody asked it. */
export interface Question {
  readonly command: ReadCommand;
  readonly values: AnyValues;
  /** Whose account, where it is not their own. */
  readonly subject: string | null;
  readonly slash: string;
  readonly requesterSlackId: string;
}

/** What a question was answered with. */
export interface Asked {
  readonly content: MessageContent;
  /** For the person's eyes only. */
  readonly secret: boolean;
}

/** Answers a reading command. It always has something to say: what goes wrong becomes a sentence. */
export async function ask(desk: Parts, question: Question): Promise<Asked> {
  const zoom = withRequestCache(desk.zoom);
  const parts: Parts = { ...desk, zoom, identities: desk.identities.by(zoom) };
  const { command, requesterSlackId } = question;
  const admin = isAdmin(parts.policy, requesterSlackId);
  const catalogue = visibleTo(parts.policy, parts.commands, requesterSlackId);
  let subject: Promise<Identity> | undefined;
  const forOther = question.subject !== null && question.subject !== requesterSlackId;
  const resolve = async (): Promise<Identity> =>
    forOther && question.subject
      ? await parts.identities.findIdentity(question.subject)
      : parts.identities.identify(requesterSlackId);
  const work = longWork(parts, requesterSlackId);
  try {
    accessFor(parts.policy, command, { isAdmin: admin, forOther });
    // Whoever cannot be identified gets no answers about others either.
    if (command.lookup || forOther) await parts.identities.identify(requesterSlackId);
    if (command.lookup) await countLookup(parts.store, requesterSlackId);
    const answer = await command.answer({
      values: question.values as Record<string, string>,
      zoom: parts.zoom,
      slash: question.slash,
      subject: () => {
        subject ??= resolve();
        return subject;
      },
      likelyZoomId: () => parts.identities.recent(question.subject ?? requesterSlackId),
      forOther,
      catalogue,
      requests: requestLog(parts, requesterSlackId),
      audit: createAuditReader(parts.store),
      progress: work.progress,
      sendFile: work.sendFile,
    });
    const turns = await pageButtons(parts, question, answer);
    const content = answerMessage({ ...answer, buttons: [...(answer.buttons ?? []), ...turns] });
    parts.telemetry.command(command.name, 'answered');
    return { content, secret: answer.secret ?? false };
  } catch (error) {
    await work
      .abandon()
      .catch((err: unknown) => parts.logger.warn({ err }, 'a progress message stays behind'));
    const known = await subject?.catch(() => undefined);
    const problem = await tellProblem(parts, error, {
      slackId: requesterSlackId,
      own: !forOther,
      subjectName: known?.account.name,
      command: command.name,
    });
    parts.telemetry.command(command.name, 'refused');
    return { content: problemMessage(problem), secret: false };
  }
}

async function pageButtons(parts: Parts, question: Question, { pages }: Answer): Promise<Button[]> {
  const page = (values: AnyValues) => ({
    command: question.command.name,
    values,
    slackId: question.requesterSlackId,
    slash: question.slash,
  });
  return [
    ...(pages?.previous ? [await pageButton(parts, 'Previous page', page(pages.previous))] : []),
    ...(pages?.next ? [await pageButton(parts, 'Next page', page(pages.next))] : []),
  ];
}
