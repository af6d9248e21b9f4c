import type { App, SlashCommand } from '@slack/bolt';
import { helpForUnknown } from '../commands/general/help.ts';
import { parse } from '../commands/parse/parse.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { problemMessage } from '../views/problem.ts';
import type { ListenerDeps } from './deps.ts';
import { runCommand } from './run-command.ts';
import { tooMany } from './too-many.ts';

type Understood = Extract<ReturnType<typeof parse>, { kind: 'command' }>;

/** Listens to the slash command, whatever name the manifest gave it. */
export function registerSlashCommand(app: App, deps: ListenerDeps): void {
  app.command(/.*/, async ({ command, ack }) => {
    deps.slash.seen(command.command);
    const parsed = parse(command.text ?? '', deps.commands, () => deps.desk.visible(command.user_id));
    if (parsed.kind === 'help') {
      if (parsed.unknown) {
        await ack(only(answerMessage(helpForUnknown(parsed.unknown, parsed.didYouMean, command.command))));
      } else {
        await ack(only(await askForHelp(deps, command)));
      }
      return;
    }
    if (wantsForm(parsed)) {
      const { modals } = deps.desk.taskRunner;
      if (modals.isFull) {
        await ack(only(problemMessage(tooMany().problem)));
        return;
      }
      await ack();
      modals.add({ what: 'open a form', work: () => openForm(deps, command, parsed) });
      return;
    }
    try {
      await runCommand(
        deps,
        {
          command: parsed.command,
          values: parsed.values,
          subject: parsed.subject ?? null,
          slash: command.command,
          slackId: command.user_id,
          teamId: command.team_id,
          triggerId: command.trigger_id,
          replyTo: { url: command.response_url, replace: false },
        },
        ack,
      );
    } catch (error) {
      await ack(only(deps.desk.problem(error, command.user_id)));
    }
  });
}

/** Something is missing or wrong; or nothing but whose account was typed where a change has more to fill in. */
function wantsForm({ command, values, missing, problems }: Understood): boolean {
  const whose = command.subject === 'named' ? 'person' : undefined;
  const more = command.fields.some((field) => field.name !== whose);
  // A command's own reading of the words may give values that are no fields of its form.
  const typed = Object.entries(values).some(([name, value]) => name !== whose && value !== undefined);
  const untouched = command.risk !== 'read' && more && !typed;
  return missing.length > 0 || Object.keys(problems).length > 0 || untouched;
}

async function askForHelp(deps: ListenerDeps, command: SlashCommand): Promise<MessageContent> {
  const help = deps.commands.find((one) => one.name === 'help');
  if (help?.risk !== 'read') throw new Error('The help command is missing');
  const { content } = await deps.desk.ask({
    command: help,
    values: {},
    subject: null,
    slash: command.command,
    requesterSlackId: command.user_id,
  });
  return content;
}

async function openForm(deps: ListenerDeps, command: SlashCommand, parsed: Understood): Promise<void> {
  try {
    await deps.forms.open(
      {
        command: parsed.command,
        values: parsed.values,
        problems: parsed.problems,
        subject: parsed.subject ?? null,
        slackId: command.user_id,
        replyUrl: command.response_url,
        slash: command.command,
      },
      command.trigger_id,
    );
  } catch (error) {
    const content = deps.desk.problem(error, command.user_id);
    await deps.messenger.reply(command.user_id, { url: command.response_url, replace: false }, content);
  }
}

function only(content: MessageContent) {
  return { response_type: 'ephemeral' as const, ...content };
}
