import type { Command } from '../commands/define-command.ts';
import type { AnyValues } from '../commands/field.ts';
import { ACK_SOON, type Click, type Clicks, replyToClick } from './clicks.ts';
import type { ListenerDeps } from './deps.ts';
import { runCommand } from './run-command.ts';

/** Listens to the buttons that start a command, try one again, or open its form once more. */
export function registerCommandButtons(deps: ListenerDeps, clicks: Clicks): void {
  const open = (click: Click, command: Command, values: AnyValues, subject: string | null) =>
    deps.forms.open(
      {
        command,
        values,
        problems: {},
        subject,
        slackId: click.actor.slackId,
        replyUrl: click.url,
        slash: deps.slash.current,
      },
      click.triggerId,
    );
  const run = (click: Click, command: Command, values: AnyValues, subject: string | null, replace: boolean) =>
    runCommand(
      deps,
      {
        command,
        values,
        subject,
        slash: deps.slash.current,
        slackId: click.actor.slackId,
        teamId: click.actor.teamId,
        triggerId: click.triggerId,
        replyTo: { ...replyToClick(click), ...(replace ? {} : { replace: false }) },
      },
      async () => undefined,
    );
  const named = (name: string) => deps.commands.find((one) => one.name === name);

  const start = async (click: Click, action: string) => {
    const command = named(action.slice('command:'.length));
    if (!command) return;
    if (hasToAsk(command)) await open(click, command, {}, null);
    else await run(click, command, {}, null, false);
  };

  clicks.on(/^command:/, (click) => start(click, click.action), ACK_SOON);
  // A menu on the Home tab: each of its entries is one of these buttons.
  clicks.on('home:choose', (click) => start(click, click.value), ACK_SOON);
  clicks.on('request:retry', async (click) => {
    const { command, input } = await deps.desk.ownRequest(click.value, click.actor);
    const declared = named(command);
    if (!declared) return;
    // A secret is kept nowhere, so it has to be given again.
    const secret = declared.fields.some((field) => field.kind === 'secret');
    if (secret) await open(click, declared, input.values, input.subject);
    else await run(click, declared, input.values, input.subject, true);
  });
  clicks.on(
    /^page:/,
    async (click) => {
      const page = await deps.desk.page(click.value, click.actor.slackId);
      const declared = named(page.command);
      if (declared) await run(click, declared, page.values, null, true);
    },
    ACK_SOON,
  );
  clicks.on(
    'form:again',
    async (click) => {
      const { command, input } = await deps.desk.ownRequest(click.value, click.actor);
      const declared = named(command);
      if (declared) await open(click, declared, input.values, input.subject);
    },
    ACK_SOON,
  );
}

/** A button says nothing but the command: what has to be given, changed or chosen is asked for in the form. */
function hasToAsk({ fields, risk }: Command): boolean {
  return fields.some((field) => risk !== 'read' || !field.optional || field.kind === 'choice');
}
