import type { WebClient } from '@slack/web-api';
import { type Config, ConfigError } from './config.ts';
import type { Logger } from './log.ts';
import { checkInSlack } from './policy/check-in-slack.ts';
import { type BotIdentity, identifyBot } from './slack/bolt-app.ts';
import { openStore, type Store } from './store/open.ts';

/**
 * Asks Slack who we are and whether the policy can work there, and opens the store meanwhile. Whatever is wrong, the
 * token's fault is told first: the others may come of it.
 *
 * @throws ConfigError or Error with sentences for the operator
 */
export async function openSlackAndStore(
  config: Config,
  slack: WebClient,
  logger: Logger,
): Promise<BotIdentity & { store: Store }> {
  const [identity, problems, store] = await Promise.allSettled([
    identifyBot(slack),
    checkInSlack(slack, config.policy),
    openStore(config.database, config.encryptionKey, logger),
  ]);
  try {
    const bot = resultOf(identity);
    if (resultOf(problems).length > 0) throw new ConfigError(resultOf(problems));
    return { ...bot, store: resultOf(store) };
  } catch (error) {
    if (store.status === 'fulfilled') await store.value.close();
    throw error;
  }
}

function resultOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
