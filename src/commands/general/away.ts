import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import type { AwayState } from '../../stand-ins/away-state.ts';
import type { StandIn } from '../../stand-ins/stand-in.ts';
import type { Answer } from '../../views/answer.ts';
import { type Mrkdwn, md, mention, moment } from '../../views/mrkdwn.ts';
import {
  awayAnswer,
  backButton,
  declineButton,
  nameButton,
  standingInFor,
  welcomeBack,
  whoIsAway,
} from '../../views/stand-in.ts';
import { read } from '../define-command.ts';
import { endOf, lastDayEnd } from '../parse/dates.ts';

/** What an approver types when they are back: `away back`. */
const BACK = ['back', 'off', 'over', 'home', 'here'] as const;

/**
 * Names a stand-in for the time in which an approver is away, ends it early, or shows how it stands. Nothing is changed in
 * Zoom, so it is no request.
 */
export const away = read({
  name: 'away',
  title: text`Stand-in while away`,
  summary: text`Let somebody approve in your place while you’re away`,
  examples: [text`away`, text`away until Monday @mia`, text`away for 2 weeks @ben`, text`away back`],
  family: 'general',
  fields: [
    {
      name: 'duration',
      label: text`Until when?`,
      kind: 'duration',
      optional: true,
      together: true,
      maxLength: 60,
      hint: text`To the end of that day. It ends by itself, and you can come back earlier.`,
      options: [
        { value: 'date', label: text`Pick a date…` },
        { value: '21d', label: text`3 weeks` },
        { value: '14d', label: text`2 weeks` },
        { value: '7d', label: text`1 week` },
      ],
    },
    {
      name: 'person',
      label: text`Who stands in for you?`,
      kind: 'person',
      slackOnly: true,
      optional: true,
      together: true,
      words: BACK,
      placeholder: text`Pick a colleague`,
      hint: text`They can approve or deny what you may, and are told at once.`,
    },
  ],
  submit: text`Save`,
  subject: 'nobody',
  access: 'self-service',
  operations: [],
  answersAtOnce: true,
  answer: async ({ values: { duration, person }, away, calendar }) => {
    if (person !== undefined && BACK.some((word) => word === person)) return backAnswer(await away.back());
    if (duration === undefined || person === undefined) return stateAnswer(await away.state());
    const theirs = await calendar();
    const end = endOf(duration, theirs);
    if (!end || end.kind === 'never') throw withoutEnd();
    const isDays = end.kind === 'after' && end.ms % DAY === 0;
    const until = end.kind === 'at' ? end.at : isDays ? lastDayEnd(end.ms, theirs) : theirs.now + end.ms;
    const { standIn, partly } = await away.go(person, until);
    return awayAnswer(standIn, partly);
  },
});

const DAY = 86_400_000;

function withoutEnd(): Refusal {
  return new Refusal('input', {
    says: md`It needs an end date, so that it isn’t forgotten.`,
    next: md`Write it like 2 weeks or until 24 December; you can come back earlier. Nothing was changed.`,
    buttons: [nameButton(text`Name a stand-in…`)],
  });
}

function backAnswer(was: StandIn | null): Answer {
  return was ? welcomeBack(was) : { title: md`You weren’t away`, lines: [md`Requests already come to you.`] };
}

/** How it stands for this person, and for admins who else is away. */
function stateAnswer({ approves, own, standsInFor, others }: AwayState): Answer {
  const covering = standsInFor.map((one) => ({
    text: standingInFor(one),
    button: declineButton(one.id),
  }));
  return {
    title: titleOf(own, approves),
    ...(own || !approves
      ? {}
      : { lines: [md`Going away? Somebody else can approve in your place until you’re back.`] }),
    entries: covering,
    ...(others.length > 0 ? { groups: [{ title: md`Also away`, items: others.map(whoIsAway) }] } : {}),
    buttons: own
      ? [backButton, nameButton(text`Change…`)]
      : approves
        ? [{ ...nameButton(text`Name a stand-in…`), style: 'primary' }]
        : [],
  };
}

function titleOf(own: StandIn | null, approves: boolean): Mrkdwn {
  if (own) {
    return md`You’re away until ${moment(own.untilAt)}, and ${mention(own.standIn.slackId)} stands in for you`;
  }
  return approves
    ? md`You’re here: requests come to you`
    : md`You don’t approve requests, so you need no stand-in`;
}
