import type { App, SlashCommand } from '@slack/bolt';
import type { Keyv } from 'keyv';
import type { Command } from '../commands/define-command.ts';
import { helpForUnknown } from '../commands/general/help.ts';
import { MAX_COMMAND_LINE, parse } from '../commands/parse/parse.ts';
import { visibleTo } from '../policy/access.ts';
import { answerQuery } from '../requests/answer-query.ts';
import { messageForClick } from '../requests/error-messages.ts';
import type { TaskRunner } from '../task-runner.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';
import { type Problem, problemMessage } from '../views/problem.ts';
import type { Forms } from './open-form.ts';
import { busyRefusal, type RunCommandDeps, runCommand } from './run-command.ts';

type ParsedCommand = Extract<ReturnType<typeof parse>, { kind: 'command' }>;

export type SlashCommandDeps = RunCommandDeps & {
  readonly taskRunner: Pick<TaskRunner, 'modals'>;
  readonly commands: readonly Command[];
  readonly forms: Pick<Forms, 'open'>;
  readonly slash: SlashName;
};

/** Listens to the slash command, whatever name the manifest gives it. */
export function registerSlashCommand(app: App, deps: SlashCommandDeps): void {
  const { taskRunner, commands, policy, slash } = deps;
  app.command(/.*/, async ({ command, ack }) => {
    slash.seen(command.command);
    const usable = () => visibleTo(policy, commands, command.user_id).map((one) => one.command);
    const parsed = parse(command.text ?? '', commands, usable);
    if (parsed.kind === 'too-long') {
      await ack(ephemeral(problemMessage(tooLong)));
    } else if (parsed.kind === 'help') {
      const { unknown, didYouMean } = parsed;
      const help = unknown
        ? answerMessage(helpForUnknown(unknown, didYouMean, command.command))
        : await answerHelp(deps, command);
      await ack(ephemeral(help));
    } else if (needsForm(parsed)) {
      if (taskRunner.modals.isFull) {
        await ack(ephemeral(problemMessage(busyRefusal().problem)));
        return;
      }
      await ack();
      taskRunner.modals.add({ what: 'open a form', work: () => openForm(deps, command, parsed) });
    } else {
      try {
        await runCommand(
          deps,
          {
            command: parsed.command,
            values: parsed.values,
            subject: parsed.subject ?? null,
            slash: command.command,
            ...(await deps.whoActs(command)),
            triggerId: command.trigger_id,
            replyTo: { url: command.response_url, replace: false },
          },
          ack,
        );
      } catch (error) {
        await ack(ephemeral(problemMessage(messageForClick(deps, error, command.user_id))));
      }
    }
  });
}

const tooLong: Problem = {
  says: md`That’s longer than I can read in one go: ${MAX_COMMAND_LINE.toLocaleString('en')} characters at most.`,
  next: md`Nothing was changed. Please shorten it, or type only the command’s name to get its form.`,
};

/** Something is missing or wrong; or a change was typed with nothing but the person, though it has more fields. */
function needsForm({ command, values, missing, problems }: ParsedCommand): boolean {
  const person = command.subject === 'named' ? 'person' : undefined;
  const hasOtherFields = command.fields.some((field) => field.name !== person);
  // A command's own parser may return values that are no fields of its form.
  const hasOtherValues = Object.entries(values).some(
    ([name, value]) => name !== person && value !== undefined,
  );
  const onlyPerson = command.risk !== 'read' && hasOtherFields && !hasOtherValues;
  return missing.length > 0 || Object.keys(problems).length > 0 || onlyPerson;
}

async function answerHelp(deps: SlashCommandDeps, command: SlashCommand): Promise<MessageContent> {
  const help = deps.commands.find((one) => one.name === 'help');
  if (help?.risk !== 'read') throw new Error('The help command is missing');
  const { content } = await answerQuery(deps, {
    command: help,
    values: {},
    subject: null,
    slash: command.command,
    requesterSlackId: command.user_id,
  });
  return content;
}

async function openForm(deps: SlashCommandDeps, command: SlashCommand, parsed: ParsedCommand): Promise<void> {
  const { user_id: slackId, response_url: url, command: slash } = command;
  try {
    await deps.forms.open(
      {
        command: parsed.command,
        values: parsed.values,
        problems: parsed.problems,
        subject: parsed.subject ?? null,
        slackId,
        replyUrl: url,
        slash,
      },
      command.trigger_id,
    );
  } catch (error) {
    const problem = messageForClick(deps, error, slackId);
    await deps.messenger.reply(slackId, { url, replace: false }, problemMessage(problem));
  }
}

function ephemeral(content: MessageContent) {
  return { response_type: 'ephemeral' as const, ...content };
}

/** The slash command's own name. The manifest decides it, and only payloads tell it. */
export interface SlashName {
  /** The name that was used last, such as `/zoom`; for messages and views that no slash command led to. */
  readonly current: string;
  seen(name: string): void;
}

const CACHE_KEY = 'slash-name';
const DEFAULT_NAME = '/zoom';

/** @param cache keeps the name over a restart */
export async function createSlashName(cache: Keyv): Promise<SlashName> {
  let current = (await cache.get<string>(CACHE_KEY)) ?? DEFAULT_NAME;
  return {
    get current() {
      return current;
    },
    seen(name) {
      if (name === current) return;
      current = name;
      // A store that fails just now must not fail the command.
      cache.set(CACHE_KEY, name).catch(() => undefined);
    },
  };
}
