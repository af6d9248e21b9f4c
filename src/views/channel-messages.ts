import type { Text } from '../languages/text.ts';
import { answerMessage } from './answer.ts';
import { context, type MessageContent, message, section } from './blocks.ts';
import {
  allOf,
  code,
  cut,
  everybodyHere,
  join,
  Mrkdwn,
  md,
  mention,
  moment,
  plainAddress,
  quote,
} from './mrkdwn.ts';

/** In characters, all lines together: Slack rejects messages of more than about 13,200. */
const LINES_MAX = 9_000;
const LINE_MAX = 490;
/** A long name leaves room for the account and for who approved. */
const WHAT_MAX = 240;
/** As many of the longest lines as fit into one section. */
const LINES_IN_SECTION = 6;

/** The outcome of a request, for the notice channel. */
export interface ChannelEvent {
  /** `left`: its time is over, and it stays as it is. */
  readonly kind: 'done' | 'undone' | 'ended' | 'left' | 'failed';
  /** Zoom was asked to do it. */
  readonly tried: boolean;
  readonly requesterSlackId: string;
  readonly what: Mrkdwn;
  readonly account: Mrkdwn;
  /** The account's address, where there is no room for more. */
  readonly email: string;
  /** As `decider` says it. */
  readonly approvedBy: readonly Mrkdwn[];
}

/** One line for the notice channel, after Zoom confirmed. */
export function channelNotice(view: Omit<ChannelEvent, 'email'>): MessageContent {
  return answerMessage({ title: noticeTitle(view), lines: [view.what], note: md`Account: ${view.account}` });
}

function noticeTitle(view: Pick<ChannelEvent, 'kind' | 'tried' | 'requesterSlackId' | 'approvedBy'>): Mrkdwn {
  const who = mention(view.requesterSlackId);
  const approvers = view.approvedBy.length > 0 ? allOf(view.approvedBy) : null;
  switch (view.kind) {
    case 'done':
      return approvers
        ? md`:white_check_mark: Done for ${who}, approved by ${approvers}`
        : md`:white_check_mark: Done for ${who}`;
    case 'undone':
      return md`:leftwards_arrow_with_hook: Undone by ${who}`;
    case 'ended':
      return md`:leftwards_arrow_with_hook: Ended as agreed for ${who}`;
    case 'left':
      return md`:leftwards_arrow_with_hook: The agreed time is over for ${who}; it was changed since, so it stays as it is`;
    case 'failed':
      if (view.tried)
        return approvers
          ? md`:warning: Zoom didn’t do this for ${who}, approved by ${approvers}`
          : md`:warning: Zoom didn’t do this for ${who}`;
      return approvers
        ? md`:warning: Not done for ${who}, approved by ${approvers}`
        : md`:warning: Not done for ${who}`;
  }
}

/**
 * Many changes in one message, one line each, the newest last. What does not fit is counted, with the command that
 * shows it.
 *
 * @param slash the slash command's own name, for the sentence that quotes it
 */
export function channelDigest(events: readonly ChannelEvent[], slash: string): MessageContent {
  const title = titleOf(events);
  const lines = fitting(events.map(lineOf));
  const left = events.length - lines.length;
  const more = left > 0 ? [md`… and ${left} more: ${code(`${slash} audit`)}`] : [];
  const sections = Array.from({ length: Math.ceil(lines.length / LINES_IN_SECTION) }, (_, i) =>
    lines.slice(i * LINES_IN_SECTION, (i + 1) * LINES_IN_SECTION),
  );
  return message(join([title, ...lines, ...more], '\n'), [
    section(md`*${title}*`),
    ...sections.map((part) => section(join(part, '\n'))),
    ...more.map(context),
  ]);
}

function titleOf(events: readonly ChannelEvent[]): Mrkdwn {
  const failed = events.filter((one) => one.kind === 'failed').length;
  const made = events.length - failed;
  if (made === 0) return md`${failed} changes were not made in Zoom`;
  if (failed === 0) return made === 1 ? md`1 change in Zoom` : md`${made} changes in Zoom`;
  return made === 1
    ? md`1 change in Zoom, ${failed} not made`
    : md`${made} changes in Zoom, ${failed} not made`;
}

function lineOf(event: ChannelEvent): Mrkdwn {
  const who = mention(event.requesterSlackId);
  const start = {
    done: md`:white_check_mark: ${who}`,
    undone: md`:leftwards_arrow_with_hook: Undone by ${who}`,
    ended: md`:leftwards_arrow_with_hook: Ended as agreed for ${who}`,
    left: md`:leftwards_arrow_with_hook: Over, and left as it is, for ${who}`,
    failed: md`:warning: Not done for ${who}`,
  };
  const by = event.approvedBy.length > 0 ? [md`approved by ${allOf(event.approvedBy)}`] : [];
  const parts = join(
    [md`${start[event.kind]}: ${shortened(event.what, WHAT_MAX)}`, plainAddress(event.email), ...by],
    ' · ',
  );
  return shortened(parts, LINE_MAX);
}

/** On one line, no longer than `max`. */
function shortened(text: Mrkdwn, max: number): Mrkdwn {
  const line = text.source.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? ' ' : space));
  return new Mrkdwn(cut(new Mrkdwn(line), max));
}

/** As many as fit into one message, the first in any case. */
function fitting(lines: readonly Mrkdwn[]): readonly Mrkdwn[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.source.length + 1;
    return length > LINES_MAX;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

/** Tells everybody in the notice channel, or each person concerned directly, before it is done. */
export function emergencyNotice(view: {
  readonly reader: 'channel' | 'person';
  readonly by: string;
  readonly what: Mrkdwn;
  readonly account: Mrkdwn;
  readonly reason: string;
}): MessageContent {
  const approved = md`${mention(view.by)} approved their own request in an emergency`;
  const note = md`Account: ${view.account}. If this is wrong, talk to them now; the audit log has it.`;
  const direct = md`The notice channel can’t be reached, so I write to you directly.`;
  return answerMessage({
    title:
      view.reader === 'channel'
        ? md`:rotating_light: ${everybodyHere} ${approved}`
        : md`:rotating_light: ${approved}`,
    lines: [view.what, md`Why:`, quote(view.reason)],
    note: view.reader === 'person' ? join([note, direct], ' ') : note,
  });
}

/** Tells the admins that the time of something is over, and that it could not be taken back. */
export function stuckGrantNotice(view: {
  readonly admins: readonly string[];
  readonly what: Mrkdwn;
  readonly account: Mrkdwn;
  /** `null`: the account is gone. */
  readonly why: Mrkdwn | null;
  readonly givenUp: boolean;
}): MessageContent {
  const next = view.givenUp
    ? md`I’ve stopped trying. Please look in Zoom.`
    : md`I’ll keep trying for a few days. Please see to it, or take it back in Zoom.`;
  return answerMessage({
    title: md`:warning: ${join(view.admins.map(mention), ' ')} The agreed time is over, and I can’t take it back`,
    lines: [view.what, view.why ?? md`The account is gone from Zoom.`, next],
    note: md`Account: ${view.account}`,
  });
}

/**
 * Notes the head of the audit log, once a day.
 *
 * @param view `head`: the newest entry's number and hash, as `npm run audit -- verify --head` takes them
 */
export function auditHeadNotice(view: { readonly entries: number; readonly head: string }): MessageContent {
  const head = code(view.head);
  return answerMessage({
    title: md`:lock: Audit log checked`,
    lines: [
      view.entries === 1
        ? md`Its one entry is as I wrote it. The head is ${head}`
        : md`All ${view.entries} entries are as I wrote them. The head is ${head}`,
    ],
    note: md`I post it once a day, so that nobody can rewrite the log unseen. To compare: ${code(`npm run audit -- verify --head ${view.head}`)}`,
  });
}

/**
 * The bot runs on a restored copy of its database.
 *
 * @param view `newest`: when its newest audit entry was written; `unsure`: how many requests may have been done since
 */
export function restoredNotice(view: {
  readonly newest: number | null;
  readonly unsure: number;
}): MessageContent {
  const compared =
    view.unsure === 1
      ? md`1 request was approved or under way. I’ll check in Zoom whether it’s done before I do anything.`
      : md`${view.unsure} requests were approved or under way. I’ll check in Zoom whether they’re done before I do anything.`;
  return answerMessage({
    title: md`:floppy_disk: I run on a restored copy of my database`,
    lines: [
      view.newest === null
        ? md`Its audit log is empty. What happened after the copy was made is not in it.`
        : md`Its newest audit entry is from ${moment(view.newest)}. What happened after that is not in it.`,
      compared,
    ],
    note: md`A request that waits again may have been decided already: look in Zoom before you approve it. Messages may come a second time.`,
  });
}

/** An alarm: the audit log was changed by somebody else. */
export function brokenAuditNotice(problem: string): MessageContent {
  return answerMessage({
    title: md`:rotating_light: ${everybodyHere} The audit log isn't as I wrote it`,
    lines: [
      md`What I found: ${problem}.`,
      md`Keep the database as it is, compare it with your last backup, and find out who can write to it.`,
    ],
    note: md`${code('npm run audit -- verify')} says more.`,
  });
}

const DIFFERENCES_SHOWN = 12;

/** The rules of `policy.yml` are other ones from now on. */
export function changedRulesNotice(differences: readonly Mrkdwn[]): MessageContent {
  const left = differences.length - DIFFERENCES_SHOWN;
  return answerMessage({
    title: md`:scroll: The rules have changed`,
    lines:
      differences.length === 0
        ? [md`${code('policy.yml')} is fine again, and says what it said before.`]
        : [],
    items: differences.slice(0, DIFFERENCES_SHOWN),
    note:
      left > 0
        ? md`… and ${left} more, which the audit log has. They apply at once, also to what waits for a decision.`
        : md`They apply at once, also to what waits for a decision.`,
  });
}

/** `policy.yml` was changed, and has mistakes. */
export function badRulesNotice(file: string, problems: readonly (Text | string)[]): MessageContent {
  const left = problems.length - DIFFERENCES_SHOWN;
  return answerMessage({
    title:
      problems.length === 1
        ? md`:warning: ${code(file)} has a mistake, so the earlier rules stay`
        : md`:warning: ${code(file)} has mistakes, so the earlier rules stay`,
    items: problems.slice(0, DIFFERENCES_SHOWN).map((one) => md`${one}`),
    note:
      left > 0
        ? md`… and ${left} more: ${code('npm run policy')} lists them. I read the file again when it changes.`
        : md`I read the file again when it changes.`,
  });
}
