import type { ModalView } from '@slack/types';
import { type Text, text } from '../languages/text.ts';
import { type Answer, answerMessage } from './answer.ts';
import {
  type Button,
  buttons,
  context,
  limits,
  type MessageContent,
  message,
  plainText,
  section,
} from './blocks.ts';
import { bold, join, link, type Mrkdwn, md, mention, moment } from './mrkdwn.ts';

const DATE = '{date}';

/** Asks somebody whether they still need their licence. */
export function askMessage(view: {
  readonly personId: string;
  readonly step: 'ask' | 'again';
  readonly isReminder: boolean;
  readonly firstName: string;
  /** When the licence was used last, as a sentence. */
  readonly evidence: Mrkdwn;
  readonly endsAt: number;
  /** What happens without an answer. */
  readonly silence: Mrkdwn;
}): MessageContent {
  const { personId: value, step } = view;
  const hello = view.isReminder
    ? md`${view.firstName}, a short reminder: do you still need your Zoom licence?`
    : md`Hi ${view.firstName}, do you still need your Zoom licence?`;
  const why = join(
    [view.evidence, md`Without it you can still join every meeting, and host for up to 40 minutes.`],
    ' ',
  );
  return message(join([hello, view.evidence], '\n'), [
    section(md`*${hello}*\n${why}`),
    ...marked(`${step}:${value}`, [
      { label: text`Keep it`, action: 'campaign:keep', value, style: 'primary' },
      { label: text`Give it back`, action: 'campaign:give-back', value },
      { label: text`Keep until…`, action: 'campaign:keep-until', value, spoken: text`Keep it until a date` },
    ]),
    context(join([md`Please answer by ${moment(view.endsAt, DATE)}.`, view.silence], ' ')),
  ]);
}

/** The row of buttons has an id of its own, by which the message is found again. */
function marked(blockId: string, list: readonly Button[]) {
  return buttons(list).map((row) => ({ ...row, block_id: blockId }));
}

/** What became of the question, in its place. */
export function closedMessage(view: {
  readonly title: Mrkdwn;
  readonly line: Mrkdwn;
  readonly button?: Button;
}): MessageContent {
  return answerMessage({
    title: view.title,
    lines: [view.line],
    ...(view.button ? { buttons: [view.button] } : {}),
  });
}

/** The licence has gone back without the person's doing. */
export function wentBackMessage(view: {
  readonly personId: string;
  readonly why: Mrkdwn;
  readonly until: number;
}): MessageContent {
  const title = md`Your Zoom licence has gone back`;
  const line = join([view.why, md`You can join every meeting, and host for up to 40 minutes.`], ' ');
  return message(join([title, view.why], '\n'), [
    section(md`*${title}*\n${line}`),
    ...marked(`outcome:${view.personId}`, [againButton(view.personId)]),
    context(md`One click brings it back, with everything that was on it, until ${moment(view.until, DATE)}.`),
  ]);
}

/** Takes a licence again that went back. */
export function againButton(personId: string): Button {
  return { label: text`I need it again`, action: 'campaign:again', value: personId, style: 'primary' };
}

/** Asks until when somebody needs their licence. */
export function keepUntilForm(personId: string, earliest: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'campaign-keep-until',
    private_metadata: personId,
    title: plainText(text`Keep your licence`, limits.viewTitle),
    submit: plainText(text`Keep it`, limits.viewTitle),
    close: plainText(text`Cancel`, limits.viewTitle),
    blocks: [
      {
        type: 'input',
        block_id: 'until',
        label: plainText(text`Until when do you need it?`, limits.inputLabel),
        hint: plainText(
          text`Nobody asks you again before then, and it isn’t taken away on that day.`,
          limits.inputLabel,
        ),
        element: { type: 'datepicker', action_id: 'until', initial_date: earliest },
      },
    ],
  };
}

/** How a campaign stands. */
export interface CampaignProgress {
  readonly id: string;
  readonly state: 'running' | 'paused' | 'deciding' | 'stopped' | 'finished';
  readonly people: number;
  /** Label and number, those that are not 0. */
  readonly counts: readonly (readonly [label: Text, count: number])[];
  readonly answered: number;
  readonly remindAt: number;
  readonly endsAt: number;
  /** Until when the admins decide. */
  readonly decideBy: number;
  readonly silence: Mrkdwn;
  /** "2 licences, EUR 360 a year"; `null`: nothing yet. */
  readonly saved: Mrkdwn | null;
  readonly startedBy: string;
  readonly pausedWhy: Mrkdwn | null;
  readonly stoppedBy: string | null;
  readonly endedAt: number | null;
  /** What the admins have to decide. */
  readonly undecided: readonly {
    readonly group: 'silent' | 'unreachable';
    readonly count: number;
    readonly names: readonly string[];
  }[];
}

/** The one message in the channel that shows how a campaign goes, and how it ended. */
export function campaignMessage(view: CampaignProgress): MessageContent {
  return answerMessage(campaignAnswer(view));
}

/** The same for an admin who asks for it. */
export function campaignAnswer(view: CampaignProgress): Answer {
  const over = view.state === 'stopped' || view.state === 'finished';
  const saved = view.saved && bold(view.saved);
  return {
    title: titleOf(view),
    lines: [standing(view)],
    facts: view.counts.map(([label, count]) => [label, md`${count}`] as const),
    entries: [
      ...(saved ? [{ text: over ? md`Saved: ${saved}` : md`Saved so far: ${saved}` }] : []),
      ...view.undecided.map((group) => questionOn(view.id, group)),
    ],
    buttons: over ? [] : controls(view),
    note: footer(view),
  };
}

function titleOf({ state, people }: CampaignProgress): Mrkdwn {
  const isOne = people === 1;
  switch (state) {
    case 'running':
      return isOne
        ? md`:speech_balloon: Asking 1 person about their Zoom licence`
        : md`:speech_balloon: Asking ${people} people about their Zoom licence`;
    case 'paused':
      return isOne
        ? md`:double_vertical_bar: Paused: asking 1 person about their Zoom licence`
        : md`:double_vertical_bar: Paused: asking ${people} people about their Zoom licence`;
    case 'deciding':
      return isOne
        ? md`:raised_hand: Your turn: idle licences of 1 person`
        : md`:raised_hand: Your turn: idle licences of ${people} people`;
    case 'stopped':
      return isOne
        ? md`:no_entry_sign: Stopped: asking 1 person about their Zoom licence`
        : md`:no_entry_sign: Stopped: asking ${people} people about their Zoom licence`;
    case 'finished':
      return isOne
        ? md`:checkered_flag: Done: asked 1 person about their Zoom licence`
        : md`:checkered_flag: Done: asked ${people} people about their Zoom licence`;
  }
}

function standing(view: CampaignProgress): Mrkdwn {
  const answered = md`${view.answered} of ${view.people} answered.`;
  switch (view.state) {
    case 'running':
      return join(
        [
          answered,
          md`Reminder ${moment(view.remindAt, DATE)}, end ${moment(view.endsAt, DATE)}.`,
          view.silence,
        ],
        ' ',
      );
    case 'paused':
      return view.pausedWhy
        ? md`${answered} ${md`I’ve paused it myself: ${view.pausedWhy}`}`
        : md`${answered} ${md`Nobody is asked and no licence is taken until somebody resumes it.`}`;
    case 'deciding':
      return md`${answered} Please decide by ${moment(view.decideBy, DATE)}: without a decision they keep their licences.`;
    case 'stopped':
      return view.stoppedBy
        ? md`${answered} ${md`Stopped by ${mention(view.stoppedBy)}. Everybody else keeps their licence.`}`
        : answered;
    case 'finished':
      return answered;
  }
}

function footer({ startedBy, endedAt }: CampaignProgress): Mrkdwn {
  const by = md`Started by ${mention(startedBy)}.`;
  return endedAt === null
    ? md`${by} ${md`Frontdesk admins can pause or stop it.`}`
    : md`${by} ${md`Ended ${moment(endedAt)}. Anyone who lost a licence can take it back for 30 days.`}`;
}

const stopSays = text`Nobody else is asked. Everybody who hasn’t given their licence back keeps it.`;

function controls({ id: value, state }: CampaignProgress): Button[] {
  // Beside the buttons of a decision they say what they are about.
  const isDeciding = state === 'deciding';
  const stop: Button = {
    label: isDeciding ? text`Stop the campaign` : text`Stop`,
    action: 'campaign:stop',
    value,
    confirm: {
      title: text`Stop this campaign?`,
      text: stopSays,
      yes: text`Stop it`,
      no: text`Cancel`,
      danger: true,
    },
  };
  return state === 'paused'
    ? [{ label: text`Resume`, action: 'campaign:resume', value, style: 'primary' }, stop]
    : [{ label: isDeciding ? text`Pause the campaign` : text`Pause`, action: 'campaign:pause', value }, stop];
}

/** Somebody has typed that they want to stop it: it cannot be begun again, so they are asked first. */
export function stopQuestion({ id: value }: Pick<CampaignProgress, 'id'>): Answer {
  return {
    title: md`Stop this campaign?`,
    lines: [md`${stopSays}`],
    buttons: [{ label: text`Stop it`, action: 'campaign:stop', value, style: 'danger' }],
  };
}

function questionOn(
  id: string,
  { group, count, names }: CampaignProgress['undecided'][number],
): { text: Mrkdwn; buttons: Button[] } {
  const what = whoIsLeft(group, count);
  const others = count - names.length;
  const list = join([...names.map((name) => md`${name}`), ...(others > 0 ? [md`${others} more`] : [])], ', ');
  return {
    text: md`*${what}:* ${list}`,
    buttons: [
      {
        label: count === 1 ? text`Take it back` : text`Take ${count} back`,
        action: `campaign:take-${group}`,
        value: id,
        confirm: {
          title: text`Take them back?`,
          text: text`Each is checked again first, and told. They can take it back themselves for 30 days.`,
          yes: text`Take back`,
          no: text`Cancel`,
          danger: true,
        },
      },
      {
        label: count === 1 ? text`Let them keep it` : text`Let them keep theirs`,
        action: `campaign:leave-${group}`,
        value: id,
      },
    ],
  };
}

function whoIsLeft(group: 'silent' | 'unreachable', count: number): Mrkdwn {
  if (group === 'silent') return count === 1 ? md`1 person didn’t answer` : md`${count} people didn’t answer`;
  return count === 1 ? md`1 person couldn’t be asked` : md`${count} people couldn’t be asked`;
}

/** For the admin who started it. */
export function campaignResultMessage(view: CampaignProgress, address: string | null): MessageContent {
  const content = campaignMessage({ ...view, undecided: [] });
  const there = address ? [context(link(address, text`The message in the channel`))] : [];
  return { ...content, blocks: [...content.blocks, ...there] };
}
