import { readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkInSlack } from '../../policy/check-in-slack.ts';
import { boltLogger } from '../../slack/bolt-logger.ts';
import { askSlack } from './ask-slack.ts';
import { bad, type Finding, good, skipped, warning } from './finding.ts';
import { type Situation, silent } from './situation.ts';

const manifestSchema = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** What to do about Slack's words for a token that it does not take. */
const TOKEN: Readonly<Record<string, string>> = {
  invalid_auth: 'Copy the bot token again: Slack app → OAuth & Permissions.',
  account_inactive: 'The app was removed from the workspace: install it again and copy the new token.',
  token_revoked: 'The token was revoked: install the app again and copy the new token.',
  not_allowed_token_type: 'It is a token of another kind: use the bot token, which starts with xoxb-.',
};

/** The bot token and its scopes, the app token, and what the policy names in Slack. */
export async function checkSlack(situation: Situation): Promise<Finding[]> {
  const answer = await situation.slack();
  if (!answer) return [skipped('Slack token', 'SLACK_BOT_TOKEN or SLACK_API_URL cannot be used.')];
  const appToken = await checkAppToken(situation);
  if (!answer.ok) {
    const mend = TOKEN[answer.error] ?? 'Check SLACK_API_URL, the network and any proxy on the way.';
    return [
      bad('Slack token', `Slack does not accept the bot token (${answer.error}).`, mend),
      ...appToken,
      skipped('Slack channels', 'the bot token is not accepted.'),
    ];
  }
  return [
    good('Slack token', `Slack knows the bot token; it belongs to ${answer.team}.`),
    checkScopes(answer.scopes),
    ...appToken,
    ...(await checkPlaces(situation)),
  ];
}

function checkScopes(granted: readonly string[] | null): Finding {
  if (!granted) {
    return warning(
      'Slack scopes',
      'Slack did not say which scopes the token has.',
      'Compare them with manifest.yml.',
    );
  }
  const manifest = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'));
  const needed = manifestSchema.parse(manifest).oauth_config.scopes.bot;
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return good('Slack scopes', `The bot token has all ${needed.length} scopes.`);
  return bad(
    'Slack scopes',
    `The bot token lacks ${missing.join(', ')}.`,
    'Add them under OAuth & Permissions (or update the app from manifest.yml) and install the app again.',
  );
}

async function checkAppToken({ set }: Situation): Promise<Finding[]> {
  const { SLACK_APP_TOKEN: token, SLACK_API_URL: url } = set;
  if (!token || !url) return [];
  const { ok, error } = await askSlack(url, 'apps.connections.open', token);
  if (ok) return [good('Slack app token', 'Slack opens a Socket Mode connection with the app token.')];
  return [
    bad(
      'Slack app token',
      `Slack opens no Socket Mode connection with the app token (${error}).`,
      'Make one with connections:write under Basic Information → App-Level Tokens, and switch Socket Mode on.',
    ),
  ];
}

async function checkPlaces({ set, reading }: Situation): Promise<Finding[]> {
  if (!reading.policy) return [skipped('Slack channels', 'the policy cannot be read.')];
  const options = { slackApiUrl: set.SLACK_API_URL ?? '', timeout: 10_000, retryConfig: { retries: 0 } };
  const client = new WebClient(set.SLACK_BOT_TOKEN, { ...options, logger: boltLogger(silent) });
  const problems = await checkInSlack(client, reading.policy);
  if (problems.length === 0) {
    return [
      good(
        'Slack channels',
        'The channels and user groups of the policy are there, and the bot may use them.',
      ),
    ];
  }
  return problems.map((problem) =>
    bad(
      'Slack channels',
      problem,
      'Mend it in Slack or in the policy file; the bot does not start like this.',
    ),
  );
}
