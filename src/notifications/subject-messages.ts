import { withoutZoomId } from '../audit/entry.ts';
import type { SubjectNotice } from '../requests/subject-notices.ts';
import { undoableUntil } from '../requests/undo.ts';
import type { MessageContent } from '../views/blocks.ts';
import { allOf, code, type Mrkdwn, md, mention, moment } from '../views/mrkdwn.ts';
import { reportMessage, subjectMessage } from '../views/subject-notice.ts';
import { approvedBy, describe, type Loaded } from './loaded.ts';

/** Tells somebody concerned what was changed, by whom and when. */
export function subjectMessageOf(loaded: Loaded, notice: SubjectNotice): MessageContent | null {
  const { request, command } = loaded;
  const { plan, progress, state } = request;
  if (!plan) return null;
  const outcome = state !== 'undone' ? 'done' : progress.ended ? 'ended' : 'undone';
  return subjectMessage({
    requestId: request.id,
    role: notice.role,
    outcome,
    what: describe(request, command, false),
    account: withoutZoomId(notice.account),
    changes: plan.changes,
    by: request.requesterSlackId,
    byReader: request.requesterSlackId === notice.slack_id,
    approval: approvalOf(loaded),
    at: outcome === 'done' ? (progress.doneAt ?? request.updatedAt) : request.updatedAt,
  });
}

/**
 * Tells admins that people concerned say: this was not me.
 *
 * @param loaded `null` for a query, which is stored nowhere
 * @param notices everybody who was told of it
 * @returns `null` when nobody has reported it
 */
export function reportMessageOf(
  loaded: Loaded | null,
  notices: readonly SubjectNotice[],
  now: number,
  direct: boolean,
): MessageContent | null {
  const reported = notices.filter((one) => one.reported_at !== null);
  const [notice] = reported;
  if (!notice) return null;
  const request = loaded?.request;
  return reportMessage({
    reporters: reported.map((one) => one.slack_id),
    what: loaded
      ? describe(loaded.request, loaded.command, false)
      : md`Show a secret: ${code(notice.command)}`,
    account: withoutZoomId(notice.account),
    changes: request?.plan?.changes ?? [],
    by: request?.requesterSlackId ?? notice.slack_id,
    approval: loaded ? approvalOf(loaded) : null,
    at: request?.progress.doneAt ?? request?.updatedAt ?? notice.told_at,
    stopped: reported.some((one) => one.role === 'owner'),
    undo: loaded ? howToUndo(loaded, now) : cannotUndo('/zoom'),
    direct,
  });
}

/** Who allowed it, as "approved by …"; `null` where nobody had to. */
function approvalOf({ request, decisions }: Loaded): Mrkdwn | null {
  const { selfApproved } = request.progress;
  if (selfApproved) return md`approved by ${mention(selfApproved.by)} alone, in an emergency`;
  const by = approvedBy(decisions);
  return by.length > 0 ? md`approved by ${allOf(by)}` : null;
}

function howToUndo({ request, command }: Loaded, now: number): Mrkdwn {
  const { slash } = request.input;
  if (request.state === 'undone') return md`It has already been undone.`;
  if (!command.undo || request.plan?.irreversible) return cannotUndo(slash);
  const until = undoableUntil({ commands: [command] }, request);
  const again = code(`${slash} ${command.name}`);
  return until !== null && until > now
    ? md`${mention(request.requesterSlackId)} can undo it with one click until ${moment(until)}. An admin can set what was there before with ${again} at any time.`
    : md`An admin can set what was there before with ${again}.`;
}

function cannotUndo(slash: string): Mrkdwn {
  return md`It can’t simply be undone. If in doubt, close the account with ${code(`${slash} deactivate`)} until you know more.`;
}
