import { type AuditAccount, subjectOf } from '../audit/entry.ts';
import type { Command } from '../commands/define-command.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Links } from '../identity/links.ts';
import type { Store } from '../store/open.ts';
import type { State, SubjectNoticeTable } from '../store/schema.ts';
import { toHolder } from './grants.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';

// Whose account was changed is told, and so is everybody who gets or loses a right by it. This module decides who that is;
// `notifications` tells them, and `report.ts` takes their "This wasn't me".

/** Somebody who is told, and why. */
export interface Concerned {
  readonly slackId: string;
  readonly role: SubjectNoticeTable['role'];
}

/** What somebody was told about, as it is needed to check a report of theirs. */
export type SubjectNotice = SubjectNoticeTable;

interface ConcernedDeps {
  readonly commands: readonly Command[];
  readonly accountOwners: AccountOwners;
}

/**
 * Whether somebody beside the requester has to be told that a request was carried out or undone.
 *
 * @param request in the state that it leaves, with the progress that is stored
 */
export async function concernsSomebody(
  { commands, links }: { readonly commands: readonly Command[]; readonly links: Pick<Links, 'find'> },
  request: Request,
  to: State,
): Promise<boolean> {
  const carriedOut = to === 'done' && (request.state === 'running' || request.state === 'unknown');
  if (!carriedOut && !(to === 'undone' && request.state === 'undoing')) return false;
  const { ended, lapsed } = request.progress;
  // At the end of a grant its holder gets a message of its own; when it lapsed, nothing was changed.
  if (ended && (lapsed || toHolder(request).length > 0)) return false;
  if (!request.plan?.own) return request.plan !== null;
  const command = changeCommandOf({ commands }, request.command);
  if (command.signIn || command.alsoTell) return true;
  // The account of a linked person may have an owner by its address too.
  return (await links.find(request.teamId, request.requesterSlackId)) !== null;
}

/**
 * Who has to be told of a request. Requesters are left out, except where it is about signing in: then they too want to
 * know when somebody else was at their Slack.
 *
 * @throws when Slack does not answer
 */
export async function concernedBy(deps: ConcernedDeps, request: Request): Promise<readonly Concerned[]> {
  if (!request.plan) return [];
  const command = changeCommandOf(deps, request.command);
  const owners = await deps.accountOwners.find(request.plan.subject);
  const others = await Promise.all(
    (command.alsoTell?.(planOf(deps, request)) ?? []).map((one) => deps.accountOwners.find(one)),
  );
  const told = new Map<string, Concerned['role']>();
  for (const slackId of others.flat()) told.set(slackId, 'other');
  for (const slackId of owners) told.set(slackId, 'owner');
  if (!command.signIn) told.delete(request.requesterSlackId);
  return [...told].map(([slackId, role]) => ({ slackId, role }));
}

/** Notes who is told, before they are. Doing it twice changes nothing. */
export async function saveSubjectNotices(
  { db, now }: Pick<Store, 'db' | 'now'>,
  about: {
    readonly requestId: string;
    readonly command: string;
    readonly subject: AuditAccount;
  },
  concerned: readonly Concerned[],
): Promise<void> {
  if (concerned.length === 0) return;
  await db
    .insertInto('subject_notices')
    .values(
      concerned.map(({ slackId, role }) => ({
        request_id: about.requestId,
        slack_id: slackId,
        role,
        command: about.command,
        zoom_id: about.subject.zoomId,
        account: subjectOf(about.subject),
        told_at: now,
        reported_at: null,
      })),
    )
    .onConflict((c) => c.columns(['request_id', 'slack_id']).doNothing())
    .execute();
}

/** Everybody who was told of a request. */
export async function subjectNoticesOf(
  { db }: Pick<Store, 'db'>,
  requestId: string,
): Promise<readonly SubjectNotice[]> {
  return db
    .selectFrom('subject_notices')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('told_at')
    .execute();
}
