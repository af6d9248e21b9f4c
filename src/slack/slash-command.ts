import type { App } from '@slack/bolt';
import type { Keyv } from 'keyv';
import type { Command } from '../commands/define-command.ts';
import { helpForUnknown } from '../commands/general/help.ts';
import { MAX_COMMAND_LINE, parse } from '../commands/parse/parse.ts';
import type { Token } from '../commands/parse/token.ts';
import type { Actor } from '../identity/who-acts.ts';
import { asIs } from '../languages/text.ts';
import { visibleTo } from '../policy/access.ts';
import { commandsForOthers } from '../policy/allow.ts';
import { messageForClick } from '../requests/error-messages.ts';
import { formButton, keepLine } from '../requests/pages.ts';
import { isLate, isSlackAway } from '../slack-errors.ts';
import type { TaskRunner } from '../task-runner.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { cutPlain, join, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { type Problem, problemMessage, slackTooLate } from '../views/problem.ts';
import { answerHelp } from './answer-help.ts';
import type { Forms } from './open-form.ts';
import { runForSeveral } from './run-batch.ts';
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
  app.command(/.*/, async ({ command, ack }) => {
    deps.slash.seen(command.command);
    await runLine(
      deps,
      {
        text: command.text ?? '',
        slash: command.command,
        slackId: command.user_id,
        whoActs: () => deps.whoActs(command),
        triggerId: command.trigger_id,
        url: command.response_url,
      },
      (answer) => ack(answer && ephemeral(answer)),
    );
  });
}

/** A command line, typed or repeated by a button. */
export interface CommandLine {
  readonly text: string;
  /** The slash command's own name. */
  readonly slash: string;
  readonly slackId: string;
  /** @throws when Slack cannot tell whose workspace it is */
  whoActs(): Promise<Actor>;
  readonly triggerId: string;
  /** The `response_url`. */
  readonly url: string | null;
}

/**
 * Does what a command line says, or asks for what is missing.
 *
 * @param ack acknowledges to Slack, with an answer where there is one at once; called once
 */
export async function runLine(
  deps: SlashCommandDeps,
  line: CommandLine,
  ack: (answer?: MessageContent) => Promise<void>,
): Promise<void> {
  const { taskRunner } = deps;
  const parsed = await parseLine(deps, line);
  if (parsed.kind === 'too-long') {
    await ack(problemMessage(tooLong()));
  } else if (parsed.kind === 'help') {
    await ack(
      parsed.unknown ? await suggest(deps, line, parsed) : await answerHelp(deps, line.slackId, line.slash),
    );
  } else if (needsForm(parsed)) {
    if (taskRunner.modals.isFull) {
      await ack(problemMessage(busyRefusal().problem));
      return;
    }
    await ack();
    taskRunner.modals.add({ what: 'open a form', work: () => openForm(deps, line, parsed) });
  } else {
    try {
      await runParsed(deps, line, parsed, ack);
    } catch (error) {
      await ack(problemMessage(messageForClick(deps, error, line.slackId)));
    }
  }
}

/** Suggests only what this person may use. Slack is asked who that is only where there is something to suggest. */
async function parseLine(deps: SlashCommandDeps, { text, slackId }: CommandLine) {
  const { commands, policy } = deps;
  const without = (forOthers: ReadonlySet<string>) => () =>
    visibleTo(policy, commands, slackId, forOthers).map((one) => one.command);
  const parsed = parse(text, commands, without(new Set()));
  if (parsed.kind !== 'help' || !parsed.suggestions) return parsed;
  const forOthers = await commandsForOthers(deps, slackId);
  return forOthers.size > 0 ? parse(text, commands, without(forOthers)) : parsed;
}

/** Runs the command; where several people are named, for all of them. */
async function runParsed(
  deps: SlashCommandDeps,
  line: CommandLine,
  { command, values, subject, unread, people }: ParsedCommand,
  ack: () => Promise<void>,
): Promise<void> {
  const { slash, triggerId, url } = line;
  const invocation = {
    command,
    values,
    subject: subject ?? null,
    slash,
    ...(await line.whoActs()),
    triggerId,
    replyTo: { url, replace: false },
    ...(unread ? { unread: wordsOf(unread) } : {}),
  };
  if (!people) {
    await runCommand(deps, invocation, ack);
    return;
  }
  if (command.risk === 'read') throw new Error(`${command.name} takes one person`);
  await runForSeveral(deps, { ...invocation, command }, people, ack);
}

const tooLong = (): Problem => ({
  says: md`That’s longer than I can read in one go: ${MAX_COMMAND_LINE} characters at most.`,
  next: md`Nothing was changed. Please shorten it, or type only the command’s name to get its form.`,
});

/**
 * Something is missing or wrong, or a change was typed with words that were not understood; or a change was typed with
 * nothing but the person, though it has more fields.
 */
function needsForm({ command, values, missing, problems, unread }: ParsedCommand): boolean {
  const person = command.subject === 'named' ? 'person' : undefined;
  const hasOtherFields = command.fields.some((field) => field.name !== person);
  // A command's own parser may return values that are no fields of its form.
  const hasOtherValues = Object.entries(values).some(
    ([name, value]) => name !== person && value !== undefined,
  );
  const onlyPerson = command.risk !== 'read' && hasOtherFields && !hasOtherValues;
  const isUnclear = command.risk !== 'read' && unread !== undefined;
  return missing.length > 0 || Object.keys(problems).length > 0 || onlyPerson || isUnclear;
}

type ParsedHelp = Extract<ReturnType<typeof parse>, { kind: 'help' }>;

/** Offers the nearest things to do; what was typed after a mistyped name goes along. */
async function suggest(
  deps: SlashCommandDeps,
  line: CommandLine,
  parsed: ParsedHelp,
): Promise<MessageContent> {
  const { unknown = '', suggestions = [] } = parsed;
  const nearest = await Promise.all(
    suggestions.map(async ({ name, rest }) => {
      const title = deps.commands.find((one) => one.name === name)?.title ?? asIs(name);
      if (rest.length === 0) return { name, title };
      const typed = [name, ...rest.map(({ raw }) => raw)].join(' ');
      const value = await keepLine(deps.store.cache, { line: typed, slackId: line.slackId });
      return { name, title, value };
    }),
  );
  return answerMessage(helpForUnknown(unknown, nearest, line.slash));
}

/** Words of the command line as the person sees them. */
function wordsOf(tokens: readonly Token[]): Mrkdwn {
  const words = tokens.map(({ slackId, text }) => (slackId ? mention(slackId) : md`${cutPlain(text, 200)}`));
  return join(words, ' ');
}

async function openForm(deps: SlashCommandDeps, line: CommandLine, parsed: ParsedCommand): Promise<void> {
  const { slackId, url, slash, triggerId } = line;
  const { command, problems, unread, people } = parsed;
  const all = people?.join(',');
  const isSelf = command.subject === 'self';
  const values = all && !isSelf ? { ...parsed.values, person: all } : parsed.values;
  const subject = (isSelf ? all : undefined) ?? parsed.subject ?? null;
  const notRead = unread ? { unread: wordsOf(unread) } : {};
  try {
    const form = { command, values, problems, ...notRead, subject, slackId, replyUrl: url, slash };
    await deps.forms.open(form, triggerId);
  } catch (error) {
    const asked = { command: command.name, values, subject, slackId, slash, unread: notRead.unread?.source };
    const didNotOpen = isLate(error) || isSlackAway(error);
    const problem = didNotOpen
      ? { ...slackTooLate(), buttons: [await formButton(deps.store.cache, asked)] }
      : messageForClick(deps, error, slackId);
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
