import { text } from '../languages/text.ts';
import { type Answer, answerMessage } from './answer.ts';
import { type BeforeAfter, changeLines, context, type MessageContent, message, section } from './blocks.ts';
import type { CardEnd } from './card.ts';
import { breakGlassButton, someOf } from './confirmation.ts';
import { join, type Mrkdwn, md, moment, quote } from './mrkdwn.ts';

/** "Sent to @Grace": who decides, until when, and how to take it back. */
export function sentMessage(view: {
  requestId: string;
  what: Mrkdwn;
  changes: readonly BeforeAfter[];
  /** Slack ids of those who can approve it. */
  asked: readonly string[];
  needed: number;
  expiresAt: number;
  breakGlass: boolean;
  /** No licence is free, so it waits for one once it is approved. */
  waits: boolean;
}): MessageContent {
  return answerMessage({
    title: md`Sent to ${someOf(view.asked, 'and')}`,
    lines: [
      view.what,
      changeLines(view.changes),
      ...(view.waits ? [md`Your place in line is kept from the moment it’s approved.`] : []),
      join(
        [
          md`I’ll send you a message as soon as it’s decided.`,
          ...whoHasTo(view),
          md`Expires ${moment(view.expiresAt)}.`,
        ],
        ' ',
      ),
    ],
    buttons: [
      { label: text`Withdraw request`, action: 'request:cancel', value: view.requestId },
      ...(view.breakGlass ? [breakGlassButton(view.requestId)] : []),
    ],
  });
}

function whoHasTo({ asked, needed }: { readonly asked: readonly string[]; readonly needed: number }) {
  if (needed > asked.length && needed > 1)
    return [md`It needs ${needed} approvers, so an admin has to add one.`];
  if (needed > 1) return [md`${needed} of them have to approve.`];
  if (asked.length < 2) return [];
  return [asked.length === 2 ? md`Either can approve.` : md`Any of them can approve.`];
}

/** Takes the place of {@link sentMessage} once the request is decided: the details are in a direct message. */
export function decidedMessage(what: Mrkdwn, { icon, sentence }: CardEnd): MessageContent {
  return message(join([icon, sentence], ' '), [section(join([icon, sentence], ' ')), context(what)]);
}

/** What the command says when it is done, with the button to undo it and the time at which it ends, where it has these. */
export function doneMessage(
  answer: Answer,
  undoRequestId: string | null,
  endsAt: number | null = null,
): MessageContent {
  const undo = { label: text`Undo`, action: 'request:undo', value: undoRequestId ?? '' };
  const notes = [
    ...(answer.note ? [answer.note] : []),
    ...(endsAt ? [md`Until ${moment(endsAt)}; I’ll remind you before.`] : []),
    ...(undoRequestId ? [md`You can undo this for 10 minutes.`] : []),
  ];
  return answerMessage({
    ...answer,
    title: md`:white_check_mark: ${answer.title}`,
    buttons: [...(answer.buttons ?? []), ...(undoRequestId ? [undo] : [])],
    ...(notes.length > 0 ? { note: join(notes, ' ') } : {}),
  });
}

/** A time-bound change ends soon. @param goesAlong what ends with it */
export function endingMessage(
  what: Mrkdwn,
  endsAt: number,
  command: string,
  goesAlong: readonly Mrkdwn[],
): MessageContent {
  return answerMessage({
    title: md`:hourglass: This ends ${moment(endsAt)}`,
    lines: [what, ...mayGoAlong(goesAlong), md`Need it longer? Ask now, and nothing is interrupted.`],
    buttons: [{ label: text`Extend`, action: `command:${command}`, style: 'primary' }],
  });
}

/** How a time-bound change has ended. */
export interface GrantEnd {
  /** Why nothing was taken back; `null`: it was. */
  readonly lapsed: 'changed' | 'account-gone' | null;
  /** What is not as it was before it, or stays because it was given since. */
  readonly different: readonly Mrkdwn[];
  /** What ended with it. */
  readonly goesAlong: readonly Mrkdwn[];
}

/** A time-bound change has ended. */
export function endedMessage(
  what: Mrkdwn,
  { lapsed, different, goesAlong }: GrantEnd,
  command: string,
): MessageContent {
  const how =
    lapsed === 'account-gone'
      ? [md`The account is gone from Zoom, so there was nothing to take back.`]
      : lapsed === 'changed'
        ? [md`It had been changed in Zoom before, so I left it as it is.`, ...different]
        : [
            md`That’s what was agreed. Still need it?`,
            ...wentAlong(goesAlong),
            ...(different.length > 0 ? [md`Not as it was before:`, ...different] : []),
          ];
  return answerMessage({
    title: md`:leftwards_arrow_with_hook: This has ended`,
    lines: [what, ...how],
    buttons: lapsed === 'account-gone' ? [] : [{ label: text`Request again`, action: `command:${command}` }],
  });
}

/** For a person whose licence ends soon. */
export function licenceEndingMessage(endsAt: number, goesAlong: readonly Mrkdwn[]): MessageContent {
  return answerMessage({
    title: md`:hourglass: Your Zoom licence ends ${moment(endsAt)}`,
    lines: [...mayGoAlong(goesAlong), md`Need it longer? Ask now, and you won’t be without one.`],
    buttons: [{ label: text`Extend`, action: 'command:request-license', style: 'primary' }],
  });
}

/** For a person whose licence has ended. */
export function licenceEndedMessage(goesAlong: readonly Mrkdwn[]): MessageContent {
  return answerMessage({
    title: md`:leftwards_arrow_with_hook: Your Zoom licence has ended`,
    lines: [md`That’s what was agreed. Still need it?`, ...wentAlong(goesAlong)],
    buttons: [{ label: text`Request again`, action: 'command:request-license' }],
  });
}

function mayGoAlong(what: readonly Mrkdwn[]): Mrkdwn[] {
  return what.length === 0 ? [] : [md`This may go with it: ${join(what, ', ')}.`];
}

function wentAlong(what: readonly Mrkdwn[]): Mrkdwn[] {
  return what.length === 0 ? [] : [md`This went with it: ${join(what, ', ')}.`];
}

/** Zoom did not say whether it happened; it is going to be read. */
export function waitingMessage(what: Mrkdwn): MessageContent {
  return answerMessage({
    title: md`:hourglass_flowing_sand: Zoom hasn’t confirmed this yet`,
    lines: [what, md`I’ll keep looking and tell you how it ended. There’s nothing you need to do.`],
  });
}

/** An approver has declined it. @param by `null`: it is not known who */
export function deniedMessage(
  what: Mrkdwn,
  by: Mrkdwn | null,
  reason: string | null,
  command: string,
): MessageContent {
  const declined = by ? md`${by} declined your request` : md`An approver declined your request`;
  return answerMessage({
    title: reason ? md`${declined}:` : declined,
    lines: [...(reason ? [quote(reason)] : []), what],
    buttons: [{ label: text`Ask again`, action: `command:${command}` }],
    note: md`Nothing was changed. See it differently? Talk to them, or ask again.`,
  });
}

/** Nobody has decided in time. */
export function expiredMessage(what: Mrkdwn, command: string): MessageContent {
  return answerMessage({
    title: md`Your request expired: nobody answered in time`,
    lines: [what, md`Nothing was changed.`],
    buttons: [{ label: text`Ask again`, action: `command:${command}`, style: 'primary' }],
  });
}

/** The requester has taken it back. @param sent it was waiting for approvers already */
export function cancelledMessage(what: Mrkdwn, sent: boolean): MessageContent {
  return answerMessage({
    title: sent ? md`Your request is withdrawn` : md`Cancelled. Nothing was changed`,
    lines: sent ? [what, md`Nobody has to decide it any more.`] : [what],
  });
}

/**
 * @param kept a sentence for each part that stays, because somebody has changed it since
 * @param different a sentence for each thing that the account holds and that is not as it was before
 */
export function undoneMessage(
  what: Mrkdwn,
  kept: readonly Mrkdwn[],
  different: readonly Mrkdwn[] = [],
): MessageContent {
  const rest = [
    ...(kept.length === 0 ? [] : [md`All but what was changed since, which stays:`, ...kept]),
    ...(different.length === 0 ? [] : [md`Not as it was before:`, ...different]),
  ];
  return answerMessage({
    title: md`:leftwards_arrow_with_hook: Undone`,
    lines: [what, ...(rest.length === 0 ? [md`Everything’s as it was before.`] : rest)],
  });
}
