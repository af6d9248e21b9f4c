import type { App, ViewStateValue } from '@slack/bolt';
import type { Field } from '../commands/field.ts';
import { checkValue } from '../commands/read-field.ts';
import type { Seal } from '../store/seal.ts';
import { noteView } from '../views/form.ts';
import { md } from '../views/mrkdwn.ts';
import type { ListenerDeps } from './deps.ts';
import { readTicket } from './forms/ticket.ts';
import { runCommand } from './run-command.ts';

type State = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/** Listens to submitted forms; what is wrong with a field is said at the field, and the form stays open. */
export function registerForms(app: App, deps: ListenerDeps, seal: Seal): void {
  app.view({ type: 'view_submission', callback_id: /^form:/ }, async ({ ack, body, view }) => {
    const command = deps.commands.find((one) => `form:${one.name}` === view.callback_id);
    const ticket = command && readTicket(seal, view.private_metadata, body.user.id, command.name);
    if (!command || !ticket) {
      await ack({
        response_action: 'update',
        view: noteView(
          'Please start again',
          md`This form is out of date. Close it and type the command again.`,
        ),
      });
      return;
    }
    const { values, errors } = readForm(command.fields, view.state.values);
    if (Object.keys(errors).length > 0) {
      await ack({ response_action: 'errors', errors });
      return;
    }
    try {
      await runCommand(
        deps,
        {
          command,
          values,
          subject: ticket.subject,
          slash: ticket.slash,
          slackId: body.user.id,
          teamId: body.team?.id ?? body.user.team_id ?? '',
          triggerId: (body as { trigger_id?: string }).trigger_id ?? null,
          replyTo: { url: ticket.url, replace: false },
        },
        () => ack(),
      );
    } catch (error) {
      deps.logger.error({ err: error, command: command.name }, 'a submitted form could not be recorded');
      const [first] = command.fields;
      await ack({
        response_action: 'errors',
        errors: {
          [first?.name ?? 'form']: 'I could not save this just now. Nothing is lost: please try again.',
        },
      });
    }
  });
}

/** The values of a form, checked like those of a command line. */
export function readForm(fields: readonly Field[], state: State) {
  const values: Record<string, string | undefined> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const given = textOf(state[field.name]?.[field.name]);
    if (given === '') {
      if (!field.optional) errors[field.name] = 'Please fill this in.';
      continue;
    }
    const { value, problem } = checkValue(field, given);
    if (value !== undefined) values[field.name] = value;
    if (problem !== undefined) errors[field.name] = problem;
  }
  return { values, errors };
}

function textOf(state: ViewStateValue | undefined): string {
  return (state?.value ?? state?.selected_user ?? state?.selected_option?.value ?? '').trim();
}
