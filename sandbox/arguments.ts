import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm run sandbox` was asked for. */
export interface Arguments {
  readonly only: 'slack' | 'zoom' | null;
  readonly port: number;
  /** Tokens that are the same at each start. */
  readonly fixed: boolean;
  /** Where the local Slack sends its payloads; without it, over Socket Mode. */
  readonly requestUrl: string | null;
  readonly manifest: string | null;
  readonly rateLimits: boolean;
  /** Where on Enterprise Grid the app is installed; null: no Grid. */
  readonly grid: 'workspace' | 'organisation' | null;
  /** The Zoom plan whose rate limits are kept; null keeps none. */
  readonly plan: 'free' | 'pro' | 'business' | null;
}

/** A wrong argument, as a sentence for the person who typed it. */
export class ArgumentError extends Error {}

export const help = `npm run sandbox                         the bot, a local Slack with its page and a local Zoom
npm run sandbox -- --only slack         the local Slack alone, for a bot of your own
npm run sandbox -- --only zoom          the local Zoom alone

With --only slack:
  --request-url http://localhost:3000/slack/events
                      where your bot listens; without it the bot connects by Socket Mode
  --manifest file     your app's manifest (YAML or JSON): its name, commands, scopes and events;
                      without it every command is delivered and everything is allowed
  --fixed             tokens and signing secret that are the same at each start
  --rate-limits       answer 429 beyond Slack's rate limits
  --grid workspace|organisation
                      a workspace on Enterprise Grid, with the app installed there or for everybody

With --only zoom:
  --plan free|pro|business
                      keep the rate limits of this plan

SANDBOX_PORT moves it: 4000 for the page and Slack, 4001 for Zoom alone, 0 for any free port.
LOG_LEVEL=debug shows what the bot does.
`;

const options = {
  only: { type: 'string' },
  'request-url': { type: 'string' },
  manifest: { type: 'string' },
  fixed: { type: 'boolean', default: false },
  'rate-limits': { type: 'boolean', default: false },
  grid: { type: 'string' },
  plan: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line; `help` when that is what was asked for.
 *
 * @throws {@link ArgumentError} for anything that is not understood
 */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Arguments | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const only = choice('--only', values.only, ['slack', 'zoom']);
  const slackOnly = ['request-url', 'manifest', 'fixed', 'rate-limits', 'grid'] as const;
  const stray = slackOnly.find((name) => values[name] !== undefined && values[name] !== false);
  if (stray && only !== 'slack') throw new ArgumentError(`--${stray} goes with --only slack.`);
  if (values.plan !== undefined && only !== 'zoom') throw new ArgumentError('--plan goes with --only zoom.');
  const requestUrl = values['request-url'] ?? null;
  if (requestUrl !== null && !/^https?:/.test(URL.parse(requestUrl)?.protocol ?? '')) {
    throw new ArgumentError(
      `--request-url is to be an address such as http://localhost:3000/slack/events, not ${requestUrl}.`,
    );
  }
  return {
    only,
    requestUrl,
    fixed: values.fixed,
    rateLimits: values['rate-limits'],
    grid: choice('--grid', values.grid, ['workspace', 'organisation']),
    // npm runs in the project's folder; INIT_CWD is where the person was.
    manifest: values.manifest === undefined ? null : resolve(env.INIT_CWD ?? '.', values.manifest),
    plan: choice('--plan', values.plan, ['free', 'pro', 'business']),
    port: portIn(env.SANDBOX_PORT, only === 'zoom' ? 4001 : 4000),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Node's own sentence names the argument; its advice about "--" is of no use here.
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new ArgumentError(`${said}.`);
  }
}

function choice<T extends string>(name: string, given: string | undefined, known: readonly T[]): T | null {
  if (given === undefined) return null;
  const found = known.find((one) => one === given);
  if (found === undefined) throw new ArgumentError(`${name} takes ${known.join(' or ')}, not "${given}".`);
  return found;
}

function portIn(given: string | undefined, usual: number): number {
  if (given === undefined || given === '') return usual;
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535) {
    throw new ArgumentError(`SANDBOX_PORT is to be a number up to 65535, not "${given}".`);
  }
  return Number(given);
}
