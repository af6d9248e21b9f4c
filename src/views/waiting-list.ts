import { text } from '../languages/text.ts';
import { answerMessage } from './answer.ts';
import type { Button, MessageContent } from './blocks.ts';
import { type Mrkdwn, md, mention, moment, quote } from './mrkdwn.ts';
import { expectedSentence, inLine, type Place } from './place.ts';

/** The message that shows somebody's place in line. It is kept up to date, and nobody is notified of each change. */
export function waitingPlaceMessage(view: {
  requestId: string;
  what: Mrkdwn;
  place: Place;
  since: number;
  until: number;
}): MessageContent {
  return answerMessage({
    title: md`:hourglass_flowing_sand: Waiting for a licence: ${inLine(view.place.position)}`,
    lines: [view.what, expectedSentence(view.place.expected)],
    buttons: [leaveButton(view.requestId)],
    note: md`Waiting since ${moment(view.since)}, until ${moment(view.until, '{date_pretty}')} at the latest. I keep this message up to date, and write again when the licence is there.`,
  });
}

/** Gives up a place in line, wherever it is shown. */
export function leaveButton(value: string): Button {
  return {
    label: text`Leave the list`,
    action: 'request:cancel',
    value,
    confirm: {
      title: text`Leave the waiting list?`,
      text: text`The place goes to the next person. Whoever asks again later starts at the end.`,
      yes: text`Leave`,
      no: text`Stay`,
    },
  };
}

/** Takes the place of {@link waitingPlaceMessage} once the waiting is over. */
export function waitingOverMessage(title: Mrkdwn, what: Mrkdwn): MessageContent {
  return answerMessage({ title, lines: [what] });
}

/** The answer to somebody who has just joined: the place stands in a direct message of its own. */
export function onListMessage(what: Mrkdwn): MessageContent {
  return answerMessage({
    title: md`On the waiting list`,
    lines: [what, md`I’ve sent you a message with the place in line. It stays up to date.`],
  });
}

/** Nobody has got a licence within the longest time that somebody waits. */
export function waitedMessage(what: Mrkdwn, command: string): MessageContent {
  return answerMessage({
    title: md`No licence came free in all this time`,
    lines: [what, md`So you’re no longer on the waiting list. Still need one?`],
    buttons: [{ label: text`Ask again`, action: `command:${command}`, style: 'primary' }],
  });
}

/** An admin has taken it off the list. */
export function removedMessage(
  what: Mrkdwn,
  { by, reason }: { readonly by: string; readonly reason: string },
  command: string,
): MessageContent {
  return answerMessage({
    title: md`${mention(by)} took your request off the waiting list:`,
    lines: [quote(reason), what],
    buttons: [{ label: text`Ask again`, action: `command:${command}` }],
    note: md`Nothing was changed. See it differently? Talk to them.`,
  });
}
