import { type Text, text } from '../languages/text.ts';
import { type Answer, answerMessage } from './answer.ts';
import type { Button, MessageContent } from './blocks.ts';
import { type Mrkdwn, md, mention, moment } from './mrkdwn.ts';

/** Who is away and who stands in, as messages need it. */
export interface StandInShown {
  readonly id: string;
  readonly away: { readonly slackId: string };
  readonly standIn: { readonly slackId: string };
  readonly untilAt: number;
}

/** For the stand-in. */
export function declineButton(id: string): Button {
  return {
    label: text`I can’t stand in`,
    action: 'away:decline',
    value: id,
    spoken: text`Decline to stand in`,
    confirm: {
      title: text`Decline to stand in?`,
      text: text`I’ll tell them at once, so that they can ask somebody else.`,
      yes: text`Decline`,
      no: text`Keep standing in`,
    },
  };
}

/** Opens the form of `away`. */
export function nameButton(label: Text): Button {
  return { label, action: 'away:form' };
}

/** For whoever is away. */
export const backButton: Button = {
  label: text`I’m back`,
  action: 'away:back',
  spoken: text`I’m back: nobody stands in for me any more`,
};

/** For the stand-in: whom they stand in for. */
export function standingInFor({ away, untilAt }: StandInShown): Mrkdwn {
  return md`You stand in for ${mention(away.slackId)} until ${moment(untilAt)}.`;
}

/** For admins: who is away. */
export function whoIsAway({ away, standIn, untilAt }: StandInShown): Mrkdwn {
  return md`${mention(away.slackId)} until ${moment(untilAt)}: ${mention(standIn.slackId)} stands in`;
}

/** For whoever says that they are back. */
export function welcomeBack({ standIn }: StandInShown): Answer {
  return {
    title: md`Welcome back! ${mention(standIn.slackId)} no longer stands in for you`,
    lines: [md`Requests come to you again. I’ve told them.`],
  };
}

/** Asks the stand-in. @param waiting what waits for the person who is away, each on a line */
export function standInMessage(shown: StandInShown, waiting: readonly Mrkdwn[]): MessageContent {
  const { away, untilAt } = shown;
  return answerMessage({
    title: md`${mention(away.slackId)} is away, and named you as stand-in`,
    lines: [
      md`Until ${moment(untilAt)} you can approve or deny what they may, and requests come to you in their place.`,
      ...(waiting.length > 0 ? [md`Waiting for them now:`] : []),
    ],
    items: waiting,
    buttons: [declineButton(shown.id)],
    note: md`The two of you count as one approver. Your own requests, and those about you, still go to others.`,
  });
}

/** What stands in place of {@link standInMessage} once it is over. */
export function standInClosed({ away }: StandInShown, declined: boolean): MessageContent {
  return answerMessage({
    title: declined
      ? md`You declined to stand in for ${mention(away.slackId)}`
      : md`You stood in for ${mention(away.slackId)}`,
    lines: declined
      ? [md`I’ve told them. Requests go to them again.`]
      : [md`That’s over: requests go to them again.`],
  });
}

/** Tells the stand-in that it is over. @param replaced they named somebody else */
export function overForStandIn({ away }: StandInShown, replaced: boolean): MessageContent {
  return answerMessage({
    title: replaced
      ? md`${mention(away.slackId)} named somebody else: you no longer stand in for them`
      : md`${mention(away.slackId)} is back: you no longer stand in for them`,
    lines: [md`Thanks! What you approved in their place still counts.`],
  });
}

/** Tells whoever was away that nobody stands in for them any more. @param declined the stand-in said that they can’t */
export function overForAway({ standIn }: StandInShown, declined: boolean): MessageContent {
  return declined
    ? answerMessage({
        title: md`${mention(standIn.slackId)} can’t stand in for you`,
        lines: [md`Requests come to you again until you name somebody else.`],
        buttons: [nameButton(text`Name somebody else…`)],
      })
    : answerMessage({
        title: md`Welcome back! ${mention(standIn.slackId)} no longer stands in for you`,
        lines: [md`Requests come to you again.`],
        buttons: [nameButton(text`I’m away longer…`)],
      });
}

/** The answer to somebody who is away from now on. @param partly policy lets the stand-in decide some of it only */
export function awayAnswer({ standIn, untilAt }: StandInShown, partly: boolean): Answer {
  return {
    title: md`You’re away until ${moment(untilAt)}, and ${mention(standIn.slackId)} stands in for you`,
    lines: [
      md`Requests go to them in your place, and they can approve or deny what you may. I’ve told them, and I’ll tell you if they can’t.`,
      ...(partly ? [md`For some commands they may not stand in for you: those still wait for you.`] : []),
    ],
    buttons: [backButton],
    note: md`It ends by itself. You can still decide yourself: the two of you count as one approver.`,
  };
}
