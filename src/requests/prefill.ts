import type { Prefill } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import { withErrorSubject } from '../identity/error-subject.ts';
import { withRequestCache } from '../identity/request-cache.ts';
import { join } from '../views/mrkdwn.ts';
import { accessFor, isAdmin } from './access.ts';
import type { Parts } from './parts.ts';
import { tellProblem } from './tell-problem.ts';

/** Reads how a form starts. It always has an answer: what goes wrong is said in the form's place. */
export async function prefill(
  desk: Parts,
  command: Command,
  who: { readonly slackId: string; readonly subject: string | null },
): Promise<Prefill> {
  if (!command.prefill) return {};
  const zoom = withRequestCache(desk.zoom);
  const parts: Parts = { ...desk, zoom, identities: desk.identities.by(zoom) };
  const forOther = who.subject !== null && who.subject !== who.slackId;
  try {
    accessFor(parts.policy, command, { isAdmin: isAdmin(parts.policy, who.slackId), forOther });
    const subject =
      forOther && who.subject
        ? await parts.identities.find(who.subject)
        : (await parts.identities.identify(who.slackId)).account;
    const maxDuration = parts.policy.commands[command.name]?.maxDuration ?? null;
    const own = !forOther;
    const start = command.prefill({ zoom: parts.zoom, subject, own, maxDuration });
    return await withErrorSubject({ name: subject.name, isAsker: own }, start);
  } catch (error) {
    const told = { slackId: who.slackId, own: !forOther, command: command.name };
    const problem = await tellProblem(parts, error, told);
    return { nothing: problem.next ? join([problem.says, problem.next], ' ') : problem.says };
  }
}
