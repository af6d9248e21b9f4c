import { asIs, type Text, text } from '../languages/text.ts';
import {
  type BeforeAfter,
  type Button,
  buttons,
  changeLines,
  context,
  header,
  type MessageContent,
  message,
  section,
} from './blocks.ts';
import { coverLine, pleaseDecide, type ShownCover, stillWaiting } from './card.ts';
import { cut, join, Mrkdwn, md, mention, moment, plainWords } from './mrkdwn.ts';
import { leaveButton } from './waiting-list.ts';

/** One person of several whom a command was given for. */
export interface BatchPerson {
  readonly requestId: string;
  /** Name and address as resolved; what was typed where nobody was found. */
  readonly who: Mrkdwn;
  readonly changes: readonly BeforeAfter[];
  /** What deserves a second look. */
  readonly flags: readonly Text[];
  /** Why it is not done for them. */
  readonly problem: Mrkdwn | null;
  readonly state: 'ready' | 'waiting' | 'in-line' | 'working' | 'done' | 'undone' | 'not-done';
  /** Where they stand, or would stand, in the line for a licence: "next in line, probably around 5 December". */
  readonly place?: Mrkdwn;
  /** Who has approved it so far, where that is not enough yet. */
  readonly approvals?: Mrkdwn;
  readonly canUndo: boolean;
}

/** Slack refuses messages of more than about 13,200 characters, and twenty people may be named. */
const PERSON_MAX = 550;

/** In characters, of a list of all of them in one section. */
const LIST_MAX = 2_900;

/** Asks once about all of them: what each loses, and for whom it can't be done. */
export function batchQuestion(view: {
  readonly batchId: string;
  /** "Deactivate 3 Zoom accounts" */
  readonly what: Text;
  readonly people: readonly BatchPerson[];
  readonly destructive: boolean;
  readonly irreversible: boolean;
  /** Who is going to be asked, in one sentence; `null`: nobody has to be. */
  readonly approval: Mrkdwn | null;
}): MessageContent {
  const { batchId: value, what, people, destructive, irreversible, approval } = view;
  const ready = people.filter((one) => one.state === 'ready');
  const send = ready.length === 1 ? text`Send request` : text`Send ${ready.length} requests`;
  const label = approval ? send : what;
  const run = { label, action: 'confirm:run', value, style: destructive ? 'danger' : 'primary' } as const;
  const notes = [...(irreversible ? [md`This can’t be undone.`] : []), ...(approval ? [approval] : [])];
  return message(md`${what}?`, [
    section(md`*${what}?*`),
    ...ready.map((one) => section(shortened(aboutReady(one)))),
    ...notDone(people),
    ...notes.map(context),
    ...buttons([run, { label: text`Cancel`, action: 'confirm:cancel', value }]),
  ]);
}

/** They wait for approvers, or Zoom is being asked. */
export function batchProgress(view: {
  readonly batchId: string;
  readonly what: Text;
  readonly people: readonly BatchPerson[];
  /** "Sent to @Grace and @Linus", while any of them waits for a decision. */
  readonly sent: Mrkdwn | null;
}): MessageContent {
  const { batchId: value, what, people, sent } = view;
  const ended = people.filter(({ state }) => state === 'done' || state === 'undone' || state === 'not-done');
  const title = sent ?? md`:hourglass_flowing_sand: Making the changes in Zoom…`;
  return message(join([title, md`${what}`], '\n'), [
    section(md`*${title}*\n${md`${what}: ${ended.length} of ${people.length} finished`}`),
    listOf(people),
    ...(sent ? buttons([{ label: text`Withdraw all`, action: 'request:cancel', value }]) : []),
  ]);
}

/** Some or all wait for a licence: the places of all in one message, which is kept up to date. */
export function batchInLine(view: {
  readonly what: Text;
  readonly people: readonly BatchPerson[];
}): MessageContent {
  const { what, people } = view;
  const left = people.filter(({ state }) => state === 'in-line').length;
  const title = md`:hourglass_flowing_sand: ${what}: ${left} of ${people.length} wait for one`;
  return message(join([title, ...people.map(line)], '\n'), [
    section(md`*${title}*`),
    ...people.map((one) => section(shortened(line(one)), buttonOf(one))),
    context(
      md`The next free licences go to them in this order, and I keep this message up to date. After 90 days without one they’re off the list.`,
    ),
  ]);
}

/** What can still be done about one of them. */
function buttonOf({ requestId, state, canUndo }: BatchPerson): Button | undefined {
  if (state === 'in-line') return leaveButton(requestId);
  return canUndo ? undoButton(requestId) : undefined;
}

/** How it ended for each of them, with the way back. */
export function batchResult(view: {
  readonly batchId: string;
  readonly what: Text;
  readonly people: readonly BatchPerson[];
}): MessageContent {
  const { batchId: value, what, people } = view;
  const done = people.filter(({ state }) => state === 'done').length;
  const undone = people.filter(({ state }) => state === 'undone').length;
  const icon =
    done === people.length
      ? md`:white_check_mark:`
      : undone > 0
        ? md`:leftwards_arrow_with_hook:`
        : md`:warning:`;
  const isDone = done > 0 || undone === 0;
  const title =
    undone === 0
      ? md`${icon} ${what}: done for ${done} of ${people.length}`
      : isDone
        ? md`${icon} ${what}: done for ${done} of ${people.length}, undone for ${undone}`
        : md`${icon} ${what}: undone for ${undone}`;
  const undoable = people.filter(({ canUndo }) => canUndo);
  return message(join([title, ...people.map(line)], '\n'), [
    section(md`*${title}*`),
    ...people.map((one) =>
      section(shortened(line(one)), one.canUndo ? undoButton(one.requestId) : undefined),
    ),
    ...(undoable.length > 1
      ? buttons([
          { label: text`Undo all`, action: 'request:undo', value, spoken: text`Undo it for everybody` },
        ])
      : []),
    ...(undoable.length > 0 ? [context(md`You can undo this for 10 minutes.`)] : []),
  ]);
}

/** One approval card for all of a batch. Each person can also be decided alone, on the Home tab. */
export function batchCard(view: {
  readonly batchId: string;
  readonly requesterSlackId: string;
  /** "@Ada wants to deactivate 3 Zoom accounts" */
  readonly ask: Mrkdwn;
  /** The same with the requester's name. */
  readonly headline: Mrkdwn;
  readonly people: readonly BatchPerson[];
  readonly asked: readonly string[];
  /** Who of them stands in for whom. */
  readonly covers: readonly ShownCover[];
  /** `null`: nobody has to decide any more. */
  readonly expiresAt: number | null;
}): MessageContent {
  const { batchId, requesterSlackId, ask, headline, people, asked, covers, expiresAt } = view;
  const decided = people.filter(({ state }) => state !== 'waiting');
  if (expiresAt === null) {
    return message(ask, [section(ask), listOf(people)]);
  }
  const waiting = people.filter(({ state }) => state === 'waiting');
  const call = pleaseDecide(asked);
  return message(join([ask, call], ' – '), [
    header(asIs(plainWords(headline))),
    section(md`From ${mention(requesterSlackId)}`),
    ...waiting.map((one) => section(shortened(aboutReady(one)))),
    ...(decided.length > 0 ? [listOf(decided)] : []),
    section(call),
    ...buttons(decideAll(batchId, waiting.length)),
    context(
      join(
        [
          ...covers.map(coverLine),
          md`Expires ${moment(expiresAt)}. To decide them one by one, open my Home tab.`,
        ],
        ' ',
      ),
    ),
  ]);
}

/** Reminds approvers of a batch, or asks somebody to whom it is escalated. */
export function batchReminder(view: {
  readonly batchId: string;
  readonly ask: Mrkdwn;
  readonly waiting: readonly BatchPerson[];
  readonly asked: readonly string[];
  readonly expiresAt: number;
}): MessageContent {
  const { batchId, waiting, asked, expiresAt } = view;
  const title = stillWaiting(asked);
  const ask = md`${view.ask}. Expires ${moment(expiresAt)}.`;
  return message(join([title, ask], '\n'), [
    section(md`*${title}*\n${ask}`),
    section(
      shortened(
        join(
          waiting.map(({ who }) => md`•  ${who}`),
          '\n',
        ),
        LIST_MAX,
      ),
    ),
    ...buttons(decideAll(batchId, waiting.length)),
  ]);
}

function decideAll(value: string, people: number): Button[] {
  const isOne = people === 1;
  return [
    {
      label: isOne ? text`Approve` : text`Approve all`,
      action: 'request:approve',
      value,
      style: 'primary',
    },
    {
      label: isOne ? text`Deny…` : text`Deny all…`,
      action: 'request:deny',
      value,
      spoken: text`Deny these requests and say why`,
    },
  ];
}

function aboutReady({ who, changes, flags, approvals, place }: BatchPerson): Mrkdwn {
  return join(
    [
      approvals ? md`*${who}* – ${approvals}` : md`*${who}*`,
      ...(changes.length > 0 ? [changeLines(changes)] : []),
      ...(place ? [md`:hourglass_flowing_sand: No licence is free for them: ${place}`] : []),
      ...flags.map((flag) => md`:warning: ${flag}`),
    ],
    '\n',
  );
}

function notDone(people: readonly BatchPerson[]) {
  const left = people.filter(({ state }) => state === 'not-done');
  if (left.length === 0) return [];
  const words = left.map(({ who, problem }) => md`•  *${who}*: ${problem ?? md`it can’t be done`}`);
  return [section(shortened(join([md`*Not for*`, ...words], '\n'), LIST_MAX))];
}

function line({ who, state, problem, place }: BatchPerson): Mrkdwn {
  switch (state) {
    case 'done':
      return problem ? md`:white_check_mark: *${who}*: ${problem}` : md`:white_check_mark: *${who}*`;
    case 'undone':
      return md`:leftwards_arrow_with_hook: *${who}*: undone`;
    case 'not-done':
      return problem ? md`:warning: *${who}*: ${problem}` : md`:warning: *${who}*`;
    case 'waiting':
      return md`:hourglass: *${who}*: waits for a decision`;
    case 'in-line':
      return md`:hourglass: *${who}*: ${place ?? problem ?? md`waits for a licence`}`;
    default:
      return md`:hourglass_flowing_sand: *${who}*`;
  }
}

function listOf(people: readonly BatchPerson[]) {
  return section(shortened(join(people.map(line), '\n'), LIST_MAX));
}

function undoButton(value: string): Button {
  return { label: text`Undo`, action: 'request:undo', value };
}

function shortened(text: Mrkdwn, max = PERSON_MAX): Mrkdwn {
  return new Mrkdwn(cut(text, max));
}
