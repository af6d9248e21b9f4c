import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { didYouMean } from '../policy/did-you-mean.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What was typed cannot be understood; its message says what to type instead. */
export class UsageError extends Error {}

/** It cannot be done; its message says why and what to do. */
export class OperatorError extends Error {}

export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** One command of those that an operator types. */
export interface OperatorCommand {
  /** As it is typed: `npm run audit`. */
  readonly name: string;
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** How many words it takes beside its options. */
  readonly words: number;
  /** @returns the exit code: 0 good, 1 something is wrong */
  run(given: Given, words: readonly string[], terminal: Terminal): Promise<number>;
}

const GOOD = 0;
const WRONG = 1;
const MISUSED = 2;

/** Runs a command as this process: reads what was typed, says what goes wrong in a sentence, sets the exit code. */
export async function runCommand(command: OperatorCommand): Promise<void> {
  const terminal = createTerminal();
  // Whoever pipes into `head` has read enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? GOOD : WRONG),
  );
  try {
    const { values, positionals } = read(command);
    if (values.help) terminal.say(command.help.trim());
    process.exitCode = values.help ? GOOD : await command.run(values, positionals, terminal);
  } catch (error) {
    process.exitCode = explain(error, command, terminal);
  }
}

function read(command: OperatorCommand) {
  const options: ParseArgsOptionsConfig = { ...command.options, help: { type: 'boolean', short: 'h' } };
  const { values, positionals, tokens } = parseArgs({
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) {
      const known = Object.keys(options).map((name) => `--${name}`);
      throw new UsageError(`There is no option ${token.rawName}. ${didYouMean(token.rawName, known)}`);
    }
    // A value that starts with "--" is the next option: this one was left without.
    if (option.type === 'string' && (!token.value || (!token.inlineValue && token.value.startsWith('--')))) {
      throw new UsageError(`${token.rawName} needs a value after it.`);
    }
    if (option.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value.`);
    }
  }
  const stray = positionals[command.words];
  if (stray !== undefined && !values.help)
    throw new UsageError(`“${stray}” is more than this command takes.`);
  return { values: values as Given, positionals };
}

function explain(error: unknown, command: OperatorCommand, terminal: Terminal): number {
  if (error instanceof UsageError) {
    terminal.complain(`${error.message}\n${command.name} -- --help shows what there is.`);
    return MISUSED;
  }
  if (error instanceof ConfigError) terminal.complain(error.problems.join('\n'));
  else terminal.complain(error instanceof Error ? error.message : String(error));
  return WRONG;
}
