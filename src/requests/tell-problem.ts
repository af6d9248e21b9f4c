import type { Problem } from '../views/problem.ts';
import { isAdmin, visibleTo } from './access.ts';
import { type Audience, problemFor } from './error-messages.ts';
import type { Parts } from './parts.ts';

/** Who is told: what is known of them follows from their Slack id. */
type Told = Pick<Audience, 'own' | 'command' | 'requestId'> & {
  readonly slackId: string;
  /** The name of the account's owner, where it is known already. */
  readonly subjectName?: string | undefined;
};

/** An error in the words for this person: their language, and buttons that they may use. */
export async function tellProblem(parts: Parts, error: unknown, told: Told): Promise<Problem> {
  const { slackId, subjectName = 'this person', ...rest } = told;
  const member = await parts.identities.member(slackId).catch(() => null);
  const visible = visibleTo(parts.policy, parts.commands, slackId);
  const audience: Audience = {
    ...rest,
    subjectName,
    isAdmin: isAdmin(parts.policy, slackId),
    locale: member?.locale ?? 'en',
    may: (name) => visible.some(({ command }) => command.name === name),
  };
  const problem = problemFor(error, audience, parts.logger);
  if (problem.reference) parts.telemetry.errorShown();
  return problem;
}
