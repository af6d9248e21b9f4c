import { commands } from '../../src/commands/registry.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { visibleTo } from '../../src/requests/access.ts';
import type { Desk } from '../../src/requests/desk.ts';
import { createApp } from '../../src/slack/bolt-app.ts';
import type { ListenerDeps } from '../../src/slack/deps.ts';
import { createHttpServer } from '../../src/slack/http-server.ts';
import { registerListeners } from '../../src/slack/register.ts';
import { createSlashName } from '../../src/slack/slash-name.ts';
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
// What would go on afterwards is not taken in, so the timer that waits for it ends as well.
const line = { join: () => false, isFull: false, running: 0, waiting: 0, room: 1 };
const nothing = { run: () => undefined, later: () => undefined, running: 0, drain: async () => true };
const desk = {
  visible: (slackId: string) => visibleTo(config.policy, commands, slackId).map(({ command }) => command),
  taskRunner: { ...nothing, windows: line, people: line, due: line, notices: line },
} as unknown as Desk;
const deps = {
  ...{ desk, commands, logger, homeTeamId: 'T0BENCH' },
  slash: await createSlashName(store.cache),
} as unknown as ListenerDeps;
registerListeners(app, deps, app.client, store.seal);
report(Number(await app.start()));
