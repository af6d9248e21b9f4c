import { type Answer, answerMessage } from './answer.ts';
import { type BeforeAfter, changeLines, type MessageContent } from './blocks.ts';
import { breakGlassButton } from './confirmation.ts';
import { join, link, type Mrkdwn, md, mention, moment, quote } from './mrkdwn.ts';

/** "Your request is sent": who decides, until when, and how to take it back. */
export function sentMessage(view: {
  requestId: string;
  what: Mrkdwn;
  changes: readonly BeforeAfter[];
  asked: Mrkdwn;
  expiresAt: number;
  breakGlass: boolean;
}): MessageContent {
  return answerMessage({
    title: md`Your request is sent`,
    lines: [
      view.what,
      changeLines(view.changes),
      md`It waits for ${view.asked} until ${moment(view.expiresAt)}. I will send you a direct message as soon as it is decided.`,
    ],
    buttons: [
      { label: 'Withdraw request', action: 'request:cancel', value: view.requestId },
      ...(view.breakGlass ? [breakGlassButton(view.requestId)] : []),
    ],
  });
}

/** What the command says when it is done, with the button to undo it and the time at which it ends, where it has these. */
export function doneMessage(
  answer: Answer,
  undoRequestId: string | null,
  endsAt: number | null = null,
): MessageContent {
  const undo = { label: 'Undo', action: 'request:undo', value: undoRequestId ?? '' };
  const notes = [
    ...(answer.note ? [answer.note] : []),
    ...(endsAt ? [md`It ends by itself ${moment(endsAt)}; I remind you before.`] : []),
    ...(undoRequestId ? [md`You can undo this for 10 minutes.`] : []),
  ];
  return answerMessage({
    ...answer,
    title: md`:white_check_mark: ${answer.title}`,
    buttons: [...(answer.buttons ?? []), ...(undoRequestId ? [undo] : [])],
    ...(notes.length > 0 ? { note: join(notes, ' ') } : {}),
  });
}

/** A time-bound change ends soon. */
export function endingMessage(what: Mrkdwn, endsAt: number, command: string): MessageContent {
  return answerMessage({
    title: md`:hourglass: This ends soon`,
    lines: [what, md`It goes back by itself ${moment(endsAt)}.`],
    buttons: [{ label: 'Ask for more time', action: `command:${command}` }],
  });
}

/** A time-bound change has ended. `lapsed`: there was nothing to take back any more. */
export function endedMessage(what: Mrkdwn, lapsed: 'changed' | 'account-gone' | null): MessageContent {
  const how =
    lapsed === 'account-gone'
      ? md`The account is gone from Zoom by now, so there was nothing to take back.`
      : lapsed === 'changed'
        ? md`It had been changed in Zoom before, so I left it as it is.`
        : md`It went back by itself, as agreed. If you need it again, just ask again.`;
  return answerMessage({
    title: md`:leftwards_arrow_with_hook: The agreed time is over`,
    lines: [what, how],
  });
}

/** For a person who has a licence that somebody else requested for them. */
export function licenceEndingMessage(endsAt: number): MessageContent {
  return answerMessage({
    title: md`:hourglass: Your Zoom licence ends soon`,
    lines: [md`You have it until ${moment(endsAt)}; then it goes back by itself.`],
    buttons: [{ label: 'Ask for more time', action: 'command:request-license' }],
  });
}

export function licenceEndedMessage(): MessageContent {
  return answerMessage({
    title: md`:leftwards_arrow_with_hook: Your Zoom licence has ended`,
    lines: [md`It went back by itself, as agreed.`],
    buttons: [{ label: 'Request again', action: 'command:request-license' }],
  });
}

/** Zoom did not say whether it happened; it is going to be read. */
export function waitingMessage(what: Mrkdwn): MessageContent {
  return answerMessage({
    title: md`:hourglass_flowing_sand: Zoom has not confirmed this yet`,
    lines: [what, md`I will keep looking and tell you how it ended. You do not need to do anything.`],
  });
}

export function deniedMessage(
  what: Mrkdwn,
  by: string | null,
  reason: string | null,
  command: string,
): MessageContent {
  return answerMessage({
    title: md`Your request was not approved`,
    lines: [
      what,
      md`${by ? mention(by) : md`An approver`} said no${reason ? ':' : '.'}`,
      ...(reason ? [quote(reason)] : []),
    ],
    buttons: [{ label: 'Ask again', action: `command:${command}` }],
    note: md`Nothing was changed. Talk to them if you see it differently, or send a new request.`,
  });
}

export function expiredMessage(what: Mrkdwn, command: string): MessageContent {
  return answerMessage({
    title: md`Your request ran out of time`,
    lines: [what, md`Nobody decided in time, so nothing was changed.`],
    buttons: [{ label: 'Ask again', action: `command:${command}`, style: 'primary' }],
  });
}

export function cancelledMessage(what: Mrkdwn, sent: boolean): MessageContent {
  return answerMessage({
    title: sent ? md`Your request is withdrawn` : md`All right, nothing was changed`,
    lines: sent ? [what, md`Nobody needs to decide it any more.`] : [what],
  });
}

/**
 * @param kept a sentence for each part that stays, because somebody has changed it since
 * @param missing what the account held before and did not get back
 */
export function undoneMessage(
  what: Mrkdwn,
  kept: readonly Mrkdwn[],
  missing: readonly string[] = [],
): MessageContent {
  const stays = kept.length === 0 ? [] : [md`All but what was changed since, which stays:`, ...kept];
  const lost = missing.length === 0 ? [] : [md`This did not come back: ${missing.join(', ')}.`];
  const rest = [...stays, ...lost];
  return answerMessage({
    title: md`:leftwards_arrow_with_hook: Undone`,
    lines: [what, ...(rest.length === 0 ? [md`Everything is as it was before.`] : rest)],
  });
}

/** Goes into the card's thread when nobody has decided for a while. */
export function reminderMessage(view: {
  what: Mrkdwn;
  expiresAt: number;
  also: readonly string[];
}): MessageContent {
  const call = view.also.length > 0 ? md` ${join(view.also.map(mention), ' ')}` : md``;
  return answerMessage({
    title: md`Still waiting for a decision${call}`,
    lines: [view.what, md`The request is open until ${moment(view.expiresAt)}.`],
  });
}

/** Asks somebody to whom a request is escalated, in their direct messages: they may not be in the approval channel. */
export function escalationMessage(view: {
  what: Mrkdwn;
  requesterSlackId: string;
  account: Mrkdwn;
  reason: string | null;
  expiresAt: number;
  cardUrl: string | null;
}): MessageContent {
  const where = view.cardUrl
    ? md`Decide it ${link(view.cardUrl, 'on its card')} or on my Home tab.`
    : md`Decide it on my Home tab.`;
  return answerMessage({
    title: md`Nobody has decided this yet, so you are asked too`,
    lines: [
      md`${mention(view.requesterSlackId)} asks: ${view.what}`,
      ...(view.reason ? [quote(view.reason)] : []),
      md`${where} It is open until ${moment(view.expiresAt)}.`,
    ],
    note: md`Account: ${view.account}`,
  });
}
