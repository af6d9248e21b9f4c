import { resolve } from 'node:path';
import { addressOf, ConfigError, environment, given } from '../config.ts';
import type { DatabaseAddress } from '../store/open.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The few settings that a command needs: it works where the bot could not start. */

export function policyFile(variables: Variables = process.env, folder = process.cwd()): string {
  return resolve(folder, given(variables).POLICY_FILE ?? './policy.yml');
}

/** @throws ConfigError */
export function databaseAddress(variables: Variables = process.env, folder = process.cwd()): DatabaseAddress {
  const result = environment.pick({ DATABASE_URL: true }).safeParse(given(variables));
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message));
  return addressOf(result.data.DATABASE_URL, folder);
}

/** Whether the key is kept in the environment instead of in a file beside the database. */
export function keyInEnvironment(variables: Variables = process.env): boolean {
  return given(variables).ENCRYPTION_KEY !== undefined;
}

/** `null` without a bot token. @throws ConfigError */
export function slackAccess(variables: Variables = process.env): { token: string; apiUrl: string } | null {
  const set = given(variables);
  if (!set.SLACK_BOT_TOKEN) return null;
  const result = environment.pick({ SLACK_BOT_TOKEN: true, SLACK_API_URL: true }).safeParse(set);
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message));
  return { token: result.data.SLACK_BOT_TOKEN, apiUrl: result.data.SLACK_API_URL };
}
