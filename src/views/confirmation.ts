import { roughDurationWords } from '../commands/parse/duration.ts';
import { type Text, text } from '../languages/text.ts';
import {
  type BeforeAfter,
  type Button,
  buttons,
  changeSection,
  context,
  type MessageContent,
  message,
  section,
} from './blocks.ts';
import { allOf, join, type Mrkdwn, md, mention, moment, oneOf, quote, unbold } from './mrkdwn.ts';

export interface Confirmation {
  readonly requestId: string;
  /** What will be done, as a question to the person: "Change your Zoom email". */
  readonly what: Mrkdwn;
  /** What the button says, a verb: "Return". */
  readonly verb: Text;
  /** Whose account, name and address as resolved; `null`: the person's own. */
  readonly account: Mrkdwn | null;
  readonly changes: readonly BeforeAfter[];
  readonly reason: string | null;
  /** What deserves a second look. */
  readonly flags: readonly Text[];
  /** Set when somebody has to approve it. */
  readonly approval: ApprovalAhead | null;
  /** The person may approve it themselves in an emergency. */
  readonly breakGlass: boolean;
  readonly destructive: boolean;
  /** There is no undo, although the command has one for other cases. */
  readonly irreversible: boolean;
  /** The reason may name somebody who is not mentioned, and it is for the requester's own account all the same. */
  readonly ownOnly: boolean;
  /** No licence is free: where they would stand in line; `null`: they need not wait. */
  readonly line: Mrkdwn | null;
}

/** Who is going to be asked, and how long it may take. Durations are milliseconds. */
export interface ApprovalAhead {
  /** Slack ids of those who can approve it now; none where nobody can. */
  readonly asked: readonly string[];
  readonly needed: number;
  readonly expiresAt: number;
  /** How long a decision took lately. */
  readonly usual: number | null;
  readonly remindAfter: number | null;
  readonly escalateAfter: number | null;
  readonly escalateTo: readonly string[];
}

/** Asks the person before anything happens: what changes, and who will be asked. Each fact stands there once. */
export function confirmationMessage(view: Confirmation): MessageContent {
  const account = view.account ? md`\nAccount: ${view.account}` : md``;
  const notes = [
    ...(view.destructive || view.irreversible ? [md`This can’t be undone.`] : []),
    ...(view.approval ? [approvalNote(view.approval)] : []),
    ...(view.ownOnly
      ? [md`This is for your own account. For somebody else’s, ask again with “for” and mention them with @.`]
      : []),
  ];
  return message(md`${view.what}?`, [
    section(md`*${unbold(view.what)}?*${account}`),
    ...changeSection(view.changes),
    ...(view.reason ? [section(quote(view.reason))] : []),
    ...view.flags.map((flag) => section(md`:warning: ${flag}`)),
    ...(view.line ? [section(view.line)] : []),
    ...notes.map(context),
    ...buttons(answersTo(view)),
  ]);
}

function answersTo(view: Confirmation): Button[] {
  const { requestId: value, approval, destructive, breakGlass, line } = view;
  const joins = view.account ? text`Put on the waiting list` : text`Join the waiting list`;
  const verb = line ? joins : approval ? text`Send request` : view.verb;
  const nobody = approval !== null && approval.asked.length === 0;
  const style = destructive ? 'danger' : 'primary';
  return [
    ...(nobody ? [] : [{ label: verb, action: 'confirm:run', value, style } as const]),
    { label: text`Cancel`, action: 'confirm:cancel', value },
    ...(breakGlass ? [breakGlassButton(value)] : []),
  ];
}

/** Opens the form in which an admin approves their own request in an emergency. */
export function breakGlassButton(value: string): Button {
  return {
    label: text`Approve it myself…`,
    action: 'request:break-glass',
    value,
    spoken: text`Approve it myself in an emergency, and say why`,
  };
}

/** Who can approve it, and what happens when nobody answers. */
export function approvalNote(ahead: ApprovalAhead): Mrkdwn {
  const { asked, expiresAt, usual, remindAfter, escalateAfter, escalateTo } = ahead;
  if (asked.length === 0) return md`Nobody else can approve this right now.`;
  const lately = usual === null ? [] : [md`Usually answered in ~${roughDurationWords(usual)}.`];
  // Who can decide from the beginning is not asked once more.
  const others = escalateAfter === null ? [] : escalateTo.filter((id) => !asked.includes(id));
  return join(
    [md`${whoDecides(ahead)}.`, ...lately, whenSilent(expiresAt, remindAfter, escalateAfter, others)],
    ' ',
  );
}

/** What happens when nobody answers. Durations are milliseconds. */
function whenSilent(
  expiresAt: number,
  remindAfter: number | null,
  escalateAfter: number | null,
  others: readonly string[],
): Mrkdwn {
  const expires = moment(expiresAt);
  const reminded = remindAfter === null ? null : roughDurationWords(remindAfter);
  if (escalateAfter === null || others.length === 0) {
    return reminded
      ? md`I’ll remind them after ${reminded}; it expires ${expires}.`
      : md`It expires ${expires}.`;
  }
  const too = allOf(others.map(mention));
  const asked = roughDurationWords(escalateAfter);
  return reminded
    ? md`I’ll remind them after ${reminded} and ask ${too} too after ${asked}; it expires ${expires}.`
    : md`I’ll ask ${too} too after ${asked}; it expires ${expires}.`;
}

const NAMED = 4;

/** "@Grace or @Linus can approve this": mentions, because the requester may not be able to see the channel. */
export function whoDecides({ asked, needed }: Pick<ApprovalAhead, 'asked' | 'needed'>): Mrkdwn {
  if (needed === 1) return md`${someOf(asked, 'or')} can approve this`;
  return asked.length < needed
    ? md`Needs ${needed} approvers, but only ${someOf(asked, 'and')} can approve right now`
    : md`Needs ${needed} approvals, from ${someOf(asked, 'or')}`;
}

/** The first few people as mentions: "@Grace, @Linus or 3 more". */
export function someOf(people: readonly string[], conjunction: 'and' | 'or'): Mrkdwn {
  if (people.length === 0) return md`an approver`;
  const more = people.length - NAMED;
  const named = [...people.slice(0, NAMED).map(mention), ...(more > 0 ? [md`${more} more`] : [])];
  return conjunction === 'and' ? allOf(named) : oneOf(named);
}
