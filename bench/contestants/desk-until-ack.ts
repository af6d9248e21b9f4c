import { commands } from '../../src/commands/registry.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { createApp } from '../../src/slack/bolt-app.ts';
import { createHttpServer } from '../../src/slack/http-server.ts';
import { type ListenerDeps, registerListeners } from '../../src/slack/register.ts';
import { createSlashName } from '../../src/slack/slash-command.ts';
import { openStore } from '../../src/store/open.ts';
import { createTelemetry } from '../../src/telemetry/create-telemetry.ts';
import { report } from './report.ts';

/**
 * The bot's own way from Slack's request to the acknowledgement of a question, and not a step further: receiver, Bolt,
 * listener, parser. What goes on afterwards is left out, so that its CPU is not counted here.
 */
const config = loadConfig(process.env);
const logger = createLogger(config.logLevel);
const store = await openStore(config.database, config.encryptionKey, logger);
const server = createHttpServer(logger);
const telemetry = await createTelemetry(null);
await telemetry.watch(store, 'http');
const app = await createApp(config, server, logger, telemetry);
// Every job is refused, so that nothing goes on after the acknowledgement.
const queue = { add: () => false, isFull: false, running: 0, waiting: 0, capacity: 1 };
const deps = {
  policy: config.policy,
  taskRunner: { run: () => undefined, later: () => undefined, modals: queue, interactive: queue },
  commands,
  slash: await createSlashName(store.cache),
  slack: app.client,
  seal: store.seal,
  logger,
} as unknown as ListenerDeps;
registerListeners(app, deps);
report(Number(await app.start()));
