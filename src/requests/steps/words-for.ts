import type { Problem } from '../../views/problem.ts';
import type { Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { tellProblem } from '../tell-problem.ts';

/** What the requester is told about an error of their request. */
export function wordsFor(parts: Parts, request: Request, error: unknown): Promise<Problem> {
  return tellProblem(parts, error, {
    slackId: request.requesterSlackId,
    own: request.plan?.own ?? isOwn(parts, request),
    subjectName: request.plan?.subject.name,
    command: request.command,
    requestId: request.id,
  });
}

/** Before the people are known: whether nobody else was named. */
function isOwn({ commands }: Parts, { command, input, requesterSlackId }: Request): boolean {
  const declared = commands.find((one) => one.name === command);
  const named = declared?.subject === 'named' ? input.values.person : input.subject;
  return named === null || named === undefined || named === requesterSlackId;
}
