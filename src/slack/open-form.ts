import type { WebClient } from '@slack/web-api';
import type { Prefill } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { AnyValues, Field } from '../commands/field.ts';
import { refusal } from '../policy/access.ts';
import { type PrefillDeps, prefillForm } from '../requests/answer-query.ts';
import type { Seal } from '../store/seal.ts';
import { type FormInput, formView, loadingView, noteView } from '../views/form.ts';
import { join, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { sealFormState } from './form-state.ts';

/** A form to open: for whom, with which values, and what was wrong with what they typed. */
interface FormRequest {
  readonly command: Command;
  readonly values: AnyValues;
  readonly problems: Readonly<Record<string, string>>;
  /** What they typed that is in none of the values. */
  readonly unread?: Mrkdwn;
  readonly subject: string | null;
  readonly slackId: string;
  readonly replyUrl: string | null;
  readonly slash: string;
}

export interface Forms {
  /**
   * Opens the form of a command. What has to be read from Zoom is filled in by an update, because the trigger expires
   * after three seconds.
   *
   * @throws when Slack does not open it
   */
  open(request: FormRequest, triggerId: string): Promise<void>;
  /** Fills a form that is open and shows that it is loading. */
  fill(request: FormRequest, viewId: string): Promise<void>;
}

export interface FormDeps extends PrefillDeps {
  readonly slack: WebClient;
  readonly seal: Seal;
}

export function createForms(deps: FormDeps): Forms {
  const { slack, seal, policy } = deps;

  const fill: Forms['fill'] = async (request, viewId) => {
    const { command, slackId } = request;
    const subject = command.subject === 'named' ? (request.values.person ?? null) : request.subject;
    const prefill = await prefillForm(deps, command, { slackId, subject });
    const view = prefill.nothing
      ? noteView(command.title, prefill.nothing)
      : buildForm(request, seal, prefill);
    await slack.views.update({ view_id: viewId, view });
  };

  return {
    fill,
    async open(request, triggerId) {
      const { command, slackId } = request;
      const refused = refusal(policy, command, slackId);
      if (refused) {
        await slack.views.open({ trigger_id: triggerId, view: noteView(command.title, refused) });
        return;
      }
      if (!command.prefill || stageOf(request) === 'person') {
        await slack.views.open({ trigger_id: triggerId, view: buildForm(request, seal, {}) });
        return;
      }
      const loading = loadingView(command.name, command.title);
      const { view } = await slack.views.open({ trigger_id: triggerId, view: loading });
      if (!view?.id) throw new Error('Slack opened no view');
      await fill(request, view.id);
    },
  };
}

/** A command whose form is prefilled with the values of a named person asks for the person first. */
function stageOf({ command, values }: FormRequest): 'person' | 'whole' {
  return command.subject === 'named' && command.prefill && !values.person ? 'person' : 'whole';
}

/** Builds the modal. Values that the person typed take precedence over those from Zoom. */
function buildForm(request: FormRequest, seal: Seal, prefill: Prefill) {
  const { command, slackId, slash, replyUrl: url } = request;
  const stage = stageOf(request);
  const unread = request.unread
    ? [md`I don’t understand “${request.unread}”, so it’s not in here. Please check before you go on.`]
    : [];
  const problems = [...Object.values(request.problems).map((problem) => md`${problem}`), ...unread];
  const personIsKnown = command.subject === 'named' && command.prefill && stage === 'whole';
  const subject = personIsKnown ? (request.values.person ?? null) : request.subject;
  return formView({
    command: command.name,
    title: command.title,
    submit: stage === 'person' ? 'Next' : command.submit,
    ...(problems.length > 0 ? { problem: join(problems, '\n') } : {}),
    ...(subject ? { intro: md`For ${nameOf(subject)}` } : {}),
    ...(prefill.note ? { note: prefill.note } : {}),
    inputs: command.fields
      .filter((field) => (field.name === 'person' ? !personIsKnown : stage === 'whole'))
      .filter((field) => !prefill.without?.includes(field.name))
      .map((field) => toInput(field, request, prefill)),
    metadata: sealFormState(seal, { slackId, command: command.name, subject, stage, url, slash }),
  });
}

function nameOf(subject: string): Mrkdwn {
  return subject.includes('@') ? md`${subject}` : mention(subject);
}

function toInput(field: Field, request: FormRequest, prefill: Prefill): FormInput {
  const initial = request.values[field.name] ?? prefill.values?.[field.name];
  const options = prefill.options?.[field.name] ?? field.options;
  const hint = prefill.hints?.[field.name] ?? field.hint;
  const { words: _, offered, pattern: _pattern, clearable: _clearable, alsoCalled: _also, ...rest } = field;
  return {
    ...rest,
    kind: offered ? 'choice' : field.kind,
    ...(options ? { options } : {}),
    ...(hint ? { hint } : {}),
    ...(initial ? { initial } : {}),
  };
}
