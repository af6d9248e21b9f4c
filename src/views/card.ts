import {
  type BeforeAfter,
  type Button,
  buttons,
  changeSection,
  context,
  facts,
  header,
  type MessageContent,
  message,
  section,
} from './blocks.ts';
import { code, join, type Mrkdwn, md, mention, moment, quote } from './mrkdwn.ts';

/** Everything that an approver sees of a request. */
export interface Card {
  readonly requestId: string;
  readonly what: Mrkdwn;
  readonly requesterSlackId: string;
  /** The resolved account that changes, never what was typed. */
  readonly subject: { readonly name: string; readonly email: string; readonly zoomId: string };
  readonly changes: readonly BeforeAfter[];
  readonly reason: string | null;
  readonly needed: number;
  /** Those who approved so far. */
  readonly approvedBy: readonly string[];
  readonly expiresAt: number;
  /** People and user groups who are called to decide. */
  readonly asked: readonly string[];
  /** What has changed since the request was made. */
  readonly changed: readonly Mrkdwn[];
  readonly ended: CardEnd | null;
}

/** How the request ended. */
export interface CardEnd {
  /** An emoji, e.g. `:warning:`. */
  readonly icon: Mrkdwn;
  readonly sentence: Mrkdwn;
}

/** The approval card: the same message is updated in place until it says how it ended. */
export function cardMessage(card: Card): MessageContent {
  const title = card.ended ? join([card.ended.icon, card.ended.sentence], ' ') : pleaseDecide(card.asked);
  return message(join([title, md`${mention(card.requesterSlackId)}: ${card.what}`], ' – '), [
    header(card.ended ? 'Zoom request' : 'Zoom request to decide'),
    section(md`${mention(card.requesterSlackId)} asks: ${card.what}`),
    ...changeSection(card.changes),
    ...facts([
      ['Account', md`${card.subject.name}\n${code(card.subject.email)}`],
      ['Zoom id', code(card.subject.zoomId)],
    ]),
    section(card.reason ? md`*Reason*\n${quote(card.reason)}` : md`*Reason*\n_none given_`),
    ...(card.changed.length > 0
      ? [section(md`*Changed since it was asked*\n${join(card.changed, '\n')}`)]
      : []),
    ...(card.ended ? [section(title)] : openPart(card)),
  ]);
}

function pleaseDecide(asked: readonly string[]): Mrkdwn {
  return asked.length === 0 ? md`Please decide` : md`${join(asked.map(mention), ' ')}, please decide`;
}

function openPart(card: Card) {
  const progress =
    card.needed > 1
      ? md`${card.approvedBy.length} of ${card.needed} approvals${
          card.approvedBy.length > 0 ? md` (${join(card.approvedBy.map(mention), ', ')})` : md``
        }. `
      : md``;
  return [
    section(pleaseDecide(card.asked)),
    ...buttons(decisionButtons(card.requestId)),
    context(md`${progress}Open until ${moment(card.expiresAt)}.`),
  ];
}

function decisionButtons(value: string): Button[] {
  return [
    { label: 'Approve', action: 'request:approve', value, style: 'primary' },
    {
      label: 'Deny…',
      action: 'request:deny',
      value,
      style: 'danger',
      spoken: 'Deny this request and say why',
    },
    { label: 'Withdraw', action: 'request:cancel', value, spoken: 'Withdraw: for the requester only' },
  ];
}
