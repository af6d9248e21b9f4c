import type { ViewOutput } from '@slack/bolt';
import type { Command } from '../commands/define-command.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Seal } from '../store/seal.ts';
import { loadingView, noteView } from '../views/form.ts';
import { md } from '../views/mrkdwn.ts';
import type { ListenerDeps } from './deps.ts';
import { type FormReading, readForm } from './forms/read-form.ts';
import { readTicket, type Ticket } from './forms/ticket.ts';
import { runCommand } from './run-command.ts';
import type { Submissions } from './submissions.ts';
import { TOO_MANY_AT_FIELD } from './too-many.ts';

/** Listens to submitted forms; what is wrong with a field is said at the field, and the form stays open. */
export function registerForms(submissions: Submissions, deps: ListenerDeps, seal: Seal): void {
  submissions.on(/^form:/, async ({ ack, body, view }) => {
    const command = deps.commands.find((one) => `form:${one.name}` === view.callback_id);
    const ticket = command && readTicket(seal, view.private_metadata, body.user.id, command.name);
    if (!command || !ticket) {
      const words = md`This form is out of date. Close it and type the command again.`;
      await ack({ response_action: 'update', view: noteView('Please start again', words) });
      return;
    }
    const reading = checked(command, ticket, readForm(command.fields, view.state.values));
    if (Object.keys(reading.errors).length > 0) {
      await ack({ response_action: 'errors', errors: { ...reading.errors } });
      return;
    }
    if (ticket.stage === 'person') {
      const { modals } = deps.desk.taskRunner;
      const { slackId, subject, slash, url: replyUrl } = ticket;
      const request = { command, values: reading.values, problems: {}, subject, slackId, replyUrl, slash };
      if (modals.isFull) {
        await ack(keepOpen(view, TOO_MANY_AT_FIELD));
        return;
      }
      await ack({ response_action: 'update', view: loadingView(command.name, command.title) });
      modals.add({ what: 'fill a form', work: () => deps.forms.fill(request, view.id) });
      return;
    }
    try {
      await runCommand(
        deps,
        {
          command,
          values: reading.values,
          secrets: reading.secrets,
          subject: command.subject === 'named' ? null : ticket.subject,
          slash: ticket.slash,
          slackId: body.user.id,
          teamId: body.team?.id ?? body.user.team_id ?? '',
          triggerId: (body as { trigger_id?: string }).trigger_id ?? null,
          replyTo: { url: ticket.url, replace: false },
        },
        () => ack(),
      );
    } catch (error) {
      const busy = error instanceof Refusal;
      if (!busy)
        deps.logger.error({ err: error, command: command.name }, 'a submitted form could not be recorded');
      await ack(keepOpen(view, busy ? TOO_MANY_AT_FIELD : NOT_SAVED));
    }
  });
}

const NOT_SAVED = 'I could not save this just now. Nothing is lost: please try again.';

/** Says at the first field why the form was not taken; it stays open as it was filled in. */
function keepOpen({ state }: ViewOutput, words: string) {
  const first = Object.keys(state.values)[0] ?? 'form';
  return { response_action: 'errors' as const, errors: { [first]: words } };
}

/** Adds the person whom an earlier step of the form named, and what the command says of the values together. */
function checked(command: Command, ticket: Ticket, reading: FormReading): FormReading {
  const person = command.subject === 'named' && ticket.subject ? { person: ticket.subject } : {};
  const values = { ...reading.values, ...person };
  if (Object.keys(reading.errors).length > 0 || ticket.stage === 'person') return { ...reading, values };
  return {
    ...reading,
    values,
    errors: command.check?.(values as Record<string, string>, reading.secrets) ?? {},
  };
}
