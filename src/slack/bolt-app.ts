import { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Home } from '../identity/directory.ts';
import type { Logger } from '../log.ts';
import { direct, type WayOut } from '../network/way-out.ts';
import { isSlackAway, slackErrorOf, whyAway } from '../slack-errors.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { boltLogger } from './bolt-logger.ts';
import { createHttpReceiver } from './http-receiver.ts';
import type { HttpServer } from './http-server.ts';
import { withPipeline } from './receiver-pipeline.ts';
import { createSocketReceiver } from './socket-receiver.ts';
import { webApiOptions } from './web-api.ts';

/** The bot as Slack knows it. */
export interface BotIdentity {
  readonly home: Home;
  readonly bot: { readonly botId?: string; readonly botUserId?: string };
}

/**
 * Asks Slack which workspace and bot the token belongs to.
 *
 * @throws Error with a sentence for the operator when Slack does not accept the token
 */
export async function identifyBot(slack: WebClient): Promise<BotIdentity> {
  try {
    const answer = await slack.auth.test();
    const { enterprise_id: enterpriseId, bot_id: botId, user_id: botUserId } = answer;
    // Installed for a whole organisation, the bot has no workspace: the organisation takes its place.
    const teamId = answer.team_id || enterpriseId;
    if (!teamId) throw new Error('no team');
    return {
      home: { teamId, enterpriseId: enterpriseId ?? null },
      bot: { ...(botId && { botId }), ...(botUserId && { botUserId }) },
    };
  } catch (error) {
    const reason = slackErrorOf(error);
    if (isSlackAway(error)) {
      throw new Error(
        `Slack cannot be reached (${whyAway(error)}). Check the network, SLACK_API_URL and the proxy; npm run doctor tries the way.`,
      );
    }
    throw new Error(
      `Slack does not accept the bot token (${reason}). Check SLACK_BOT_TOKEN and SLACK_API_URL.`,
    );
  }
}

/**
 * Creates Bolt's App, over Socket Mode when there is an app token and over signed HTTP otherwise.
 *
 * @param bot from {@link identifyBot}; without it Bolt asks Slack itself
 */
export async function createApp(
  config: Pick<Config, 'slack' | 'port'>,
  server: HttpServer,
  logger: Logger,
  telemetry: Telemetry,
  bot: BotIdentity['bot'] = {},
  wayOut: WayOut = direct,
): Promise<App> {
  const { appToken, botToken, signingSecret } = config.slack;
  const receiver = appToken
    ? createSocketReceiver({ appToken, config, server, logger, wayOut })
    : createHttpReceiver({ server, signingSecret: signingSecret ?? '', port: config.port, logger });
  const app = new App({
    token: botToken,
    receiver: withPipeline(receiver, telemetry),
    clientOptions: webApiOptions(config.slack, telemetry, wayOut),
    logger: boltLogger(logger),
    // Bolt's default store throws, and catches, an Error for every payload.
    convoStore: false,
    // The bot listens to no messages, so there are none of its own to ignore.
    ignoreSelf: false,
    ...bot,
    tokenVerificationEnabled: !(bot.botId && bot.botUserId),
    // Without it a token that is not accepted is an unhandled rejection.
    deferInitialization: true,
    extendedErrorHandler: true,
  });
  await app.init();
  return app;
}
