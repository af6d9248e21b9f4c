import type { WebClient } from '@slack/web-api';
import { peopleIn } from '../commands/admin/person-fields.ts';
import type { Prefill } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import type { Calendar } from '../commands/parse/dates.ts';
import { howToName } from '../commands/parse/plain-names.ts';
import { Refusal } from '../identity/refusal.ts';
import { type Text, text } from '../languages/text.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { refusal, wordsOfRefusal } from '../policy/access.ts';
import { requireAllowed } from '../policy/allow.ts';
import { messageForClick } from '../requests/error-messages.ts';
import { calendarOf } from '../requests/preview.ts';
import { mustLookFirst, type StartFormDeps, startForm } from '../requests/start-form.ts';
import { isClosedForm, isSlackAway } from '../slack-errors.ts';
import type { Seal } from '../store/seal.ts';
import { formView, loadingView, noteView } from '../views/form.ts';
import { join, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { type Problem, problemMessage, problemView } from '../views/problem.ts';
import { toInput } from './form-inputs.ts';
import { sealFormState } from './form-state.ts';
import { filledWith } from './form-values.ts';

/** A form to open: for whom, with which values, and what was wrong with what they typed. */
interface FormRequest {
  readonly command: Command;
  readonly values: AnyValues;
  readonly problems: Readonly<Record<string, Text>>;
  /** What they typed that is in none of the values. */
  readonly unread?: Mrkdwn;
  readonly subject: string | null;
  readonly slackId: string;
  readonly replyUrl: string | null;
  readonly slash: string;
}

export interface Forms {
  /**
   * Opens the form of a command. What has to be found out first is filled in by an update, because the trigger expires
   * after three seconds.
   *
   * @throws when Slack does not open it
   */
  open(request: FormRequest, triggerId: string): Promise<void>;
  /**
   * Fills a form that is open and shows that it is loading. It never throws: a form that was closed meanwhile is left
   * alone, and of any other failure the person is told.
   */
  fill(request: FormRequest, viewId: string): Promise<void>;
}

export interface FormDeps extends StartFormDeps {
  readonly slack: WebClient;
  readonly seal: Seal;
  readonly messenger: Pick<Messenger, 'reply'>;
}

/** Opens and fills the forms of commands. */
export function createForms(deps: FormDeps): Forms {
  const { slack, seal, policy } = deps;

  const fill: Forms['fill'] = async (request, viewId) => {
    try {
      await slack.views.update({ view_id: viewId, view: await viewFor(deps, request) });
    } catch (error) {
      if (!isClosedForm(error)) await tellNotFilled(deps, request, viewId, error);
    }
  };

  return {
    fill,
    async open(request, triggerId) {
      const { command, slackId } = request;
      const refused = refusal(policy, command, slackId) ?? (await refusalOfOthers(deps, command, slackId));
      if (refused) {
        await slack.views.open({ trigger_id: triggerId, view: noteView(command.title, refused) });
        return;
      }
      if (!mustLookFirst(command)) {
        const view = buildForm(request, seal, {}, await calendarFor(deps, request));
        await slack.views.open({ trigger_id: triggerId, view });
        return;
      }
      const loading = loadingView(command.name, command.title);
      const { view } = await slack.views.open({ trigger_id: triggerId, view: loading });
      if (!view?.id) throw new Error('Slack opened no view');
      await fill(request, view.id);
    },
  };
}

/** Why this person may not use a command that the policy has for certain people. */
async function refusalOfOthers(deps: FormDeps, command: Command, slackId: string): Promise<Mrkdwn | null> {
  try {
    await requireAllowed(deps, command, slackId);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return wordsOfRefusal(error);
    throw error;
  }
}

/** The filled form, or why this person gets none. */
async function viewFor(deps: FormDeps, request: FormRequest) {
  const { command, slackId } = request;
  const isNamed = command.subject === 'named';
  const people = peopleIn((isNamed ? request.values.person : request.subject) ?? undefined);
  const isForSeveral = people.length > 1;
  // Nothing of one of several people fits the others.
  const named = command.prefill && !isForSeveral ? (people[0] ?? null) : null;
  const others = people.find((one) => one !== slackId) ?? null;
  const start = await startForm(deps, command, {
    slackId,
    subject: isNamed ? named : isForSeveral ? others : request.subject,
    asksForPerson: stageOf(request) === 'person' || isForSeveral,
  });
  if ('problem' in start) return problemView(problemMessage(start.problem), command.title);
  if (start.nothing) return noteView(command.title, start.nothing);
  return buildForm(request, deps.seal, start, await calendarFor(deps, request));
}

/** Where no field is a date, anybody's calendar does. */
const nobodys = calendarOf(null, 0);

/** The person's calendar, where the form has a date in it. */
async function calendarFor({ identities, requests }: FormDeps, request: FormRequest): Promise<Calendar> {
  if (!request.command.fields.some(({ kind }) => kind === 'duration')) return nobodys;
  const [member, now] = await Promise.all([
    identities.member(request.slackId).catch(() => null),
    requests.time(),
  ]);
  return calendarOf(member, now);
}

/** Says so in the form itself, which still shows that it is loading, or else where the command was typed. */
async function tellNotFilled(
  deps: FormDeps,
  request: FormRequest,
  viewId: string,
  error: unknown,
): Promise<void> {
  const { slack, messenger, logger } = deps;
  const { command, slackId, replyUrl: url } = request;
  const away = isSlackAway(error);
  if (away) logger.warn({ err: error, command: command.name }, 'a form could not be filled');
  const problem = away ? notFilled(command) : messageForClick(deps, error, slackId);
  const content = problemMessage(problem);
  try {
    await slack.views.update({ view_id: viewId, view: problemView(content, command.title) });
  } catch (again) {
    if (isClosedForm(again)) return;
    await messenger.reply(slackId, { url, replace: false }, content);
  }
}

const notFilled = ({ name, title }: Command): Problem => ({
  says: md`Slack didn’t take the form, so it stayed empty.`,
  next: md`Nothing was changed. Close what still says “One moment”, and try again.`,
  buttons: [{ label: title, action: `command:${name}`, style: 'primary' }],
});

/** A command whose form is prefilled with the values of a named person asks for the person first. */
function stageOf({ command, values }: FormRequest): 'person' | 'whole' {
  return command.subject === 'named' && command.prefill && !values.person ? 'person' : 'whole';
}

/** Builds the modal. Values that the person typed take precedence over those from Zoom. */
function buildForm(request: FormRequest, seal: Seal, prefill: Prefill, calendar: Calendar) {
  const { command, slackId, slash, replyUrl: url } = request;
  const stage = stageOf(request);
  const unread = request.unread
    ? [md`I didn’t understand “${request.unread}”, so it’s not in this form. Please check before you go on.`]
    : [];
  const problems = [
    ...Object.values(request.problems).map((problem) => md`${problem}`),
    ...unread,
    ...howToName(request.unread, command.subject === 'self' && !request.subject),
  ];
  const people = peopleIn(request.values.person);
  // Slack's menu of people has no addresses.
  const byAddress = people.length > 1 && people.some((one) => one.includes('@'));
  const personIsKnown = command.subject === 'named' && stage === 'whole' && (command.prefill || byAddress);
  const subject = personIsKnown ? (request.values.person ?? null) : request.subject;
  const fields = command.fields
    .filter((field) => (field.name === 'person' ? !personIsKnown : stage === 'whole'))
    .filter((field) => !prefill.without?.includes(field.name));
  const filled = filledWith(fields, request.values, prefill);
  return formView({
    command: command.name,
    title: command.title,
    submit: stage === 'person' ? text`Next` : command.submit,
    ...(problems.length > 0 ? { problem: join(problems, '\n') } : {}),
    ...(subject ? { intro: md`For ${join(peopleIn(subject).map(nameOf), ', ')}` } : {}),
    ...(prefill.note ? { note: prefill.note } : {}),
    inputs: fields.map((field) =>
      toInput(field, { typed: request.values, problems: request.problems, prefill, calendar }),
    ),
    metadata: sealFormState(seal, { slackId, command: command.name, subject, stage, url, slash, filled }),
  });
}

function nameOf(subject: string): Mrkdwn {
  return subject.includes('@') ? md`${subject}` : mention(subject);
}
