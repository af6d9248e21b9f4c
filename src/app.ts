import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { WebClient } from '@slack/web-api';
import { createAuditWebhook } from './audit/webhook.ts';
import { createCampaignStore } from './campaigns/campaign-store.ts';
import { createCampaigns } from './campaigns/campaigns.ts';
import { createCampaignPoll } from './campaigns/work.ts';
import { startControlSocket } from './cli/control-socket.ts';
import { type Clock, systemClock } from './clock.ts';
import { commands } from './commands/registry.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { createHomeTabPublisher, createHomeTabs } from './home/publisher.ts';
import { createAccountOwners } from './identity/account-owners.ts';
import { createApprovers } from './identity/approvers.ts';
import { createDirectory } from './identity/directory.ts';
import { createIdentities } from './identity/identities.ts';
import { createLinks } from './identity/links.ts';
import { createManagers } from './identity/managers.ts';
import { createWhoActs } from './identity/who-acts.ts';
import { createReaders } from './languages/readers.ts';
import { createLazyLicenceReviews } from './licences/lazy-reviews.ts';
import { createScanFollowers } from './licences/report/follow-scan.ts';
import { createLicenceReports } from './licences/report/reports.ts';
import { createLicenceWatch } from './licences/report/watch.ts';
import { createWeeklyReport } from './licences/report/weekly.ts';
import { createLogger, type Logger } from './log.ts';
import { trustCertificates } from './network/certificates.ts';
import { proxySecrets } from './network/proxies.ts';
import { reasonOf } from './network/reason.ts';
import { createWayOut } from './network/way-out.ts';
import { createDailyAuditHead } from './notifications/audit-head.ts';
import { createDispatcher } from './notifications/dispatcher.ts';
import { createStandInTeller } from './notifications/send-stand-in.ts';
import { checkInSlack } from './policy/check-in-slack.ts';
import { createPolicyReload } from './policy/reload.ts';
import { createBatchStore } from './requests/batch-store.ts';
import { createClockWatch } from './requests/clock-set-back.ts';
import { createInventoryStore } from './requests/inventory-store.ts';
import { createRequestStore } from './requests/request-store.ts';
import { lookForRestore } from './requests/restored.ts';
import { createRetention } from './requests/retention.ts';
import { createScheduler } from './requests/scheduler.ts';
import { createSeatWatch } from './requests/seat-watch.ts';
import { createSecretStore } from './requests/secret-store.ts';
import { createTransition } from './requests/transition.ts';
import { createWaitingList } from './requests/waiting-list.ts';
import { createWorker } from './requests/worker.ts';
import { shutDown, stopOnSignals } from './shutdown.ts';
import { type BotIdentity, createApp, identifyBot } from './slack/bolt-app.ts';
import { createFiles } from './slack/files.ts';
import { createHttpServer, registerHealth, registerMetrics } from './slack/http-server.ts';
import { createMessenger } from './slack/messenger.ts';
import { createForms } from './slack/open-form.ts';
import { registerListeners } from './slack/register.ts';
import { createSlashName } from './slack/slash-command.ts';
import {
  createNoRetryClient,
  createPatientClient,
  createRetryingClient,
  instrumentedFetch,
} from './slack/web-api.ts';
import { createStandInStore } from './stand-ins/stand-in-store.ts';
import { createTimeAway } from './stand-ins/time-away.ts';
import { openStore, type Store } from './store/open.ts';
import { createTaskRunner } from './task-runner.ts';
import { createTelemetry } from './telemetry/create-telemetry.ts';
import { createReachability } from './telemetry/reachability.ts';
import { createZoom } from './zoom/zoom.ts';

/** A running bot. */
export interface Bot {
  readonly port: number;
  /** Reads `policy.yml` at once, for SIGHUP; otherwise within a second after it has changed. */
  reloadRules(): Promise<unknown>;
  /** Asks Zoom for something small, and says in the log why nobody could be helped where it does not answer. */
  tryZoom(): Promise<void>;
  /** Accepts no more work, finishes what is running and hands over the rest, in about seven seconds whatever hangs. */
  stop(): Promise<void>;
}

/** How many notifications that were left behind are taken over at a time. */
const DUE_NOTIFICATIONS = 16;

/**
 * Builds the parts of the bot and starts them.
 *
 * @param clock tests inject one that they can move
 * @throws ConfigError or Error with sentences for the operator
 */
export async function startBot(
  config: Config,
  logger: Logger = loggerOf(config),
  clock: Clock = systemClock,
): Promise<Bot> {
  const owner = randomUUID();
  const { policy, database } = config;
  const { apiUrl: slackApiUrl, botToken } = config.slack;
  const mode = config.slack.appToken ? 'socket' : 'http';
  for (const warning of config.policyWarnings) logger.warn(warning);

  // Slack, the store and Zoom
  trustCertificates(config.certificates);
  const wayOut = createWayOut(config.proxies);
  const telemetry = await createTelemetry(config.tracing, wayOut);
  const slack = createRetryingClient(config.slack, logger, telemetry, wayOut);
  const slackPatient = createPatientClient(config.slack, logger, telemetry, wayOut);
  const { home, bot, store } = await openSlackAndStore(config, slackPatient, logger, clock);
  const zoom = createZoom({
    ...config.zoom,
    licencesBought: () => policy.licences.bought,
    cache: store.cache,
    sharedState: store.sharedState,
    logger,
    telemetry,
    wayOut,
  });
  const slackNoRetry = createNoRetryClient(config.slack, logger, telemetry, wayOut);
  const messenger = createMessenger({
    slack,
    slackNoRetry,
    slackApiUrl,
    logger,
    fetch: instrumentedFetch(slackApiUrl, telemetry, wayOut),
    clock,
  });

  // People and requests
  const links = createLinks(store);
  const directory = createDirectory(slack, home, slackNoRetry);
  const whoActs = createWhoActs(directory);
  const requests = createRequestStore(store, owner, logger);
  const batches = createBatchStore(store);
  const inventories = createInventoryStore(store);
  const identities = createIdentities({ directory, links, zoom, policy, logger });
  const reviews = createLazyLicenceReviews({
    store,
    zoom,
    zoomPlan: config.zoom.plan,
    slack: slackPatient,
    directory,
    links,
    policy,
    logger,
    clock,
    owner,
  });
  const campaignStore = createCampaignStore(store, logger);
  const deps = {
    store,
    requests,
    batches,
    inventories,
    waitingList: createWaitingList(store),
    policy,
    identities,
    reviews,
    standIns: createStandInStore(store),
    campaignStore,
    campaigns: createCampaigns({ campaignStore, reviews, policy }),
    links,
    directory,
    readers: createReaders({ directory, policy }),
    whoActs,
    accountOwners: createAccountOwners({ directory, links }),
    approvers: createApprovers(slack, logger),
    managers: createManagers({ slack, policy, identities, logger }),
    zoom,
    messenger,
    homeTabs: createHomeTabs(createPatientClient(config.slack, logger, telemetry, wayOut)),
    slash: await createSlashName(store.cache),
    files: createFiles({ slack, slackApiUrl, botToken, fetch: wayOut.fetch }),
    secretStore: createSecretStore(clock),
    commands,
    homeTeamId: home.teamId,
    logger,
    telemetry,
    owner,
    clock,
  };
  const licenceReports = createLicenceReports(deps);
  const scanFollowers = createScanFollowers(deps);

  // The workflow
  const taskRunner = createTaskRunner(logger);
  const notifications = createDispatcher(deps, taskRunner);
  const homes = createHomeTabPublisher(deps, taskRunner);
  const { deliverSoon } = notifications;
  const { tellSoon, tellDue } = createStandInTeller(deps, taskRunner);
  const timeAway = createTimeAway({ ...deps, deliverSoon, tellSoon, homes });
  const transition = createTransition(deps, (request, written) => {
    deliverSoon(written);
    homes.changed(request);
    seatWatch.changed(request);
  });
  const seatWatch = createSeatWatch({ ...deps, transition }, taskRunner);
  const worker = createWorker({ ...deps, transition }, taskRunner);
  const { wake } = worker;
  const reloadRules = createPolicyReload({ ...deps, policyFile: config.policyFile, slack: slackPatient });
  const scheduler = createScheduler(
    { taskRunner, logger, clock },
    {
      'due requests': worker.workOnDue,
      'free licences': seatWatch.poll,
      'a clock that was set back': createClockWatch(deps),
      'expired inventories': () => inventories.purge(clock.now()),
      'the licence campaign': createCampaignPoll({ ...deps, transition, wake }),
      'due notifications': () => notifications.deliverDue(DUE_NOTIFICATIONS).then(() => false),
      'the audit head of the day': createDailyAuditHead(deps),
      'a changed policy': reloadRules,
      'stand-ins that end': timeAway.endOver,
      'what to tell about stand-ins': tellDue,
      'requests to delete': createRetention(deps),
      ...(config.auditWebhook
        ? { 'new audit entries': createAuditWebhook({ store, wayOut, logger, clock }, config.auditWebhook) }
        : {}),
      'the licences of the night': reviews.poll,
      'followers of a licence scan': scanFollowers.poll,
      'the licence report of the week': createWeeklyReport({ ...deps, licenceReports }),
      'what to tell about licences': createLicenceWatch({ ...deps, licenceReports }),
    },
  );

  // Listeners
  const server = createHttpServer(logger, config.keepAlive);
  const services = createReachability(
    [
      { name: 'slack', check: () => slack.auth.test() },
      { name: 'zoom', check: () => zoom.ping() },
    ],
    clock,
  );
  registerHealth(server, { name: 'store', check: () => requests.time() }, services);
  telemetry.watch(store, mode, services, reviews, taskRunner.count, clock);
  registerMetrics(server, telemetry.metrics);
  const app = await createApp(config, server, logger, telemetry, bot, wayOut);
  const forms = createForms({ ...deps, slack, seal: store.seal });
  registerListeners(app, {
    ...deps,
    licenceReports,
    scanFollowers,
    timeAway,
    transition,
    wake,
    deliverSoon,
    seatWatch,
    taskRunner,
    homes,
    forms,
    slack,
    seal: store.seal,
  });

  const control =
    database.kind === 'sqlite' ? await startControlSocket(database.file, store, reviews, logger) : undefined;
  if (store.kind === 'sqlite') await Promise.all([requests.takeOverAll(), campaignStore.takeOverAll()]);
  const tellOfRestore = await lookForRestore(deps);
  scheduler.start();
  const port = Number(await app.start());
  logger.info({ port, mode, store: store.kind }, 'Frontdesk is running');
  // Loads what the start does not need, so that the first command does not wait for it.
  taskRunner.later('warm up', 0, () => zoom.warmUp().then(() => undefined));

  if (tellOfRestore) taskRunner.later('a restored database', 0, tellOfRestore);

  const tryZoom = async () => {
    try {
      await zoom.ping();
    } catch (error) {
      const { kind } = error as { kind?: string };
      // Only the commands that need a scope say that it is missing.
      if (kind === 'missing-scopes') return;
      logger.warn(
        { reason: kind ?? reasonOf(error) },
        'Zoom cannot be used yet, so nobody can be helped. npm run doctor says what to mend.',
      );
    }
  };
  const stop = () => shutDown({ ...deps, app, scheduler, homes, taskRunner, notifications, control });
  return { port, reloadRules, tryZoom, stop };
}

/**
 * Asks Slack who the bot is and whether the policy can work there, and opens the store meanwhile. A wrong token is
 * reported first, because it may be what causes the other problems.
 *
 * @throws ConfigError or Error with sentences for the operator
 */
async function openSlackAndStore(
  config: Config,
  slack: WebClient,
  logger: Logger,
  clock: Clock,
): Promise<BotIdentity & { store: Store }> {
  const [identity, problems, store] = await Promise.allSettled([
    identifyBot(slack),
    checkInSlack(slack, config.policy),
    openStore(config.database, config.encryptionKey, logger, clock, config.formerKeys),
  ]);
  try {
    const us = resultOf(identity);
    if (resultOf(problems).length > 0) throw new ConfigError(resultOf(problems));
    return { ...us, store: resultOf(store) };
  } catch (error) {
    if (store.status === 'fulfilled') await store.value.close();
    throw error;
  }
}

function resultOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

function loggerOf(config: Config): Logger {
  const { logLevel, slack, zoom, encryptionKey, formerKeys, proxies, tracing, auditWebhook } = config;
  const secrets = [slack.botToken, slack.signingSecret, slack.appToken, zoom.clientSecret];
  const keys = [encryptionKey, ...formerKeys].map((key) => key.toString('base64'));
  return createLogger(logLevel, [
    ...secrets.flatMap((one) => one ?? []),
    ...keys,
    ...proxySecrets(proxies),
    ...Object.values(tracing?.headers ?? {}),
    ...(auditWebhook ? [auditWebhook.key.toString('base64')] : []),
  ]);
}

const help = `npm start

Runs the bot until it is stopped. Its settings are in .env and policy.yml: docs/install.md.
npm run doctor tries them all first. Stop it with Ctrl+C or SIGTERM: what was begun is finished.
`;

async function main(): Promise<void> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(help);
    return;
  }
  try {
    const bot = startBot(loadConfig(process.env));
    stopOnSignals(bot);
    process.on('SIGHUP', () => void bot.then((one) => one.reloadRules()).catch(() => undefined));
    await (await bot).tryZoom();
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [(error as Error).message];
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    process.stderr.write(`Frontdesk cannot start:\n${list}\ndocs/install.md shows how to set it up.\n`);
    process.exit(1);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
