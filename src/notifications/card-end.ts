import type { Request } from '../requests/request.ts';
import type { Decision } from '../requests/request-store.ts';
import type { CardEnd } from '../views/card.ts';
import { allOf, join, type Mrkdwn, md, mention, moment } from '../views/mrkdwn.ts';
import { approvedBy, whoDecided } from './loaded.ts';

/**
 * How a request ended or stands after its decision, in one sentence: for its card and for who asked.
 *
 * @param why why it was not done, worded for the requester; by default as others read it
 */
export function cardEnd(
  request: Request,
  decisions: readonly Decision[],
  why = request.progress.why,
): CardEnd {
  const when = moment(request.updatedAt);
  const by = allOf(approvedBy(decisions));
  const denial = decisions.find((one) => one.verdict === 'deny');
  const { selfApproved } = request.progress;
  const approved = selfApproved
    ? md`Approved by ${mention(selfApproved.by)} alone, in an emergency (${selfApproved.reason})`
    : md`Approved by ${by}`;
  const inZoom = {
    icon: md`:hourglass_flowing_sand:`,
    sentence: md`${approved}. ${md`Making the change in Zoom…`}`,
  };
  switch (request.state) {
    case 'approved':
    case 'running':
      return inZoom;
    case 'waiting':
      return {
        icon: md`:hourglass_flowing_sand:`,
        sentence: md`${approved}. ${md`No licence is free, so it waits for one.`}`,
      };
    case 'unknown':
      return {
        icon: md`:hourglass_flowing_sand:`,
        sentence: md`${approved}. ${md`Zoom hasn’t confirmed it yet.`}`,
      };
    case 'done':
      return doneEnd(request, approved, when);
    case 'undoing':
      return { icon: md`:white_check_mark:`, sentence: md`${approved}, and done in Zoom.` };
    case 'undone':
      return { icon: md`:leftwards_arrow_with_hook:`, sentence: undoneWords(request, approved, when) };
    case 'failed': {
      const reason = why ?? request.progress.problem?.says;
      return {
        icon: md`:warning:`,
        sentence: reason ? md`${approved}, but not done. ${reason}` : md`${approved}, but not done.`,
      };
    }
    case 'denied': {
      const who = denial ? whoDecided(denial) : md`an approver`;
      return {
        icon: md`:no_entry_sign:`,
        sentence: denial?.reason
          ? md`Denied by ${who} ${when}: ${denial.reason}`
          : md`Denied by ${who} ${when}.`,
      };
    }
    case 'cancelled':
      return { icon: md`:no_entry_sign:`, sentence: cancelledWords(request, approved, when) };
    case 'expired':
      return { icon: md`:hourglass:`, sentence: md`Expired ${when}: nobody answered in time.` };
    default:
      return { icon: md`:grey_question:`, sentence: md`This request is closed.` };
  }
}

function cancelledWords(
  { requesterSlackId, progress: { removed, stoppedBy, by } }: Request,
  approved: Mrkdwn,
  when: Mrkdwn,
): Mrkdwn {
  if (removed)
    return md`${approved}, then taken off the waiting list by ${mention(removed.by)} ${when}: ${removed.reason}`;
  return stoppedBy
    ? md`Stopped ${when}: ${mention(stoppedBy)} reported a change of this account that was not theirs.`
    : md`Withdrawn by ${mention(by ?? requesterSlackId)} ${when}.`;
}

/** Done, and where its time is over and it cannot be taken back: that, and why. */
function doneEnd({ progress: { stuck } }: Request, approved: Mrkdwn, when: Mrkdwn): CardEnd {
  if (!stuck?.told)
    return { icon: md`:white_check_mark:`, sentence: md`${approved}, and done in Zoom ${when}.` };
  return {
    icon: md`:warning:`,
    sentence: join(
      [
        md`${approved}, and done in Zoom.`,
        md`The agreed time is over, but it couldn’t be taken back: ${stuck.why}`,
        stuck.givenUp ? md`I’ve given up trying: an admin has to take it back in Zoom.` : md`I keep trying.`,
      ],
      ' ',
    ),
  };
}

/** How it came to an end after it was done. */
function undoneWords({ progress }: Request, approved: Mrkdwn, when: Mrkdwn): Mrkdwn {
  const { ended, lapsed, replacedBy, kept, different = [] } = progress;
  if (replacedBy)
    return md`${approved}. ${md`A later change of ${mention(replacedBy)} has replaced it ${when}.`}`;
  if (lapsed === 'account-gone')
    return md`${approved}. ${md`The agreed time ended ${when}; the account was gone by then.`}`;
  const how = lapsed
    ? md`${approved}. ${md`The agreed time ended ${when}; it had been changed before, so nothing was taken back.`}`
    : ended
      ? md`${approved}. ${md`The agreed time ended ${when}.`}`
      : kept
        ? md`${approved}, then undone by the requester ${when}, except what was changed since.`
        : md`${approved}, then undone by the requester ${when}.`;
  return join([how, ...different], ' ');
}
