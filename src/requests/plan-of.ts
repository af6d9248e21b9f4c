import type { ChangeCommand } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import { withErrorSubject } from '../identity/error-subject.ts';
import type { Parts } from './parts.ts';
import type { Request } from './request.ts';

/** Who asks, and whose account it is, as resolved right now. */
export interface Resolved {
  readonly requester: Account;
  readonly subject: Account;
  readonly own: boolean;
  /** Finds people who are named in fields; by itself without a limit. */
  readonly find?: (who: string) => Promise<Account>;
}

/**
 * Reads from Zoom what a request would change. Nothing is changed by it.
 *
 * @throws Refusal when there is nothing to do or it cannot be done; ZoomError
 */
export async function planOf(
  parts: Parts,
  request: Request,
  command: ChangeCommand,
  { requester, subject, own, find = parts.identities.find }: Resolved,
): Promise<Plan> {
  const previewing = command.preview({
    values: request.input.values as Record<string, string>,
    zoom: parts.zoom,
    files: parts.files,
    links: parts.links,
    given: Object.keys(parts.secretStore.look(request.id) ?? {}),
    colleagues: {
      teamId: parts.homeTeamId,
      member: parts.identities.colleague,
      byEmail: parts.identities.byEmail,
    },
    holding: await holding(parts, command, request, subject.zoomId),
    maxDuration: parts.policy.commands[command.name]?.maxDuration ?? null,
    requester,
    subject,
    own,
    find,
  });
  const preview = await withErrorSubject({ name: subject.name, isAsker: own }, previewing);
  return {
    ...preview,
    requester,
    subject: preview.subject ?? subject,
    own: own && !preview.subject,
    reason: request.input.values.reason ?? null,
  };
}

/** What was given for a time, by the same person to the same account. */
async function holding(parts: Parts, command: ChangeCommand, request: Request, zoomId: string) {
  const grants = await parts.requests.grants(request.requesterSlackId, command.ends ?? command.name);
  const held = grants.find((one) => one.plan?.subject.zoomId === zoomId);
  const { endsAt } = held?.progress ?? {};
  return held?.plan && endsAt ? { endsAt, data: held.plan.data } : null;
}
