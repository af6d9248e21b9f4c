import { type Text, text } from '../languages/text.ts';
import { answerMessage } from './answer.ts';
import type { BeforeAfter, MessageContent } from './blocks.ts';
import { allOf, everybodyHere, type Mrkdwn, md, mention, moment } from './mrkdwn.ts';

/** A change of an account, as the people concerned read it. */
interface SubjectView {
  readonly requestId: string;
  /** `other`: the change gives or takes a right of theirs over somebody else's account. */
  readonly role: 'owner' | 'other';
  readonly outcome: 'done' | 'undone' | 'ended';
  readonly what: Mrkdwn;
  /** Name, address and Zoom id. */
  readonly account: string;
  readonly changes: readonly BeforeAfter[];
  readonly by: string;
  readonly byReader: boolean;
  /** Who allowed it, as "approved by …"; `null`: nobody had to. */
  readonly approval: Mrkdwn | null;
  readonly at: number;
}

/** Tells the owner of an account, or somebody whose rights changed with it, what was done, and asks whether it was right. */
export function subjectMessage(view: SubjectView): MessageContent {
  const { role, outcome, requestId, changes } = view;
  const titles = {
    owner: {
      done: md`:bell: Your Zoom account was changed`,
      undone: md`:bell: A change of your Zoom account was undone`,
      ended: md`:bell: A change of your Zoom account has ended`,
    },
    other: {
      done: md`:bell: What you may do for somebody in Zoom was changed`,
      undone: md`:bell: A change of what you may do for somebody in Zoom was undone`,
      ended: md`:bell: A change of what you may do for somebody in Zoom has ended`,
    },
  };
  return answerMessage({
    title: titles[role][outcome],
    lines: [view.what, whoDidIt(view)],
    changes: outcome === 'done' ? changes : [],
    buttons: [
      {
        label: role === 'owner' ? text`This wasn't me` : text`I did not expect this`,
        action: 'subject:report',
        value: requestId,
        style: 'danger',
        spoken: text`Report this change to the Zoom admins`,
        confirm: {
          title: text`Report this?`,
          text:
            role === 'owner'
              ? text`Your Zoom admins are alarmed, and what is still open for your account is stopped.`
              : text`Your Zoom admins are alarmed.`,
          yes: text`Report it`,
          no: text`Cancel`,
        },
      },
    ],
    note: md`Account: ${view.account}. If this is as it should be, you don’t need to do anything.`,
  });
}

function whoDidIt({ outcome, byReader, by, approval, at }: SubjectView): Mrkdwn {
  const when = moment(at);
  if (outcome === 'ended') return md`Its time was over, ${when}.`;
  if (byReader) return approval ? md`By you, ${approval}, ${when}.` : md`By you, ${when}.`;
  const who = mention(by);
  return approval ? md`By ${who}, ${approval}, ${when}.` : md`By ${who}, ${when}.`;
}

/** Tells the owner of an account that somebody was shown a secret of it, such as a token. */
export function secretShownMessage(view: {
  readonly id: string;
  readonly title: Text;
  readonly account: string;
  readonly by: string;
  readonly byReader: boolean;
  readonly at: number;
}): MessageContent {
  const { id: requestId, title, ...rest } = view;
  return subjectMessage({
    ...rest,
    requestId,
    role: 'owner',
    outcome: 'done',
    what: md`${title}: shown in Slack, to nobody else.`,
    changes: [],
    approval: null,
  });
}

interface ReportView {
  readonly reporters: readonly string[];
  readonly what: Mrkdwn;
  readonly account: string;
  readonly changes: readonly BeforeAfter[];
  readonly by: string;
  readonly approval: Mrkdwn | null;
  readonly at: number;
  /** What was open for the account is stopped. */
  readonly stopped: boolean;
  readonly undo: Mrkdwn;
  /** It is a direct message: there is no channel to call. */
  readonly direct: boolean;
}

/** Alarms admins: somebody concerned says that a change was not theirs. */
export function reportMessage(view: ReportView): MessageContent {
  const { reporters, changes, approval, at } = view;
  const reported = md`${allOf(reporters.map(mention))} reported a change: “This wasn't me”`;
  return answerMessage({
    title: view.direct ? md`:rotating_light: ${reported}` : md`:rotating_light: ${everybodyHere} ${reported}`,
    lines: [
      view.what,
      approval
        ? md`Asked by ${mention(view.by)}, ${approval}, ${moment(at)}.`
        : md`Asked by ${mention(view.by)}, ${moment(at)}.`,
      ...(view.stopped ? [md`What was still open for this account has been stopped.`] : []),
      view.undo,
    ],
    changes,
    note: md`Account: ${view.account}. Talk to both of them now; the audit log has it.`,
  });
}

/** Takes the place of {@link subjectMessage} once its reader has reported it. */
export function alreadyReportedMessage(what: Mrkdwn, at: number): MessageContent {
  return answerMessage({
    title: md`:rotating_light: You reported this change`,
    lines: [what],
    note: md`Your Zoom admins were told ${moment(at)}.`,
  });
}

/** Answers the person who reported a change. */
export function reportedMessage(view: { readonly stopped: number; readonly owner: boolean }): MessageContent {
  const stopped =
    view.stopped === 0
      ? []
      : [
          view.stopped === 1
            ? md`One request that was still open for your account is stopped.`
            : md`${view.stopped} requests that were still open for your account are stopped.`,
        ];
  return answerMessage({
    title: md`Thank you. Your Zoom admins are being told right now`,
    lines: stopped,
    note: view.owner
      ? md`If you think that somebody is in your account, call your IT team too, and don’t wait for an answer here.`
      : md`They’ll get in touch with you.`,
  });
}

/** Tells a requester that their open request was stopped, because the account's owner reported another change. */
export function stoppedMessage(what: Mrkdwn, by: string): MessageContent {
  return answerMessage({
    title: md`Your request was stopped`,
    lines: [
      what,
      md`${mention(by)} reported a change of this account that was not theirs, so everything that was open for it is stopped.`,
    ],
    note: md`Nothing was changed. Your Zoom admins know. Ask again when it’s cleared up.`,
  });
}
