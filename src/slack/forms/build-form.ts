import type { Prefill } from '../../commands/context.ts';
import type { Field } from '../../commands/field.ts';
import type { Seal } from '../../store/seal.ts';
import { type FormInput, formView } from '../../views/form.ts';
import { join, type Mrkdwn, md, mention } from '../../views/mrkdwn.ts';
import type { FormRequest } from './form-request.ts';
import { writeTicket } from './ticket.ts';

/**
 * Which part of a form is shown: a command that starts from the values of a named person asks for the person first.
 */
export function stageOf({ command, values }: Pick<FormRequest, 'command' | 'values'>): 'person' | 'whole' {
  return command.subject === 'named' && command.prefill && !values.person ? 'person' : 'whole';
}

/** The form as this person gets it. What they typed goes before what Zoom has now. */
export function buildForm(request: FormRequest, seal: Seal, start: Prefill) {
  const { command } = request;
  const stage = stageOf(request);
  const problems = Object.values(request.problems).map((problem) => md`${problem}`);
  const named = command.subject === 'named' && command.prefill && stage === 'whole';
  const whose = named ? (request.values.person ?? null) : request.subject;
  return formView({
    command: command.name,
    title: command.title,
    submit: stage === 'person' ? 'Next' : command.submit,
    ...(problems.length > 0 ? { problem: join(problems, '\n') } : {}),
    ...(whose ? { intro: md`For ${whom(whose)}` } : {}),
    ...(start.note ? { note: start.note } : {}),
    inputs: command.fields
      .filter((field) => (field.name === 'person' ? !named : stage === 'whole'))
      .filter((field) => !start.without?.includes(field.name))
      .map((field) => toInput(field, request, start)),
    metadata: writeTicket(seal, {
      slackId: request.slackId,
      command: command.name,
      subject: whose,
      stage,
      url: request.replyUrl,
      slash: request.slash,
    }),
  });
}

function whom(subject: string): Mrkdwn {
  return subject.includes('@') ? md`${subject}` : mention(subject);
}

function toInput(field: Field, request: FormRequest, start: Prefill): FormInput {
  const initial = request.values[field.name] ?? start.values?.[field.name];
  const options = start.options?.[field.name] ?? field.options;
  const hint = start.hints?.[field.name] ?? field.hint;
  const { words: _, offered, pattern: _pattern, clearable: _clearable, ...rest } = field;
  return {
    ...rest,
    kind: offered ? 'choice' : field.kind,
    ...(options ? { options } : {}),
    ...(hint ? { hint } : {}),
    ...(initial ? { initial } : {}),
  };
}
