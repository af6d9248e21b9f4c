import { LogLevel, WebClient } from '@slack/web-api';
import { environment } from '../../config.ts';
import { trustCertificates } from '../../network/certificates.ts';
import { proxiesOf } from '../../network/proxies.ts';
import { createWayOut, type WayOut } from '../../network/way-out.ts';
import type { Variables } from '../../variables.ts';
import { OperatorError } from '../command-line.ts';
import type { Check, Dialogue } from './dialogue.ts';
import { type EnvFile, openEnvFile } from './env-file.ts';
import { openProgress, type Progress } from './progress.ts';

/** What every step of setup works on. */
export interface Setup {
  readonly folder: string;
  readonly dialogue: Dialogue;
  readonly env: EnvFile;
  readonly progress: Progress;
  readonly wayOut: WayOut;
  readonly slackUrl: string;
  readonly zoomUrl: string;
  readonly zoomOauthUrl: string;
}

/** Addresses that are kept in `.env` when they come from the environment: the sandbox, ZoomGov, a gateway. */
const ADDRESSES = ['SLACK_API_URL', 'ZOOM_API_URL', 'ZOOM_OAUTH_URL'] as const;

const settingsSchema = environment.pick({
  SLACK_API_URL: true,
  ZOOM_API_URL: true,
  ZOOM_OAUTH_URL: true,
  HTTPS_PROXY: true,
  HTTP_PROXY: true,
  ALL_PROXY: true,
  NO_PROXY: true,
  NODE_EXTRA_CA_CERTS: true,
});

/** @throws OperatorError when an address or a proxy in the environment is not valid */
export function openSetup(dialogue: Dialogue, folder: string, variables: Variables): Setup {
  const env = openEnvFile(folder, variables);
  const names = Object.keys(settingsSchema.shape);
  const set = Object.fromEntries(names.map((name) => [name, env.get(name)]));
  const settings = settingsSchema.safeParse(set);
  if (!settings.success) {
    throw new OperatorError(settings.error.issues.map((issue) => issue.message).join('\n'));
  }
  for (const name of ADDRESSES) {
    const value = variables[name];
    if (value) env.set(name, value);
  }
  trustCertificates(settings.data.NODE_EXTRA_CA_CERTS ?? null);
  return {
    folder,
    dialogue,
    env,
    progress: openProgress(folder),
    wayOut: createWayOut(proxiesOf(settings.data)),
    slackUrl: settings.data.SLACK_API_URL,
    zoomUrl: settings.data.ZOOM_API_URL,
    zoomOauthUrl: settings.data.ZOOM_OAUTH_URL,
  };
}

/** Slack's Web API with a token, or with that of `.env`. */
export function slackClient({ env, slackUrl, wayOut }: Setup, token = env.get('SLACK_BOT_TOKEN')): WebClient {
  return new WebClient(token, {
    slackApiUrl: slackUrl,
    fetch: wayOut.fetch,
    timeout: 20_000,
    retryConfig: { retries: 2, minTimeout: 500 },
    // Setup reports what goes wrong itself.
    logLevel: LogLevel.ERROR,
  });
}

interface Variable {
  readonly name: string;
  /** Its name in an answers file. */
  readonly key: string;
  /** Such as “a bot token”. */
  readonly what: string;
  readonly message: string;
  /** Whether it is hidden while it is typed. */
  readonly secret: boolean;
  readonly check: Check<string>;
}

/** Asks for a variable and writes it to `.env`. One that is there and works is kept, unless the person wants another. */
export async function ensureVariable(setup: Setup, variable: Variable): Promise<void> {
  const { dialogue, env } = setup;
  const { name, key, what, message, secret, check } = variable;
  const present = env.get(name);
  if (present !== undefined) {
    const problem = await check(present);
    if (problem === null && (await isKept(setup, what))) return;
    if (problem !== null) dialogue.careful(`${name} of .env cannot be used. ${problem}`);
  }
  const question = { key, message, check: (value: string) => unwritable(value) ?? check(value) };
  env.set(name, await (secret ? dialogue.secret(question) : dialogue.text(question)));
}

/** In a run that goes on after a stop, what works is not asked about again. */
export async function isKept({ dialogue, progress }: Setup, what: string): Promise<boolean> {
  if (progress.resumed) return true;
  const answer = await dialogue.choose({
    key: 'env_file',
    message: `There is ${what} already, and it works.`,
    choices: [
      { value: 'keep', label: 'Keep it' },
      { value: 'replace', label: 'Give another one', hint: 'it is overwritten in .env' },
    ],
    initial: 'keep',
  });
  return answer === 'keep';
}

/** Why a value cannot stand in `.env`, or was copied with something around it. */
export function unwritable(value: string): string | null {
  return /[\s"'`#\\]/.test(value)
    ? 'It has blanks or quotation marks in it. Copy it again, and nothing around it.'
    : null;
}
