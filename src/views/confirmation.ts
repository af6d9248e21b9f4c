import { formatDistance } from 'date-fns/formatDistance';
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
import { join, type Mrkdwn, md, mention, moment } from './mrkdwn.ts';

export interface Confirmation {
  readonly requestId: string;
  /** What will be done: "Change my Zoom email". */
  readonly what: Mrkdwn;
  /** Whose account: name and address as resolved. */
  readonly account: Mrkdwn;
  readonly changes: readonly BeforeAfter[];
  readonly reason: string | null;
  /** Set when somebody has to approve it. */
  readonly approval: ApprovalAhead | null;
  /** The person may approve it themselves in an emergency. */
  readonly breakGlass: boolean;
  readonly destructive: boolean;
  /** There is no undo, although the command has one for other cases. */
  readonly irreversible: boolean;
}

/** Who is going to be asked, and how long it may take. Durations are milliseconds. */
export interface ApprovalAhead {
  /** `null`: there is nobody who could approve it. */
  readonly asked: Mrkdwn | null;
  readonly needed: number;
  readonly expiresAt: number;
  /** How long a decision took lately. */
  readonly usual: number | null;
  readonly remindAfter: number | null;
  readonly escalateAfter: number | null;
  readonly escalateTo: readonly string[];
}

/** Asks the person before anything happens: what changes, for whom, and who will be asked. */
export function confirmationMessage(view: Confirmation): MessageContent {
  const question = view.approval ? md`Send this request?` : md`Shall I do this?`;
  return message(join([question, view.what], '\n'), [
    section(md`*${question}*\n${view.what}`),
    ...changeSection(view.changes),
    section(md`Account: ${view.account}${view.reason ? md`\nReason: ${view.reason}` : md``}`),
    ...(view.irreversible ? [context(md`This can’t be undone afterwards.`)] : []),
    ...(view.approval ? [context(approvalNote(view.approval))] : []),
    ...buttons(answersTo(view)),
  ]);
}

function answersTo({ requestId: value, approval, destructive, breakGlass }: Confirmation): Button[] {
  const yes = approval ? 'Send request' : 'Yes, do it';
  const style = destructive ? 'danger' : 'primary';
  return [
    ...(approval && !approval.asked ? [] : [{ label: yes, action: 'confirm:run', value, style } as const]),
    { label: approval ? 'Do not send' : 'Leave it as it is', action: 'confirm:cancel', value },
    ...(breakGlass ? [breakGlassButton(value)] : []),
  ];
}

/** Opens the form in which an admin approves their own request in an emergency. */
export function breakGlassButton(value: string): Button {
  return {
    label: 'Approve it myself…',
    action: 'request:break-glass',
    value,
    spoken: 'Approve it myself in an emergency, and say why',
  };
}

function approvalNote(ahead: ApprovalAhead): Mrkdwn {
  const { asked, needed, expiresAt, usual, remindAfter, escalateAfter, escalateTo } = ahead;
  if (!asked) return md`There is nobody else who could approve this just now.`;
  const who = needed === 1 ? md`${asked} decides` : md`${needed} approvals are needed, from ${asked}`;
  const lately = usual === null ? [] : [md`Lately that took ${inWords(usual)}.`];
  const reminded = remindAfter === null ? [] : [md`after ${inWords(remindAfter)} I remind them`];
  const others = escalateTo.map(mention);
  const escalated =
    escalateAfter === null || others.length === 0
      ? []
      : [md`after ${inWords(escalateAfter)} I ask ${join(others, ' and ')} too`];
  const silence = [...reminded, ...escalated];
  return join(
    [
      md`${who}.`,
      ...lately,
      ...(silence.length > 0 ? [md`If nobody answers, ${join(silence, ', and ')}.`] : []),
      md`The request is open until ${moment(expiresAt)}, and I will tell you at once how it ends.`,
    ],
    ' ',
  );
}

function inWords(ms: number): string {
  return formatDistance(0, ms);
}
