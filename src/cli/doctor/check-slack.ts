import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { absentApprovers } from '../../policy/channel-members.ts';
import { checkInSlack } from '../../policy/check-in-slack.ts';
import { bad, type CheckResult, good, skipped, warning } from './check-result.ts';
import { type DoctorContext, slackClient } from './context.ts';

const manifestSchema = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** What to do about Slack's errors for a token. */
export const TOKEN_FIXES: Readonly<Record<string, string>> = {
  invalid_auth: 'Copy the bot token again: Slack app → OAuth & Permissions.',
  account_inactive: 'The app was removed from the workspace: install it again and copy the new token.',
  token_revoked: 'The token was revoked: install the app again and copy the new token.',
  not_allowed_token_type: 'It is a token of another kind: use the bot token, which starts with xoxb-.',
};

/** The bot token and its scopes, the app token, and what the policy names in Slack. */
export async function checkSlack(context: DoctorContext): Promise<CheckResult[]> {
  const response = await context.slack();
  if (!response) return [skipped('Slack token', 'SLACK_BOT_TOKEN or SLACK_API_URL cannot be used.')];
  const appToken = await checkAppToken(context);
  if (!response.ok) {
    const fix = TOKEN_FIXES[response.error] ?? 'Check SLACK_API_URL, the network and any proxy on the way.';
    // Every answer over HTTP has a date.
    const says =
      response.date === null
        ? `Slack cannot be reached (${response.error}).`
        : `Slack does not accept the bot token (${response.error}).`;
    return [
      bad('Slack token', says, fix),
      ...appToken,
      skipped('Slack channels', 'the bot token could not be tried, or is not accepted.'),
    ];
  }
  return [
    good('Slack token', `Slack knows the bot token; it belongs to ${response.team}.`),
    checkScopes(response.scopes),
    ...appToken,
    ...(await checkChannels(context)),
  ];
}

function checkScopes(granted: readonly string[] | null): CheckResult {
  if (!granted) {
    return warning(
      'Slack scopes',
      'Slack did not say which scopes the token has.',
      'Compare them with manifest.yml.',
    );
  }
  const needed = neededScopes();
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return good('Slack scopes', `The bot token has all ${needed.length} scopes.`);
  return bad(
    'Slack scopes',
    `The bot token lacks ${missing.join(', ')}.`,
    'Add them under OAuth & Permissions (or update the app from manifest.yml) and install the app again.',
  );
}

/** The bot scopes of the manifest. */
export function neededScopes(): readonly string[] {
  const manifest = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'));
  return manifestSchema.parse(manifest).oauth_config.scopes.bot;
}

async function checkAppToken({ connection }: DoctorContext): Promise<CheckResult[]> {
  const response = await connection();
  if (!response) return [];
  const { ok, error } = response;
  if (ok) return [good('Slack app token', 'Slack opens a Socket Mode connection with the app token.')];
  return [
    bad(
      'Slack app token',
      `Slack opens no Socket Mode connection with the app token (${error}).`,
      'Make one with connections:write under Basic Information → App-Level Tokens, and switch Socket Mode on.',
    ),
  ];
}

async function checkChannels(context: DoctorContext): Promise<CheckResult[]> {
  const { policy } = context.reading;
  if (!policy) return [skipped('Slack channels', 'the policy cannot be read.')];
  const client = slackClient(context);
  const [problems, absent] = await Promise.all([
    checkInSlack(client, policy),
    absentApprovers(client, policy),
  ]);
  const unnotified = absent.map(({ slackId, channel, escalation }) =>
    escalation
      ? warning(
          'Slack approvers',
          `${slackId} is asked after an escalation, and is not a member of the approval channel ${channel}: they are written to directly, and do not see the card.`,
          'Invite them to the channel, so that they can look at the card.',
        )
      : warning(
          'Slack approvers',
          `${slackId} approves requests, and is not a member of the approval channel ${channel}: no card notifies them.`,
          'Invite them to the channel, or name somebody else in the policy.',
        ),
  );
  if (problems.length === 0) {
    return [
      good(
        'Slack channels',
        'The channels and user groups of the policy are there, and the bot may use them.',
      ),
      ...unnotified,
    ];
  }
  return [
    ...problems.map((problem) =>
      bad(
        'Slack channels',
        problem,
        'Fix it in Slack or in the policy file; the bot does not start like this.',
      ),
    ),
    ...unnotified,
  ];
}
