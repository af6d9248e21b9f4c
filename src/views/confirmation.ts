import { buttons, context, type MessageContent, message, section } from './blocks.ts';
import { type BeforeAfter, changeSection } from './changes.ts';
import { join, type Mrkdwn, md, moment } from './mrkdwn.ts';

export interface Confirmation {
  readonly requestId: string;
  /** What will be done: "Change my Zoom email". */
  readonly what: Mrkdwn;
  /** Whose account: name and address as resolved. */
  readonly account: Mrkdwn;
  readonly changes: readonly BeforeAfter[];
  readonly reason: string | null;
  /** Set when somebody has to approve it. */
  readonly approval: { readonly asked: Mrkdwn; readonly needed: number; readonly expiresAt: number } | null;
  readonly destructive: boolean;
}

/** Asks the person before anything happens: what changes, for whom, and who will be asked. */
export function confirmationMessage(view: Confirmation): MessageContent {
  const question = view.approval ? md`Send this request?` : md`Shall I do this?`;
  return message(join([question, view.what], '\n'), [
    section(md`*${question}*\n${view.what}`),
    ...changeSection(view.changes),
    section(md`Account: ${view.account}${view.reason ? md`\nReason: ${view.reason}` : md``}`),
    ...(view.approval ? [context(approvalNote(view.approval))] : []),
    ...buttons([
      {
        label: view.approval ? 'Send request' : 'Yes, do it',
        action: 'confirm:run',
        value: view.requestId,
        style: view.destructive ? 'danger' : 'primary',
      },
      {
        label: view.approval ? 'Do not send' : 'Leave it as it is',
        action: 'confirm:cancel',
        value: view.requestId,
      },
    ]),
  ]);
}

function approvalNote({ asked, needed, expiresAt }: NonNullable<Confirmation['approval']>): Mrkdwn {
  const who = needed === 1 ? md`${asked} decides` : md`${needed} approvals are needed, from ${asked}`;
  return md`${who}. The request is open until ${moment(expiresAt)}, and I will tell you at once how it ends.`;
}
