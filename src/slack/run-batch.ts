import type { ChangeCommand } from '../commands/define-command.ts';
import { Refusal } from '../identity/refusal.ts';
import { newBatchId } from '../requests/batch-store.ts';
import { PEOPLE_MAX } from '../views/form.ts';
import { md } from '../views/mrkdwn.ts';
import { type Invocation, type RunCommandDeps, requireShare, sayIfSlow } from './run-command.ts';

/**
 * Runs a command for several people: each is a request of its own, and one message asks and tells about all of them.
 *
 * @param people Slack ids and addresses
 * @param ack acknowledges to Slack, once everything is stored
 * @throws Refusal for too many people, or when the person has too much waiting
 */
export async function runForSeveral(
  deps: RunCommandDeps,
  invocation: Invocation & { readonly command: ChangeCommand },
  people: readonly string[],
  ack: () => Promise<void>,
): Promise<void> {
  const { command, values, subject, slash, teamId, slackId, triggerId, replyTo } = invocation;
  if (people.length > PEOPLE_MAX) {
    throw new Refusal('input', {
      says: md`That’s ${people.length} people, and I can do ${PEOPLE_MAX} at a time.`,
      next: md`Nothing was changed. Please name fewer of them.`,
    });
  }
  requireShare(deps, slackId);
  const submissions = people.map((person) => ({
    command: command.name,
    input:
      command.subject === 'self'
        ? { values, subject: person, slash }
        : { values: { ...values, person }, subject, slash },
    teamId,
    requesterSlackId: slackId,
    triggerId,
    replyTo,
  }));
  const ids = await deps.requests.recordBatch(newBatchId(), submissions);
  await ack();
  if (!ids) return;
  for (const id of ids) deps.wake(id, slackId);
  sayIfSlow(deps, invocation, ids[0] ?? '');
}
