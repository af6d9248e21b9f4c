import type { Problem } from '../../views/problem.ts';
import { isAdmin, visibleTo } from '../access.ts';
import type { Parts } from '../parts.ts';
import { problemFor } from '../problem-for.ts';
import type { Request } from '../request.ts';

/** What the requester is told about an error of their request. */
export async function wordsFor(parts: Parts, request: Request, error: unknown): Promise<Problem> {
  const member = await parts.people.member(request.requesterSlackId).catch(() => null);
  const visible = visibleTo(parts.policy, parts.commands, request.requesterSlackId);
  return problemFor(
    error,
    {
      own: request.plan?.own ?? isOwn(parts, request),
      subjectName: request.plan?.subject.name ?? 'this person',
      isAdmin: isAdmin(parts.policy, request.requesterSlackId),
      locale: member?.locale ?? 'en',
      command: request.command,
      requestId: request.id,
      may: (name) => visible.some(({ command }) => command.name === name),
    },
    parts.logger,
  );
}

/** Before the people are known: whether nobody else was named. */
function isOwn({ commands }: Parts, { command, input, requesterSlackId }: Request): boolean {
  const declared = commands.find((one) => one.name === command);
  const named = declared?.subject === 'named' ? input.values.person : input.subject;
  return named === null || named === undefined || named === requesterSlackId;
}
