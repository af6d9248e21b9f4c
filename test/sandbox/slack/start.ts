import { ErrorCode, type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';

/** A local Slack with short timeouts, closed when the test ends. */
export async function slackForTest(options: SlackOptions = {}): Promise<SlackSandbox> {
  const slack = await startSlack({ ackTimeoutMs: 300, eventRetryDelaysMs: [0, 0, 0], ...options });
  onTestFinished(() => slack.close());
  return slack;
}

/** Slack's own client, pointed at the local Slack; `token: null` sends none. */
export function clientFor(slack: SlackSandbox, token?: string | null): WebClient {
  const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  return new WebClient(token === null ? undefined : (token ?? slack.botToken), {
    ...options,
    logger: silent,
  });
}

/** The answer's data when Slack refuses a call; fails when the call succeeds. */
export async function refusal(call: Promise<unknown>): Promise<WebAPIPlatformError['data']> {
  try {
    await call;
  } catch (error) {
    const platform = error as WebAPIPlatformError;
    if (platform.code === ErrorCode.PlatformError) return platform.data;
    throw error;
  }
  throw new Error('The call should have been refused');
}

export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};
