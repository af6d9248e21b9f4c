import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type AuditKeys, createAuditKeys } from '../audit/keys.ts';
import { addressOf, ConfigError, environment, given } from '../config.ts';
import { fileProblem } from '../file-problem.ts';
import { trustCertificates } from '../network/certificates.ts';
import { proxiesOf } from '../network/proxies.ts';
import type { WayOut } from '../network/way-out.ts';
import { didYouMean } from '../policy/did-you-mean.ts';
import type { DatabaseAddress } from '../store/open.ts';
import { parseKeys } from '../store/seal.ts';
import type { ReadVariables, Variables } from '../variables.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** The arguments are not valid; the message says what to type instead. */
export class UsageError extends Error {}

/** The command failed; the message says why and what to do. */
export class OperatorError extends Error {}

export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** A command for the operator. */
export interface OperatorCommand {
  /** As it is typed: `npm run audit`. */
  readonly name: string;
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** How many positional arguments it takes at most. */
  readonly words: number;
  /** @returns the exit code: 0 for success, 1 when something is wrong */
  run(given: Given, words: readonly string[], terminal: Terminal): Promise<number>;
}

const GOOD = 0;
const WRONG = 1;
const MISUSED = 2;

/** Runs a command as this process: parses the arguments, reports errors as sentences, sets the exit code. */
export async function runCommand(command: OperatorCommand): Promise<void> {
  const terminal = createTerminal();
  // The reader of a pipe, such as `head`, may close it early.
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
    // parseArgs takes the next option as the value when the value is missing.
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
    // npm wants “--” before arguments; the command of the package does not.
    const help = command.name.startsWith('npm ') ? '-- --help' : '--help';
    terminal.complain(`${error.message}\n${command.name} ${help} shows what there is.`);
    return MISUSED;
  }
  if (error instanceof ConfigError) terminal.complain(error.problems.join('\n'));
  else terminal.complain(sentence(error));
  return WRONG;
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { path } = error as NodeJS.ErrnoException;
  return path ? `${path} cannot be used: ${fileProblem(error)}.` : error.message;
}

// A command validates only the variables that it needs, so that it works where the bot could not start.

/** The path of the policy file. */
export function policyFile(variables: Variables = process.env, folder = process.cwd()): string {
  return resolve(folder, valuesOf(variables, folder, ['POLICY_FILE']).POLICY_FILE ?? './policy.yml');
}

/** @throws ConfigError when `DATABASE_URL` is not valid */
export function databaseAddress(variables: Variables = process.env, folder = process.cwd()): DatabaseAddress {
  const result = environment
    .pick({ DATABASE_URL: true })
    .safeParse(valuesOf(variables, folder, ['DATABASE_URL']));
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message));
  return addressOf(result.data.DATABASE_URL, folder);
}

/** Whether the encryption key is in the environment instead of in a file beside the database. */
export function keyInEnvironment(variables: Variables = process.env): boolean {
  return valuesOf(variables, process.cwd(), ['ENCRYPTION_KEY']).ENCRYPTION_KEY !== undefined;
}

/** How a command asks Slack. */
export interface SlackAccess {
  readonly token: string;
  readonly apiUrl: string;
  readonly wayOut: WayOut;
}

const slackVariables = environment.pick({
  SLACK_BOT_TOKEN: true,
  SLACK_API_URL: true,
  HTTPS_PROXY: true,
  HTTP_PROXY: true,
  ALL_PROXY: true,
  NO_PROXY: true,
  NODE_EXTRA_CA_CERTS: true,
});

/**
 * The keys that the audit log of this database is signed with: from `ENCRYPTION_KEY`, or from the file beside it.
 *
 * @returns `null` when there is none
 * @throws ConfigError when it is not valid
 */
export function auditKeys(address: DatabaseAddress, variables: Variables = process.env): AuditKeys | null {
  const keyFile = address.kind === 'sqlite' ? `${address.file}.key` : null;
  const inFile = keyFile && existsSync(keyFile) ? readKey(keyFile) : undefined;
  const inVariables = valuesOf(variables, process.cwd(), ['ENCRYPTION_KEY']).ENCRYPTION_KEY;
  const text = inVariables ?? inFile;
  if (text === undefined) return null;
  const keys = parseKeys(text);
  if (!keys)
    throw new ConfigError([`${inVariables ? 'ENCRYPTION_KEY' : keyFile} must hold 32 bytes in base64.`]);
  return createAuditKeys(keys);
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperatorError(
      `${file} cannot be read: ${fileProblem(error)}. Run this as the user that the bot runs as.`,
    );
  }
}

/**
 * @returns `null` without a bot token
 * @throws ConfigError when the token, `SLACK_API_URL` or a proxy is not valid
 */
export async function slackAccess(variables: Variables = process.env): Promise<SlackAccess | null> {
  const set = valuesOf(variables, process.cwd(), Object.keys(slackVariables.shape));
  if (!set.SLACK_BOT_TOKEN) return null;
  const result = slackVariables.safeParse(set);
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message));
  // Loaded only by the commands that ask Slack.
  const { createWayOut } = await import('../network/way-out.ts');
  trustCertificates(result.data.NODE_EXTRA_CA_CERTS ?? null);
  return {
    token: result.data.SLACK_BOT_TOKEN,
    apiUrl: result.data.SLACK_API_URL,
    wayOut: createWayOut(proxiesOf(result.data)),
  };
}

/** @throws ConfigError when a variable of these names cannot be read */
function valuesOf(variables: Variables, folder: string, names: readonly string[]): ReadVariables['values'] {
  const { values, problems } = given(variables, folder);
  const unreadable = problems.filter(({ name }) => names.includes(name));
  if (unreadable.length > 0) throw new ConfigError(unreadable.map(({ sentence }) => sentence));
  return values;
}
