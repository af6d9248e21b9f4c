import { reasonOf } from '../../network/reason.ts';
import { slackErrorOf } from '../../slack-errors.ts';
import { neededScopes, TOKEN_FIXES } from '../doctor/check-slack.ts';
import { ensureVariable, type Setup, slackClient } from './context.ts';
import { wrongToken } from './token-kinds.ts';

/** Step 2: the bot token and the app-level token. Each is tried as soon as it is pasted. */
export async function askSlackTokens(setup: Setup): Promise<void> {
  const { dialogue } = setup;
  dialogue.heading('2 of 5  Slack’s tokens');
  await ensureVariable(setup, {
    name: 'SLACK_BOT_TOKEN',
    key: 'slack_bot_token',
    what: 'a bot token',
    message: 'Bot token: OAuth & Permissions → Bot User OAuth Token (xoxb-…)',
    secret: true,
    check: (token) => checkBotToken(setup, token),
  });
  const { user, team, url } = await slackClient(setup).auth.test();
  dialogue.good(`@${user} in the workspace ${team} (${url}), with all ${neededScopes().length} scopes.`);
  await ensureVariable(setup, {
    name: 'SLACK_APP_TOKEN',
    key: 'slack_app_token',
    what: 'an app-level token',
    message: 'App-level token with connections:write: Basic Information → App-Level Tokens (xapp-…)',
    secret: true,
    check: (token) => checkAppToken(setup, token),
  });
  dialogue.good('Socket Mode: Slack opens a connection for the app.');
}

async function checkBotToken(setup: Setup, token: string): Promise<string | null> {
  const wrong = wrongToken(token, 'a bot token');
  if (wrong) return wrong;
  try {
    const answer = await slackClient(setup, token).auth.test();
    const granted = answer.response_metadata?.scopes;
    const missing = granted ? neededScopes().filter((scope) => !granted.includes(scope)) : [];
    if (missing.length === 0) return null;
    return `This token lacks ${missing.join(', ')}. Add ${missing.length === 1 ? 'it' : 'them'} under OAuth & Permissions → Scopes, click Reinstall, and paste the token again.`;
  } catch (error) {
    if (!isAnswer(error)) return unreachable(error);
    const code = slackErrorOf(error);
    return `Slack does not accept it (${code}). ${TOKEN_FIXES[code] ?? 'Copy it again.'}`;
  }
}

async function checkAppToken(setup: Setup, token: string): Promise<string | null> {
  const wrong = wrongToken(token, 'an app-level token');
  if (wrong) return wrong;
  try {
    await slackClient(setup, token).apps.connections.open({});
  } catch (error) {
    if (!isAnswer(error)) return unreachable(error);
    const code = slackErrorOf(error);
    return code === 'missing_scope'
      ? 'This token lacks connections:write. Generate another one with that scope.'
      : `Slack opens no connection with it (${code}). Switch Socket Mode on, and generate a token with connections:write.`;
  }
  const [, , own] = token.split('-');
  const other = await appOfBot(setup);
  return own && other && own !== other
    ? `This token is of the app ${own}, and the bot token of ${other}. Take both from one app.`
    : null;
}

/** Whether Slack has said no, rather than nothing. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'data' in error;
}

function unreachable(error: unknown): string {
  return `Slack cannot be reached (${reasonOf(error)}). Check the network, and set HTTPS_PROXY where only a proxy leads out.`;
}

/** The app that the bot token belongs to; `undefined` when Slack does not say. */
async function appOfBot(setup: Setup): Promise<string | undefined> {
  const slack = slackClient(setup);
  try {
    const { bot_id: bot } = await slack.auth.test();
    return bot ? (await slack.bots.info({ bot })).bot?.app_id : undefined;
  } catch {
    return undefined;
  }
}
