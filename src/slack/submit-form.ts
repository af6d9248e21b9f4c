import type { App, ViewOutput, ViewStateValue } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { peopleIn } from '../commands/admin/person-fields.ts';
import type { Command } from '../commands/define-command.ts';
import type { Field } from '../commands/field.ts';
import { checkValue } from '../commands/parse/read-field.ts';
import { timeZonesFor } from '../commands/profile/time-zones.ts';
import { Refusal } from '../identity/refusal.ts';
import { type Text, text } from '../languages/text.ts';
import type { Logger } from '../log.ts';
import type { Seal } from '../store/seal.ts';
import type { TaskRunner } from '../task-runner.ts';
import { limits, plainText } from '../views/blocks.ts';
import { dateInputOf, loadingView, noteView, ON_DATE, withCalendar } from '../views/form.ts';
import { md } from '../views/mrkdwn.ts';
import { waitingView } from '../views/problem.ts';
import { ACK_AFTER, type ActionHandlers, type ViewSubmissions } from './actions.ts';
import { type FormState, openFormState } from './form-state.ts';
import { type Filled, flips, isLeftAlone } from './form-values.ts';
import type { Forms } from './open-form.ts';
import { runForSeveral } from './run-batch.ts';
import { busyAtField, type RunCommandDeps, runCommand } from './run-command.ts';
import { updateIfOpen } from './web-api.ts';

export type SubmitFormDeps = RunCommandDeps & {
  readonly taskRunner: Pick<TaskRunner, 'modals'>;
  readonly commands: readonly Command[];
  readonly forms: Pick<Forms, 'fill'>;
  readonly seal: Seal;
  readonly logger: Logger;
};

interface FormInputDeps {
  readonly commands: readonly Command[];
  readonly slack: WebClient;
}

const notSaved = text`I couldn’t save this just now. Nothing is lost: please try again.`;

/** Handles submitted forms. Errors are shown at the fields, and the form stays open. */
export function registerFormSubmissions(submissions: ViewSubmissions, deps: SubmitFormDeps): void {
  const { commands, forms, seal, taskRunner, logger } = deps;
  submissions.on(/^form:/, async ({ ack, body, view }) => {
    const command = commands.find((one) => `form:${one.name}` === view.callback_id);
    const state = command && openFormState(seal, view.private_metadata, body.user.id, command.name);
    if (!command || !state) {
      const note = md`This form is out of date. Close it and type the command again.`;
      await ack({ response_action: 'update', view: noteView(text`Please start again`, note) });
      return;
    }
    const undated = command.fields.find((field) => lacksDate(field, view));
    if (undated) {
      // The calendar was not there yet when the form was sent.
      await ack({ response_action: 'update', view: withCalendar(view, undated.name, true) });
      return;
    }
    const { values, secrets, errors } = readForm(command, state, view, await deps.requests.time());
    if (Object.keys(errors).length > 0) {
      await ack({ response_action: 'errors', errors: inWords(errors) });
      return;
    }
    if (state.stage === 'person') {
      if (taskRunner.modals.isFull) {
        await ack(errorAtFirstField(view, busyAtField));
        return;
      }
      await ack({ response_action: 'update', view: loadingView(command.name, command.title) });
      const { slackId, subject, slash, url: replyUrl } = state;
      const form = { command, values, problems: {}, subject, slackId, replyUrl, slash };
      taskRunner.modals.add({ what: 'fill a form', work: () => forms.fill(form, view.id) });
      return;
    }
    // Without a message in front of them, people get the answer where they are looking.
    const acknowledge = () =>
      state.url === null ? ack({ response_action: 'update', view: waitingView(command.title) }) : ack();
    try {
      const invocation = {
        values,
        secrets,
        subject: command.subject === 'named' ? null : state.subject,
        slash: state.slash,
        ...(await deps.whoActs(body)),
        triggerId: (body as { trigger_id?: string }).trigger_id ?? null,
        replyTo: { url: state.url, replace: false, ...(state.url === null ? { view: view.id } : {}) },
      };
      const people = peopleIn((command.subject === 'self' ? state.subject : values.person) ?? undefined);
      if (people.length > 1 && command.risk !== 'read') {
        await runForSeveral(deps, { ...invocation, command, subject: null }, people, acknowledge);
      } else await runCommand(deps, { ...invocation, command }, acknowledge);
    } catch (error) {
      const busy = error instanceof Refusal;
      if (!busy) logger.error({ err: error, command: command.name }, 'a submitted form could not be stored');
      await ack(errorAtFirstField(view, busy ? busyAtField : notSaved));
    }
  });
}

/** Handles the inputs of forms that answer while the form is open: the search for a time zone, and “Pick a date…”. */
export function registerFormInputs(
  app: App,
  actions: ActionHandlers,
  { commands, slack }: FormInputDeps,
): void {
  const named = (kind: string) =>
    new Set(
      commands.flatMap(({ fields }) => fields.filter((one) => one.kind === kind).map(({ name }) => name)),
    );
  const timeZones = named('time-zone');
  const durations = named('duration');

  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: /./ }, async ({ options, ack }) => {
    const found = timeZones.has(options.action_id) ? timeZonesFor(options.value ?? '') : [];
    await ack({
      options: found.map(({ value, label }) => ({ text: plainText(label, limits.option), value })),
    });
  });

  for (const name of durations) {
    actions.on(
      name,
      async ({ value, form, viewId }) => {
        if (!form || viewId === null) return;
        const hasCalendar = form.blocks.some((block) => block.block_id === dateInputOf(name));
        if ((value === ON_DATE) === hasCalendar) return;
        await updateIfOpen(slack, viewId, withCalendar(form, name, value === ON_DATE));
      },
      ACK_AFTER,
    );
  }
}

/** Slack shows each error at its field. */
function inWords(errors: Readonly<Record<string, Text>>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([name, problem]) => [name, problem.words]));
}

/** Keeps the form open as it was filled in. */
function errorAtFirstField({ state }: ViewOutput, message: Text) {
  const first = Object.keys(state.values)[0] ?? 'form';
  return { response_action: 'errors' as const, errors: { [first]: message.words } };
}

interface FormReading {
  readonly values: Record<string, string | undefined>;
  readonly secrets: Record<string, string>;
  /** A sentence for each invalid field. */
  readonly errors: Record<string, Text>;
}

/** Reads and checks the fields, then the values together, with the person whom the first stage of the form asked for. */
function readForm(command: Command, state: FormState, view: ViewOutput, now: number): FormReading {
  const reading = readFields(command.fields, view.state.values, state.filled);
  Object.assign(reading.errors, pastDates(command.fields, view.state.values, now));
  if (command.subject === 'named' && state.subject) reading.values.person = state.subject;
  if (Object.keys(reading.errors).length > 0 || state.stage === 'person') return reading;
  const errors = command.check?.(reading.values, reading.secrets) ?? {};
  return { ...reading, errors: { ...errors } };
}

/** A day that is over everywhere on earth. Whether it is so where the person is, the preview says. */
function pastDates(fields: readonly Field[], inputs: InputValues, now: number): Record<string, Text> {
  const earliest = new Date(now - 12 * 3_600_000).toISOString().slice(0, 10);
  const inputNames = fields.map(({ name }) => dateInputOf(name));
  const past = inputNames.filter((name) => (inputs[name]?.[name]?.selected_date ?? earliest) < earliest);
  return Object.fromEntries(past.map((name) => [name, text`That day is over. Please pick a later one.`]));
}

type InputValues = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/**
 * Checks each value as on the command line. A field gets no value where the form left it out, and where it still says what
 * the form showed of the present state.
 */
function readFields(fields: readonly Field[], inputs: InputValues, filled: Filled): FormReading {
  const reading: FormReading = { values: {}, secrets: {}, errors: {} };
  for (const field of fields) {
    const input = inputs[field.name]?.[field.name];
    if (!input) continue;
    const day = inputs[dateInputOf(field.name)]?.[dateInputOf(field.name)]?.selected_date;
    const typed = field.kind === 'duration' && textOf(input) === ON_DATE ? `until ${day}` : textOf(input);
    if (isLeftAlone(field, filled, typed)) continue;
    if (field.kind === 'switches') {
      reading.values[field.name] = flips(filled[field.name] ?? '', typed);
      continue;
    }
    if (typed.trim() === '' && field.kind !== 'toggles') {
      if (!field.optional || field.together) reading.errors[field.name] = text`Please fill this in.`;
      else if (field.clearable) reading.values[field.name] = '';
      continue;
    }
    const { value, problem } = field.several ? checkPeople(field, typed) : checkValue(field, typed);
    if (problem !== undefined) reading.errors[field.name] = problem;
    else if (value !== undefined)
      (field.kind === 'secret' ? reading.secrets : reading.values)[field.name] = value;
  }
  return reading;
}

function checkPeople(field: Field, text: string): { value?: string; problem?: Text | undefined } {
  const checked = peopleIn(text).map((one) => checkValue(field, one));
  const wrong = checked.find(({ problem }) => problem !== undefined);
  return wrong ?? { value: checked.map(({ value }) => value).join(',') };
}

/** A date is to be picked, and the form has no calendar for it. */
function lacksDate({ name, kind }: Field, { state }: ViewOutput): boolean {
  const input = state.values[name]?.[name];
  if (kind !== 'duration' || !input || textOf(input) !== ON_DATE) return false;
  return !state.values[dateInputOf(name)]?.[dateInputOf(name)]?.selected_date;
}

function textOf(input: ViewStateValue): string {
  const selected = input.selected_options?.map((one) => one.value).join(',');
  const [file] = (input as { files?: { id?: string }[] }).files ?? [];
  const people = input.selected_users?.join(',');
  const one = input.value ?? input.selected_user ?? input.selected_option?.value;
  return one ?? selected ?? people ?? file?.id ?? '';
}
