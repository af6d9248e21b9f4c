import type { ActionsBlock, HomeView, KnownBlock, Overflow } from '@slack/types';
import { text } from '../../languages/text.ts';
import {
  type BeforeAfter,
  type Button,
  buttons,
  changeSection,
  context,
  facts,
  header,
  limits,
  plainText,
  section,
} from '../blocks.ts';
import { approvalsSoFar, decisionButtons } from '../card.ts';
import { bold, code, cutPlain, join, type Mrkdwn, md, mention, moment, quote } from '../mrkdwn.ts';
import { backButton, declineButton, nameButton, standingInFor, whoIsAway } from '../stand-in.ts';
import { leaveButton } from '../waiting-list.ts';
import type {
  HomeAccount,
  HomeAction,
  HomeAdmin,
  HomeAway,
  HomeDecision,
  HomeDecisions,
  HomeGroup,
  HomePage,
  HomeRequest,
  Part,
} from './page.ts';

const BUTTONS_IN_GROUP = 4;
/** Slack shows at most five options behind three dots. */
const OVERFLOW_MAX = 5;
const PROMINENT_MAX = 5;
/** The approval card shows the whole of it. */
const REASON_MAX = 500;
const CHANGES_MAX = 6;

const divider: KnownBlock = { type: 'divider' };

/** The Home tab: one's account, what waits, how one's requests stand, and what one can do. */
export function homeView(page: HomePage): HomeView {
  const blocks: KnownBlock[] = [
    ...(page.decisions ? decisionBlocks(page.decisions) : []),
    ...(page.away ? awayBlocks(page.away) : []),
    ...(page.decisions ? [divider] : []),
    header(text`My account`),
    ...accountBlocks(page.account),
    ...actionRow(page.prominent),
    divider,
    ...requestBlocks(page.requests),
    divider,
    ...(page.groups.length > 0 ? [header(text`Do something`)] : []),
    ...groupRows(page.groups),
    context(md`Or type ${code(`${page.slash} help`)} anywhere in Slack.`),
    ...(page.admin ? adminBlocks(page.admin) : []),
  ];
  const end = [
    divider,
    section(md`_As of ${moment(page.asOf)}_`, { label: text`Refresh`, action: 'home:refresh' }),
  ];
  return { type: 'home', blocks: [...blocks.slice(0, limits.viewBlocks - end.length), ...end] };
}

/** For people whom the bot does not serve: a sentence, and nothing that others see. */
export function outsiderView(says: Mrkdwn, next: Mrkdwn | undefined): HomeView {
  return {
    type: 'home',
    blocks: [header(text`Frontdesk`), section(next ? join([says, next], '\n') : says)],
  };
}

function accountBlocks(account: HomeAccount): KnownBlock[] {
  if ('facts' in account) return facts(account.facts);
  return [section(account.next ? join([account.says, account.next], '\n') : account.says)];
}

/** What waits for the viewer's decision, with the buttons that the approval card has. */
function decisionBlocks({ shown, more }: HomeDecisions): KnownBlock[] {
  const title = header(text`Waiting for your decision`);
  if (shown.length === 0) return [title, context(md`Nothing waits for you right now.`)];
  const others =
    more === 'many'
      ? md`and many more. They move up here as you decide these.`
      : md`and ${more} more. They move up here as you decide these.`;
  return [
    title,
    ...shown.flatMap((one, i) => (i === 0 ? decision(one) : [divider, ...decision(one)])),
    ...(more === 0 ? [] : [context(others)]),
  ];
}

function decision(one: HomeDecision): KnownBlock[] {
  const lines = [
    one.ask,
    ...(one.reason ? [quote(cutPlain(one.reason, REASON_MAX))] : []),
    ...one.flags.map((flag) => md`:warning: ${flag}`),
  ];
  const notes = [
    ...moreChanges(one.changes),
    ...(one.account ? [md`Account: ${one.account}`] : []),
    ...(one.inPlaceOf ? [md`You decide for ${mention(one.inPlaceOf)}`] : []),
    ...(one.needed > 1 ? [approvalsSoFar(one.approvedBy, one.needed)] : []),
    ...(one.expiresAt === null ? [] : [md`Expires ${moment(one.expiresAt)}`]),
  ];
  return [
    section(join(lines, '\n')),
    ...changeSection(one.changes.slice(0, CHANGES_MAX)),
    ...(notes.length > 0 ? [context(join(notes, '  ·  '))] : []),
    ...buttons(decisionButtons(one.id)),
  ];
}

/** Being away and standing in, where the viewer decides something. */
function awayBlocks({ own, standsInFor, mayName }: HomeAway): KnownBlock[] {
  const lines: KnownBlock[] = [
    ...(own
      ? [
          section(
            md`You’re away until ${moment(own.untilAt)}, and ${mention(own.standIn.slackId)} stands in for you.`,
            backButton,
          ),
        ]
      : []),
    ...standsInFor.map((one) => section(standingInFor(one), declineButton(one.id))),
    ...(mayName && !own && standsInFor.length === 0
      ? [
          section(
            md`Going away? Somebody else can approve in your place.`,
            nameButton(text`Name a stand-in…`),
          ),
        ]
      : []),
  ];
  return lines.length === 0 ? [] : [divider, ...lines];
}

function moreChanges({ length }: readonly BeforeAfter[]): Mrkdwn[] {
  const more = length - CHANGES_MAX;
  return more > 0
    ? [more === 1 ? md`1 more change, on the card` : md`${more} more changes, on the card`]
    : [];
}

/** The viewer's own requests; what still can be taken back has a button for it. */
function requestBlocks({ shown, more }: Part<HomeRequest>): KnownBlock[] {
  if (shown.length === 0)
    return [header(text`My requests`), context(md`You haven’t asked for anything yet.`)];
  return [
    header(text`My requests`),
    ...shown.map((one) => section(md`${one.what}\n${one.state}`, takeBackButton(one))),
    ...(more > 0 ? [context(md`and ${more} more`)] : []),
    ...buttons([
      { label: text`Show all`, action: 'command:my-requests', spoken: text`Show all my requests` },
    ]),
  ];
}

function takeBackButton({ id, can }: HomeRequest): Button | undefined {
  if (can === 'undo') return { label: text`Undo`, action: 'request:undo', value: id };
  if (can === 'leave') return leaveButton(id);
  if (can !== 'withdraw') return undefined;
  return {
    label: text`Withdraw`,
    action: 'request:cancel',
    value: id,
    confirm: {
      title: text`Withdraw this request?`,
      text: text`Nobody has to decide it then, and nothing is changed. You can ask again at any time.`,
      yes: text`Withdraw`,
      no: text`Keep it`,
    },
  };
}

/** How the account stands, what was changed last, and what admins can do. */
function adminBlocks({ seats, away, report, changes, prominent, groups }: HomeAdmin): KnownBlock[] {
  return [
    divider,
    header(text`For admins`),
    section(
      md`*Licences*\n${seats}`,
      report ? { label: report.label, action: `command:${report.command}` } : undefined,
    ),
    ...(away.length > 0 ? [section(md`*Approvers who are away*\n${join(away.map(whoIsAway), '\n')}`)] : []),
    section(md`*Newest changes*`),
    ...(changes.length > 0
      ? changes.map((one) => section(one))
      : [context(md`Nothing has been changed yet.`)]),
    ...actionRow(prominent),
    ...groupRows(groups),
  ];
}

/** The few actions that most people come for. */
function actionRow(actions: readonly HomeAction[], most = PROMINENT_MAX): ActionsBlock[] {
  return buttons(
    actions.slice(0, most).map((one) => ({
      label: one.label,
      action: `command:${one.command}`,
      ...(one.primary ? { style: 'primary' as const } : {}),
    })),
  );
}

/** Each group with its usual actions as buttons, and the rest in a menu behind three dots. */
function groupRows(groups: readonly HomeGroup[]): KnownBlock[] {
  return groups.flatMap(({ title, words, actions }) => {
    // A menu for a single action would hide it for nothing.
    const shown = actions.length === BUTTONS_IN_GROUP + 1 ? actions.length : BUTTONS_IN_GROUP;
    const [row] = actionRow(actions.slice(0, shown), shown);
    if (!row) return [];
    const rest = actions.slice(shown, shown + OVERFLOW_MAX);
    return [section(md`${bold(title)}\n${words}`), { ...row, elements: [...row.elements, ...menu(rest)] }];
  });
}

function menu(actions: readonly HomeAction[]): Overflow[] {
  if (actions.length === 0) return [];
  const options = actions.map((one) => ({
    text: plainText(one.label, limits.option),
    value: `command:${one.command}`,
  }));
  return [{ type: 'overflow', action_id: 'home:choose', options }];
}
