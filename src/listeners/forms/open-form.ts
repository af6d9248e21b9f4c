import type { WebClient } from '@slack/web-api';
import type { Command } from '../../commands/command.ts';
import type { AnyValues, Field } from '../../commands/field.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Seal } from '../../store/seal.ts';
import {
  type Form,
  type FormInput,
  type FormOption,
  formView,
  loadingView,
  noteView,
} from '../../views/form.ts';
import { join, type Mrkdwn, md, mention } from '../../views/mrkdwn.ts';
import { writeTicket } from './ticket.ts';

/** A form to be opened: for whom, with what filled in, and what was wrong with what they typed. */
export interface FormRequest {
  readonly command: Command;
  readonly values: AnyValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly subject: string | null;
  readonly slackId: string;
  readonly replyUrl: string | null;
  readonly slash: string;
  readonly triggerId: string;
}

export interface Forms {
  /**
   * Opens the form of a command. A choice that has to be read from Zoom is filled in a moment later: the trigger lives
   * only three seconds.
   *
   * @throws when Slack does not open it
   */
  open(request: FormRequest): Promise<void>;
}

export function createForms(deps: { slack: WebClient; seal: Seal; desk: Pick<Desk, 'offers'> }): Forms {
  const { slack, seal, desk } = deps;
  return {
    async open(request) {
      const field = request.command.fields.find((one) => one.offers);
      if (!field?.offers) {
        await slack.views.open({ trigger_id: request.triggerId, view: build(request, seal, []) });
        return;
      }
      const { view } = await slack.views.open({
        trigger_id: request.triggerId,
        view: loadingView(request.command.name, request.command.title),
      });
      if (!view?.id) throw new Error('Slack opened no view');
      const offer = await desk.offers(field.offers, request.slackId, request.subject);
      const filled =
        offer.options.length > 0
          ? build(request, seal, offer.options)
          : noteView(request.command.title, offer.nothing ?? md`There is nothing to choose from.`);
      await slack.views.update({ view_id: view.id, view: filled });
    },
  };
}

function build(request: FormRequest, seal: Seal, offered: readonly FormOption[]) {
  const { command } = request;
  const problems = Object.values(request.problems).map((problem) => md`${problem}`);
  const form: Form = {
    command: command.name,
    title: command.title,
    submit: command.submit,
    ...(problems.length > 0 ? { problem: join(problems, '\n') } : {}),
    ...(request.subject ? { intro: md`For ${whom(request.subject)}` } : {}),
    inputs: command.fields.map((field) => toInput(field, request, offered)),
    metadata: writeTicket(seal, {
      slackId: request.slackId,
      command: command.name,
      subject: request.subject,
      url: request.replyUrl,
      slash: request.slash,
    }),
  };
  return formView(form);
}

function whom(subject: string): Mrkdwn {
  return subject.includes('@') ? md`${subject}` : mention(subject);
}

function toInput(field: Field, request: FormRequest, offered: readonly FormOption[]): FormInput {
  const initial = request.values[field.name];
  const { words: _, offers, pattern: _pattern, ...rest } = field;
  return {
    ...rest,
    kind: offers ? 'choice' : field.kind,
    ...(offers ? { options: offered } : {}),
    ...(initial ? { initial } : {}),
  };
}
