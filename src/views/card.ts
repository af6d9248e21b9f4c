import { asIs, type Text, text } from '../languages/text.ts';
import { answerMessage } from './answer.ts';
import {
  type BeforeAfter,
  type Button,
  buttons,
  changeLine,
  changeSection,
  context,
  header,
  type MessageContent,
  message,
  section,
} from './blocks.ts';
import {
  bold,
  join,
  link,
  type Mrkdwn,
  md,
  mention,
  moment,
  plainAddress,
  plainWords,
  quote,
} from './mrkdwn.ts';

/** Everything that an approver sees of a request. */
export interface Card {
  readonly requestId: string;
  /** What the requester wants: "@Ada wants to change their Zoom email". */
  readonly ask: Mrkdwn;
  /** The same with the requester's name. */
  readonly headline: Mrkdwn;
  readonly requesterSlackId: string;
  readonly requesterName: string;
  /** The resolved account that changes, never what was typed; `null`: it is the requester's own. */
  readonly subject: { readonly name: string; readonly email: string } | null;
  readonly changes: readonly BeforeAfter[];
  readonly reason: string | null;
  /** What deserves a second look. */
  readonly flags: readonly Text[];
  readonly needed: number;
  /** Those who approved so far, as {@link decider} says it. */
  readonly approvedBy: readonly Mrkdwn[];
  readonly expiresAt: number;
  /** People and user groups who are called to decide. */
  readonly asked: readonly string[];
  /** Who is asked as the manager, or why nobody is; `null`: no manager is asked. */
  readonly manager: Mrkdwn | null;
  /** Who of them stands in for whom. */
  readonly covers: readonly ShownCover[];
  /** What has changed since the request was made. */
  readonly changed: readonly Mrkdwn[];
  /** No licence was free; `null`: one was, or it takes none. */
  readonly inLine: Mrkdwn | null;
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
  const { ask } = card;
  if (card.ended) return decidedCard(ask, card, card.ended);
  const call = pleaseDecide(card.asked);
  return message(join([ask, call], ' – '), [
    header(titleOf(card)),
    section(
      join(
        [namesSomebody(card) ? ask : md`From ${mention(card.requesterSlackId)}`, whyAsked(card.reason)],
        '\n',
      ),
    ),
    ...changeSection(card.changes),
    ...(card.subject
      ? [section(md`Account: ${bold(card.subject.name)} (${plainAddress(card.subject.email)})`)]
      : []),
    ...card.flags.map((flag) => section(md`:warning: ${flag}`)),
    ...(card.inLine ? [section(card.inLine)] : []),
    ...(card.changed.length > 0
      ? [section(md`*Changed since it was asked*\n${join(card.changed, '\n')}`)]
      : []),
    section(call),
    ...(card.manager ? [context(card.manager)] : []),
    ...buttons(decisionButtons(card.requestId)),
    context(footerOf(card)),
  ]);
}

/** The ask, as far as a header can say it: it shows no mentions, and nothing in it may look like one. */
function titleOf(card: Card): Text {
  const title = namesSomebody(card) ? md`${card.requesterName} asks for a decision` : card.headline;
  return asIs(plainWords(title).replaceAll('<', '‹').replaceAll('>', '›'));
}

/** Somebody is mentioned in it. */
function namesSomebody({ headline }: Card): boolean {
  return headline.source.includes('<@');
}

/** Two lines: how it ended, and what it was. */
function decidedCard(ask: Mrkdwn, { changes, subject }: Card, { icon, sentence }: CardEnd): MessageContent {
  const end = join([icon, sentence], ' ');
  const account = subject ? [md`${subject.name} (${plainAddress(subject.email)})`] : [];
  const what = join([ask, ...account, ...changes.map(changeLine)], '  ·  ');
  return message(join([end, ask], ' – '), [section(end), context(what)]);
}

function whyAsked(reason: string | null): Mrkdwn {
  return reason ? quote(reason) : md`_No reason given_`;
}

/** Calls those who are to decide once more. */
export function stillWaiting(asked: readonly string[]): Mrkdwn {
  return asked.length === 0
    ? md`Still waiting for a decision`
    : md`Still waiting for a decision, ${join(asked.map(mention), ' ')}`;
}

/** Mentions those who are to decide: without a mention, Slack notifies nobody. */
export function pleaseDecide(asked: readonly string[]): Mrkdwn {
  return asked.length === 0 ? md`Please decide` : md`${join(asked.map(mention), ' ')}, please decide`;
}

function footerOf({ needed, approvedBy, covers, expiresAt }: Card): Mrkdwn {
  const expires = md`Expires ${moment(expiresAt)}.`;
  const stands = join([...covers.map(coverLine), expires], ' ');
  return needed <= 1 ? stands : md`${approvalsSoFar(approvedBy, needed)}. ${stands}`;
}

/** How many have approved it, and who. */
export function approvalsSoFar(approvedBy: readonly Mrkdwn[], needed: number): Mrkdwn {
  const { length } = approvedBy;
  return length === 0
    ? md`${length} of ${needed} approvals`
    : md`${length} of ${needed} approvals (${join(approvedBy, ', ')})`;
}

/** Somebody who decides in place of an approver who is away. */
export interface ShownCover {
  readonly away: { readonly name: string };
  readonly standIn: { readonly slackId: string };
}

/** The person who is away is named without a mention, which would call them. */
export function coverLine({ away, standIn }: ShownCover): Mrkdwn {
  return md`${mention(standIn.slackId)} stands in for ${bold(away.name)}.`;
}

/** Who decided: "@Linus", or "@Linus for @Ada", who was away. */
export function decider(by: string, inPlaceOf: string | null): Mrkdwn {
  return inPlaceOf === null ? mention(by) : md`${mention(by)} for ${mention(inPlaceOf)}`;
}

/** The approvals that count, each with the person in whose place it was given. */
export function deciders(
  given: readonly string[],
  decisions: readonly { readonly approver_slack_id: string; readonly for_slack_id: string | null }[],
): Mrkdwn[] {
  const awayOf = new Map(decisions.map((one) => [one.approver_slack_id, one.for_slack_id]));
  return given.map((by) => decider(by, awayOf.get(by) ?? null));
}

/** Approve and Deny, wherever a request is shown to somebody who may decide it. */
export function decisionButtons(value: string): Button[] {
  return [
    { label: text`Approve`, action: 'request:approve', value, style: 'primary' },
    { label: text`Deny…`, action: 'request:deny', value, spoken: text`Deny this request and say why` },
  ];
}

/** Goes into the card's thread when nobody has decided for a while, with the card's buttons. */
export function reminderMessage(view: {
  requestId: string;
  ask: Mrkdwn;
  expiresAt: number;
  also: readonly string[];
}): MessageContent {
  return answerMessage({
    title: stillWaiting(view.also),
    lines: [md`${view.ask}. Expires ${moment(view.expiresAt)}.`],
    buttons: decisionButtons(view.requestId),
  });
}

/** Asks somebody to decide in their direct messages: they may not be in the approval channel. */
export function directAskMessage(view: {
  title: Mrkdwn;
  requestId: string;
  ask: Mrkdwn;
  /** `null`: it is the requester's own. */
  account: Mrkdwn | null;
  changes: readonly BeforeAfter[];
  reason: string | null;
  flags: readonly Text[];
  expiresAt: number;
  cardUrl: string | null;
}): MessageContent {
  return answerMessage({
    title: view.title,
    lines: [
      view.ask,
      ...(view.reason ? [quote(view.reason)] : []),
      ...(view.account ? [md`Account: ${view.account}`] : []),
      ...view.flags.map((flag) => md`:warning: ${flag}`),
    ],
    changes: view.changes,
    buttons: decisionButtons(view.requestId),
    note: view.cardUrl
      ? md`Expires ${moment(view.expiresAt)}. ${link(view.cardUrl, text`Open the card`)}.`
      : md`Expires ${moment(view.expiresAt)}.`,
  });
}
