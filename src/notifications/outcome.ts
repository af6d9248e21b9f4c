import type { Request } from '../requests/request.ts';
import type { Decision } from '../requests/request-store.ts';
import type { State } from '../store/schema.ts';
import type { CardEnd } from '../views/card.ts';
import { join, type Mrkdwn, md, mention, moment } from '../views/mrkdwn.ts';
import { approvedBy, whoDecided } from './loaded.ts';

/**
 * How a request ended or stands after its decision, in one sentence: for its card and for who asked.
 *
 * @param why why it was not done, in the words for the reader; without it, for people whom it does not address
 */
export function cardEnd(
  request: Request,
  decisions: readonly Decision[],
  why = request.progress.why,
): CardEnd {
  const when = moment(request.updatedAt);
  const by = join(approvedBy(decisions), ' and ');
  const denial = decisions.find((one) => one.verdict === 'deny');
  const { selfApproved } = request.progress;
  const approved = selfApproved
    ? md`Approved by ${mention(selfApproved.by)} alone, in an emergency (${selfApproved.reason})`
    : md`Approved by ${by}`;
  const endings: Partial<Record<State, CardEnd>> = {
    approved: { icon: md`:hourglass_flowing_sand:`, sentence: md`${approved}. Making the change in Zoom…` },
    waiting: {
      icon: md`:hourglass_flowing_sand:`,
      sentence: md`${approved}. No licence is free, so it waits for one.`,
    },
    running: { icon: md`:hourglass_flowing_sand:`, sentence: md`${approved}. Making the change in Zoom…` },
    unknown: {
      icon: md`:hourglass_flowing_sand:`,
      sentence: md`${approved}. Zoom hasn’t confirmed it yet.`,
    },
    done: doneEnd(request, md`${approved}, and done in Zoom`, when),
    undoing: { icon: md`:white_check_mark:`, sentence: md`${approved}, and done in Zoom.` },
    undone: {
      icon: md`:leftwards_arrow_with_hook:`,
      sentence: md`${approved}${undoneWords(request, when)}`,
    },
    failed: {
      icon: md`:warning:`,
      sentence: md`${approved}, but not done. ${why ?? request.progress.problem?.says ?? md``}`,
    },
    denied: {
      icon: md`:no_entry_sign:`,
      sentence: md`Denied by ${denial ? whoDecided(denial) : md`an approver`} ${when}${
        denial?.reason ? md`: ${denial.reason}` : md`.`
      }`,
    },
    cancelled: {
      icon: md`:no_entry_sign:`,
      sentence: request.progress.removed
        ? md`${approved}, then taken off the waiting list by ${mention(request.progress.removed.by)} ${when}: ${request.progress.removed.reason}`
        : request.progress.stoppedBy
          ? md`Stopped ${when}: ${mention(request.progress.stoppedBy)} reported a change of this account that was not theirs.`
          : md`Withdrawn by ${mention(request.progress.by ?? request.requesterSlackId)} ${when}.`,
    },
    expired: { icon: md`:hourglass:`, sentence: md`Expired ${when}: nobody answered in time.` },
  };
  return endings[request.state] ?? { icon: md`:grey_question:`, sentence: md`This request is closed.` };
}

/** Done, and where its time is over and it cannot be taken back: that, and why. */
function doneEnd({ progress: { stuck } }: Request, done: Mrkdwn, when: Mrkdwn): CardEnd {
  if (!stuck?.told) return { icon: md`:white_check_mark:`, sentence: md`${done} ${when}.` };
  const now = stuck.givenUp
    ? md`I’ve given up trying: an admin has to take it back in Zoom.`
    : md`I keep trying.`;
  return {
    icon: md`:warning:`,
    sentence: md`${done}. The agreed time is over, but it couldn’t be taken back: ${stuck.why} ${now}`,
  };
}

/** How it came to an end after it was done: the rest of the sentence. */
function undoneWords({ progress }: Request, when: Mrkdwn): Mrkdwn {
  const { ended, lapsed, replacedBy, kept, different = [] } = progress;
  if (replacedBy) return md`. A later change of ${mention(replacedBy)} has replaced it ${when}.`;
  if (lapsed === 'account-gone') return md`. The agreed time ended ${when}; the account was gone by then.`;
  const rest = different.length > 0 ? md` ${join(different, ' ')}` : md``;
  if (lapsed)
    return md`. The agreed time ended ${when}; it had been changed before, so nothing was taken back.${rest}`;
  if (ended) return md`. The agreed time ended ${when}.${rest}`;
  if (kept) return md`, then undone by the requester ${when}, except what was changed since.${rest}`;
  return md`, then undone by the requester ${when}.${rest}`;
}
