import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { botEnvironment } from '../../sandbox/environment.ts';
import type { Message } from '../../sandbox/slack/desktop.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { type Bot, startBot } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { createClock, type MovableClock } from '../simulation/clock.ts';
import { defaultPolicy } from '../simulation/people.ts';
import { createDatabase } from '../simulation/postgres.ts';
import { newStoreFolder } from '../simulation/store-folder.ts';
import { checkExchange } from '../zoom/documented/check-exchange.ts';

/** A workplace: a local Slack, a local Zoom, and the real bot between them. */
export interface Workplace {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  readonly config: Config;
  /** The bot's clock, the database's time included. */
  readonly clock: MovableClock;
  /** Every line that the bot has logged. */
  readonly log: readonly string[];
  bot: Bot;
  as(handle: string): Person;
  /** Stops the bot and starts it again on the same store, with the rules of the first start unless told. */
  restart(policy?: string): Promise<void>;
  /** Writes `policy.yml` anew, while the bot runs. */
  writePolicy(text: string): void;
  close(): Promise<void>;
}

export interface WorkplaceOptions {
  readonly mode?: 'http' | 'socket';
  readonly store?: 'sqlite' | 'postgres';
  readonly policy?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly slack?: SlackOptions;
  /** Called when the local Slack listens, before the bot starts. */
  readonly onSlack?: (slack: SlackSandbox) => void;
}

export { defaultPolicy };

/** The bot gets what the manifest asks for and nothing more, so that a missing scope shows. */
const manifestScopes: readonly string[] = parse(readFileSync('manifest.yml', 'utf8')).oauth_config.scopes.bot;

function grantOnly({ workspace }: SlackSandbox, scopes: readonly string[]): void {
  workspace.scopes.clear();
  for (const scope of scopes) workspace.scopes.add(scope);
}

export async function openWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  const folder = newStoreFolder('frontdesk-test-');
  const zoom = await startZoom();
  // Whatever a test is about, the bot and the local Zoom speak as Zoom's documents say.
  const undocumented = new Set<string>();
  zoom.watch((exchange) => {
    for (const one of checkExchange(exchange)) undocumented.add(one);
  });
  const slack = await startSlack(options.slack);
  grantOnly(slack, manifestScopes);
  options.onSlack?.(slack);
  const database =
    options.store === 'postgres'
      ? await createDatabase((await import('vitest')).inject('postgresUrl'))
      : `file:${join(folder, 'desk.db')}`;
  const environment = {
    ...botEnvironment({ slack, zoom, database, mode: options.mode ?? 'http' }),
    ...options.env,
  };
  const log: string[] = [];
  const clock = createClock();
  const writePolicy = (text: string) => writeFileSync(join(folder, 'policy.yml'), text);
  const read = (policy: string) => {
    writePolicy(policy);
    return loadConfig(environment, folder);
  };
  const start = async (config: Config) => {
    const logger = createLogger('debug', [], { write: (line) => void log.push(line) });
    const bot = await startBot(config, logger, clock);
    if (options.mode !== 'socket') slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
    return bot;
  };
  const firstPolicy = options.policy ?? defaultPolicy;
  const config = read(firstPolicy);
  const workplace: Workplace = {
    slack,
    zoom,
    config,
    clock,
    log,
    bot: await start(config),
    as: (handle) => slack.as(handle),
    async restart(policy = firstPolicy) {
      await workplace.bot.stop();
      workplace.bot = await start(read(policy));
    },
    writePolicy,
    async close() {
      await workplace.bot.stop();
      await Promise.all([slack.close(), zoom.close()]);
      rmSync(folder, { recursive: true, force: true });
      if (undocumented.size > 0) throw new Error(`Not as Zoom documents it: ${[...undocumented].join('; ')}`);
    },
  };
  return workplace;
}

/** Everything that a message says, for comparing with what a person reads. */
export function textOf(message: Message | undefined): string {
  return message ? collect(message.blocks).join('\n') || message.text : '';
}

function collect(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collect);
  if (typeof value !== 'object' || value === null) return [];
  const { text, ...rest } = value as Record<string, unknown>;
  return [...(typeof text === 'string' ? [text] : collect(text)), ...Object.values(rest).flatMap(collect)];
}

/** How long a test waits for a message. A busy machine needs more time than people would. */
const PATIENCE_MS = 15_000;

/** Waits for a message that only this person sees and whose words match. */
export function reply(person: Person, words: RegExp, ms = PATIENCE_MS): Promise<Message> {
  return person.waitFor(() => person.ephemerals().find((one) => words.test(textOf(one))), ms);
}

/** Waits for a direct message from the bot whose words match. */
export function directMessage(person: Person, words: RegExp, ms = PATIENCE_MS): Promise<Message> {
  return person.waitFor(() => person.dms().find((one) => words.test(textOf(one))), ms);
}

/** Waits for a message in a channel whose words match. */
export function posted(person: Person, channel: string, words: RegExp, ms = PATIENCE_MS): Promise<Message> {
  return person.waitFor(() => person.messages(channel).find((one) => words.test(textOf(one))), ms);
}
