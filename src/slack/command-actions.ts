import type { WebClient } from '@slack/web-api';
import type { Command } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import { type ChangeWaitingListDeps, moveInLine } from '../requests/change-waiting-list.ts';
import { ownRequest } from '../requests/decide.ts';
import { readAskedForm, readLine, readPage } from '../requests/pages.ts';
import { changeCommandOf, planOf } from '../requests/request.ts';
import { Mrkdwn } from '../views/mrkdwn.ts';
import { waitingView } from '../views/problem.ts';
import { ACK_AFTER, type Action, type ActionHandlers } from './actions.ts';
import { runCommand } from './run-command.ts';
import { runLine, type SlashCommandDeps } from './slash-command.ts';

export type CommandActionDeps = SlashCommandDeps & ChangeWaitingListDeps & { readonly slack: WebClient };

/** Handles the buttons that start a command, repeat one, turn a page or open a form again. */
export function registerCommandActions(actions: ActionHandlers, deps: CommandActionDeps): void {
  const { commands, forms, slash } = deps;
  const find = (name: string) => commands.find((one) => one.name === name);

  const openForm = (
    action: Action,
    command: Command,
    values: AnyValues,
    subject: string | null,
    unread?: string,
  ) => {
    const { actor, responseUrl: replyUrl, triggerId } = action;
    const { slackId } = actor;
    return forms.open(
      {
        command,
        values,
        problems: {},
        ...(unread ? { unread: new Mrkdwn(unread) } : {}),
        subject,
        slackId,
        replyUrl,
        slash: slash.current,
      },
      triggerId,
    );
  };
  const run = (
    action: Action,
    command: Command,
    values: AnyValues,
    subject: string | null,
    replace: boolean,
  ) => {
    const { responseUrl: url, ephemeral, viewId } = action;
    const shown = { url, replace: replace && ephemeral };
    const replyTo = viewId === null ? shown : { ...shown, view: viewId };
    return runCommand(
      deps,
      {
        command,
        values,
        subject,
        slash: slash.current,
        slackId: action.actor.slackId,
        teamId: action.actor.teamId,
        triggerId: action.triggerId,
        replyTo,
      },
      async () => undefined,
    );
  };

  /** There is no message on the Home tab that an answer could follow, so it is shown in a modal over it. */
  const overHome = async (action: Action, command: Command): Promise<Action> => {
    if (!action.onHome) return action;
    const view = waitingView(command.title);
    const opened = await deps.slack.views.open({ trigger_id: action.triggerId, view });
    return { ...action, viewId: opened.view?.id ?? null };
  };

  const start = async (action: Action, name: string) => {
    const command = find(name.slice('command:'.length));
    if (!command) return;
    if (needsForm(command)) await openForm(action, command, {}, null);
    else await run(await overHome(action, command), command, {}, null, false);
  };
  /** A suggestion after a mistyped command: what was typed after it goes along. */
  const typeAgain = async ({ actor, value, triggerId, responseUrl: url, ephemeral }: Action) => {
    const { slackId } = actor;
    const whoActs = async () => actor;
    const text = await readLine(deps, value, slackId);
    await runLine(deps, { text, slash: slash.current, slackId, whoActs, triggerId, url }, async (answer) => {
      if (answer) await deps.messenger.reply(slackId, { url, replace: ephemeral }, answer);
    });
  };
  const startOrTypeAgain = (action: Action) =>
    action.value === '' ? start(action, action.actionId) : typeAgain(action);
  actions.on(/^command:/, startOrTypeAgain, ACK_AFTER);
  // A menu on the Home tab, whose options have the action ids of the buttons.
  actions.on('home:choose', (action) => start(action, action.value), ACK_AFTER);

  // The short help is a message; everything is long, so it is shown in a modal.
  const showEverything = async (action: Action) => {
    const help = find('help');
    if (!help) return;
    const opened = await deps.slack.views.open({
      trigger_id: action.triggerId,
      view: waitingView(help.title),
    });
    const viewId = opened.view?.id ?? null;
    await run({ ...action, viewId }, help, { command: 'all' }, null, false);
  };
  actions.on('help:all', showEverything, ACK_AFTER);

  actions.on('request:retry', async (action) => {
    const { command: name, input } = await ownRequest(deps, action.value, action.actor);
    const command = find(name);
    if (!command) return;
    // A secret is not stored, so it has to be entered again.
    const hasSecret = command.fields.some((field) => field.kind === 'secret');
    if (hasSecret) await openForm(action, command, input.values, input.subject);
    else await run(action, command, input.values, input.subject, true);
  });

  const askBack = async (action: Action) => {
    const request = await ownRequest(deps, action.value, action.actor);
    const asked = changeCommandOf(deps, request.command).askBack?.(planOf(deps, request));
    const command = asked && find(asked.command);
    if (command) await run(action, command, asked.values, request.input.subject, false);
  };
  actions.on('request:ask-back', askBack);

  // About the person whom a request of one's own named, which was refused because they are only invited.
  actions.on('request:resend-invitation', async (action) => {
    const { input } = await ownRequest(deps, action.value, action.actor);
    const command = find('resend-invitation');
    const invited = input.values.email ?? input.values.person ?? input.subject;
    if (command) await run(action, command, {}, invited, false);
  });

  const turnPage = async (action: Action) => {
    const page = await readPage(deps, action.value, action.actor.slackId);
    const command = find(page.command);
    if (command) await run(action, command, page.values, null, true);
  };
  actions.on(/^page:/, turnPage, ACK_AFTER);

  // The licence report shows its parts in its own place; files and pictures come beside it.
  const showLicences = async (action: Action) => {
    const command = find('licences');
    const show = action.actionId.slice('licences:'.length);
    const inPlace = show !== 'csv' && show !== 'chart';
    if (command) await run(await overHome(action, command), command, { show }, null, inPlace);
  };
  actions.on(/^licences:/, showLicences, ACK_AFTER);

  // The list with the new order takes the place of the one that was clicked on.
  const moveUp = async (action: Action) => {
    await moveInLine(deps, action.value, action.actor, action.actionId === 'waiting:top' ? 'top' : 'up');
    const command = find('waiting-list');
    if (command) await run(action, command, {}, null, true);
  };
  actions.on(/^waiting:(up|top)$/, moveUp);

  const openFormAgain = async (action: Action) => {
    const { command: name, input } = await ownRequest(deps, action.value, action.actor);
    const command = find(name);
    if (command) await openForm(action, command, input.values, input.subject);
  };
  actions.on('form:again', openFormAgain, ACK_AFTER);

  const openAskedForm = async (action: Action) => {
    const asked = await readAskedForm(deps, action.value, action.actor.slackId);
    const command = find(asked.command);
    if (command) await openForm(action, command, asked.values, asked.subject, asked.unread);
  };
  actions.on('form:open', openAskedForm, ACK_AFTER);
}

/** A button carries no values: a change with any field, or a query with a required one, needs a form. */
function needsForm(command: Command): boolean {
  const { fields } = command;
  if (command.risk !== 'read') return fields.length > 0;
  return fields.some((field) => !field.optional || (field.kind === 'choice' && !command.answersAtOnce));
}
