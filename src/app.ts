import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { startControlSocket } from './cli/control-socket.ts';
import { commands } from './commands/registry.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { createHomeTabs } from './home/home-tabs.ts';
import { createApprovers } from './identity/approvers.ts';
import { createDirectory } from './identity/directory.ts';
import { createIdentities } from './identity/identities.ts';
import { createLinks } from './identity/links.ts';
import { createLogger, type Logger } from './log.ts';
import { openSlackAndStore } from './open-slack-and-store.ts';
import { createDesk } from './requests/desk.ts';
import { createRequests } from './requests/requests.ts';
import { createSecretStore } from './requests/secret-store.ts';
import { createApp } from './slack/bolt-app.ts';
import { createFiles } from './slack/files.ts';
import { createHttpServer, registerHealth, registerMetrics } from './slack/http-server.ts';
import { createMessenger } from './slack/messenger.ts';
import { createForms } from './slack/open-form.ts';
import { registerListeners } from './slack/register.ts';
import { createSlashName } from './slack/slash-command.ts';
import { createNoRetryClient, createRetryingClient, instrumentedFetch } from './slack/web-api.ts';
import { stopOnSignals, within } from './stop.ts';
import { createTelemetry } from './telemetry/create-telemetry.ts';
import { createZoom } from './zoom/zoom.ts';

/** A running bot. */
export interface Bot {
  readonly port: number;
  /** Takes no more work, finishes what is running, hands over the rest: in about seven seconds, whatever hangs. */
  stop(): Promise<void>;
}

/** Milliseconds that each part of the end may take; together they stay well below the ten seconds that an orchestrator waits. */
const STOP_TIME = { listening: 3_500, working: 6_000, handingOver: 800, closing: 300 };

/**
 * Wires the parts and starts them.
 *
 * @throws ConfigError or Error with sentences for the operator
 */
export async function startBot(config: Config, logger: Logger = loggerOf(config)): Promise<Bot> {
  const owner = randomUUID();
  const telemetry = await createTelemetry(config.tracing);
  const slack = createRetryingClient(config.slack, logger, telemetry);
  const { home, bot, store } = await openSlackAndStore(config, slack, logger);
  const mode = config.slack.appToken ? 'socket' : 'http';
  const zoom = createZoom({
    ...config.zoom,
    cache: store.cache,
    sharedState: store.sharedState,
    logger,
    telemetry,
  });
  const links = createLinks(store);
  const directory = createDirectory(slack, home);
  const people = createIdentities({ directory, links, zoom, emailDomains: config.policy.emailDomains });
  const approvers = createApprovers(slack, logger);
  const { apiUrl: slackApiUrl } = config.slack;
  const messenger = createMessenger({
    slack,
    slackNoRetry: createNoRetryClient(config.slack, logger, telemetry),
    slackApiUrl,
    logger,
    fetch: instrumentedFetch(slackApiUrl, telemetry),
  });
  const requests = createRequests(store, owner);
  const slash = await createSlashName(store.cache);
  const { policy } = config;
  const { teamId: homeTeamId } = home;
  const desk = createDesk({
    ...{
      store,
      requests,
      policy,
      identities: people,
      links,
      approvers,
      zoom,
      messenger,
      commands,
      homeTeamId,
      logger,
      telemetry,
      owner,
    },
    slash,
    homeTabs: createHomeTabs(createRetryingClient(config.slack, logger, telemetry)),
    files: createFiles({ slack, slackApiUrl, botToken: config.slack.botToken }),
    secretStore: createSecretStore(),
  });

  const server = createHttpServer(logger);
  registerHealth(server, [
    { name: 'store', check: () => requests.time() },
    { name: 'slack', check: () => slack.auth.test() },
    { name: 'zoom', check: () => zoom.ping() },
  ]);
  telemetry.watch(store, mode);
  registerMetrics(server, async () => telemetry.metrics);
  const app = await createApp(config, server, logger, telemetry, bot);
  registerListeners(app, {
    desk,
    homes: desk.homes,
    taskRunner: desk.taskRunner,
    commands,
    forms: createForms({ slack, seal: store.seal, desk }),
    messenger,
    slack,
    seal: store.seal,
    slash,
    logger,
  });
  const { database } = config;
  const control =
    database.kind === 'sqlite' ? await startControlSocket(database.file, store, logger) : undefined;
  await desk.start();
  const port = Number(await app.start());
  logger.info({ port, mode, store: store.kind }, 'the desk is open');
  // What nothing needs to be open is loaded next: the first command should not wait for it either.
  desk.taskRunner.later('warm up', 0, () => zoom.warmUp().then(() => undefined));

  return {
    port,
    async stop() {
      const end = Date.now() + STOP_TIME.working;
      await within(app.stop(), STOP_TIME.listening);
      const left = Math.max(0, end - Date.now());
      const drained = await within(desk.stop(left), left + STOP_TIME.handingOver);
      if (!drained) logger.warn('some work was left for another process or the next start');
      await within(Promise.all([control?.stop(), zoom.close()]), STOP_TIME.closing);
      await within(store.close(), STOP_TIME.closing);
      await within(telemetry.close(), STOP_TIME.closing);
      logger.info('the desk is closed');
    },
  };
}

function loggerOf({ logLevel, slack, zoom, encryptionKey }: Config): Logger {
  const secrets = [slack.botToken, slack.signingSecret, slack.appToken, zoom.clientSecret];
  return createLogger(logLevel, [...secrets.flatMap((one) => one ?? []), encryptionKey.toString('base64')]);
}

async function main(): Promise<void> {
  try {
    const bot = startBot(loadConfig(process.env));
    stopOnSignals(bot);
    await bot;
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [(error as Error).message];
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    process.stderr.write(`Frontdesk cannot start:\n${list}\ndocs/install.md shows how to set it up.\n`);
    process.exit(1);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
