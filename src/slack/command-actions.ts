import type { WebClient } from '@slack/web-api';
import type { Command } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import { type ChangeWaitingListDeps, moveInLine } from '../requests/change-waiting-list.ts';
import { ownRequest } from '../requests/decide.ts';
import { readAskedForm, readLine, readPage } from '../requests/pages.ts';
import { changeCommandOf, planOf } from '../requests/request.ts';
import { Mrkdwn } from '../views/mrkdwn.ts';
import { waitingView } from '../views/problem.ts';
import { ACK_AFTER, type Action, type ActionHandlers, replyToAction } from './actions.ts';
import type { Forms } from './open-form.ts';
import { type RunCommandDeps, runCommand } from './run-command.ts';
import { runLine, type SlashCommandDeps } from './slash-command.ts';

export type CommandActionDeps = SlashCommandDeps & ChangeWaitingListDeps & { readonly slack: WebClient };

/** Handles the buttons that start a command, repeat one, turn a page or open a form again. */
export function registerCommandActions(actions: ActionHandlers, deps: CommandActionDeps): void {
  const find = (name: string) => deps.commands.find((one) => one.name === name);

  const start = async (action: Action, name: string) => {
    const command = find(name.slice('command:'.length));
    if (!command) return;
    if (needsForm(command)) await openFormFor(deps, action, command);
    else await runFor(deps, await overHome(deps, action, command), command);
  };
  actions.on(
    /^command:/,
    (action) => (action.value === '' ? start(action, action.actionId) : typeAgain(deps, action)),
    ACK_AFTER,
  );
  // A menu on the Home tab, whose options have the action ids of the buttons.
  actions.on('home:choose', (action) => start(action, action.value), ACK_AFTER);

  // The short help is a message; everything is long, so it is shown in a modal.
  actions.on(
    'help:all',
    async (action) => {
      const help = find('help');
      if (help) await runFor(deps, await inModal(deps, action, help), help, { values: { command: 'all' } });
    },
    ACK_AFTER,
  );

  actions.on('request:retry', async (action) => {
    const { command: name, input } = await ownRequest(deps, action.value, action.actor);
    const command = find(name);
    if (!command) return;
    // A secret is not stored, so it has to be entered again.
    const hasSecret = command.fields.some((field) => field.kind === 'secret');
    if (hasSecret) await openFormFor(deps, action, command, input);
    else await runFor(deps, action, command, { ...input, replace: true });
  });

  actions.on('request:ask-back', async (action) => {
    const request = await ownRequest(deps, action.value, action.actor);
    const asked = changeCommandOf(deps, request.command).askBack?.(planOf(deps, request));
    const command = asked && find(asked.command);
    if (!command) return;
    await runFor(deps, action, command, { values: asked.values, subject: request.input.subject });
  });

  // About the person whom a request of one's own named, which was refused because they are only invited.
  actions.on('request:resend-invitation', async (action) => {
    const { input } = await ownRequest(deps, action.value, action.actor);
    const command = find('resend-invitation');
    const invited = input.values.email ?? input.values.person ?? input.subject;
    if (command) await runFor(deps, action, command, { subject: invited });
  });

  actions.on(
    /^page:/,
    async (action) => {
      const page = await readPage(deps, action.value, action.actor.slackId);
      const command = find(page.command);
      if (command) await runFor(deps, action, command, { values: page.values, replace: true });
    },
    ACK_AFTER,
  );

  // The licence report shows its parts in its own place; files and pictures come beside it.
  actions.on(
    /^licences:/,
    async (action) => {
      const command = find('licences');
      if (!command) return;
      const show = action.actionId.slice('licences:'.length);
      const replace = show !== 'csv' && show !== 'chart';
      await runFor(deps, await overHome(deps, action, command), command, { values: { show }, replace });
    },
    ACK_AFTER,
  );

  // The list with the new order takes the place of the one that was clicked on.
  actions.on(/^waiting:(up|top)$/, async (action) => {
    await moveInLine(deps, action.value, action.actor, action.actionId === 'waiting:top' ? 'top' : 'up');
    const command = find('waiting-list');
    if (command) await runFor(deps, action, command, { replace: true });
  });

  actions.on(
    'form:again',
    async (action) => {
      const { command: name, input } = await ownRequest(deps, action.value, action.actor);
      const command = find(name);
      if (command) await openFormFor(deps, action, command, input);
    },
    ACK_AFTER,
  );
  actions.on(
    'form:open',
    async (action) => {
      const asked = await readAskedForm(deps, action.value, action.actor.slackId);
      const command = find(asked.command);
      if (command) await openFormFor(deps, action, command, asked);
    },
    ACK_AFTER,
  );
}

interface StartDeps {
  readonly forms: Pick<Forms, 'open'>;
  readonly slash: { readonly current: string };
}

/** What a button gives to its command; without it, nothing is known yet. */
interface Given {
  readonly values?: AnyValues;
  readonly subject?: string | null;
}

/** Opens the form of a command. @param given `unread`: the source of what was typed and is in none of the values */
export function openFormFor(
  { forms, slash }: StartDeps,
  { actor, responseUrl, triggerId }: Action,
  command: Command,
  { values = {}, subject = null, unread }: Given & { readonly unread?: string | undefined } = {},
): Promise<void> {
  const form = {
    command,
    values,
    problems: {},
    ...(unread ? { unread: new Mrkdwn(unread) } : {}),
    subject,
    slackId: actor.slackId,
    replyUrl: responseUrl,
    slash: slash.current,
  };
  return forms.open(form, triggerId);
}

/** Runs a command. @param given `replace`: the answer takes the place of the message with the button, if only they see it */
export function runFor(
  deps: RunCommandDeps & Pick<StartDeps, 'slash'>,
  action: Action,
  command: Command,
  { values = {}, subject = null, replace = false }: Given & { readonly replace?: boolean } = {},
): Promise<void> {
  const replyTo = replyToAction(action);
  const invocation = {
    command,
    values,
    subject,
    slash: deps.slash.current,
    ...action.actor,
    triggerId: action.triggerId,
    replyTo: { ...replyTo, replace: replace && replyTo.replace },
  };
  return runCommand(deps, invocation, async () => undefined);
}

/** There is no message on the Home tab that an answer could follow, so it is shown in a modal over it. */
async function overHome(deps: CommandActionDeps, action: Action, command: Command): Promise<Action> {
  return action.onHome ? inModal(deps, action, command) : action;
}

/** The action with a modal that is open for the answer. */
async function inModal({ slack }: CommandActionDeps, action: Action, { title }: Command): Promise<Action> {
  const opened = await slack.views.open({ trigger_id: action.triggerId, view: waitingView(title) });
  return { ...action, viewId: opened.view?.id ?? null };
}

/** A suggestion after a mistyped command: what was typed after it goes along. */
async function typeAgain(deps: CommandActionDeps, action: Action): Promise<void> {
  const { actor, value, triggerId, responseUrl: url, ephemeral } = action;
  const { slackId } = actor;
  const text = await readLine(deps, value, slackId);
  const line = { text, slash: deps.slash.current, slackId, whoActs: async () => actor, triggerId, url };
  await runLine(deps, line, async (answer) => {
    if (answer) await deps.messenger.reply(slackId, { url, replace: ephemeral }, answer);
  });
}

/** A button carries no values: a change with any field, or a query with a required one, needs a form. */
function needsForm(command: Command): boolean {
  const { fields } = command;
  if (command.risk !== 'read') return fields.length > 0;
  return fields.some((field) => !field.optional || (field.kind === 'choice' && !command.answersAtOnce));
}
