import { text } from '../languages/text.ts';
import { answerMessage } from './answer.ts';
import type { Button, MessageContent } from './blocks.ts';
import { address, md, mention } from './mrkdwn.ts';

/** Asks somebody to request a licence, because a colleague wants to add them as an assistant. */
export function licenceSuggestion(by: string): MessageContent {
  return answerMessage({
    title: md`${mention(by)} would like you to schedule Zoom meetings for them`,
    lines: [md`That takes a Zoom licence, and you don’t have one yet.`],
    buttons: [{ label: text`Request a licence`, action: 'command:request-license', style: 'primary' }],
  });
}

/** Asks somebody to request an account, because a colleague wanted to name them. */
export function accountSuggestion(by: string): MessageContent {
  return answerMessage({
    title: md`${mention(by)} would like to work with you in Zoom`,
    lines: [md`That takes a Zoom account, and you don’t have one yet.`],
    buttons: [{ label: text`Request an account`, action: 'command:request-account', style: 'primary' }],
  });
}

/** Tells an admin under which address somebody says that their Zoom account is. */
export function linkWish(view: {
  readonly by: string;
  readonly slackEmail: string;
  readonly email: string;
  /** Opens the form that links them. */
  readonly button: Button;
}): MessageContent {
  return answerMessage({
    title: md`${mention(view.by)} says that their Zoom account has another address`,
    lines: [
      md`It should be ${address(view.email)}; in Slack they are ${address(view.slackEmail)}.`,
      md`Nobody has checked that. Ask them how it came about before you link it.`,
    ],
    buttons: [view.button],
    note: md`Linking it lets them control that account, so another approver has to agree.`,
  });
}

/** Tells the requester that somebody was asked to request a licence. */
export function suggestedMessage(name: string, what: 'licence' | 'account'): MessageContent {
  return answerMessage({
    title:
      what === 'licence'
        ? md`I’ve asked ${name} to request a licence`
        : md`I’ve asked ${name} to request an account`,
    lines: [md`Try it again when they have it.`],
  });
}
