/** What can be copied from Slack's pages by mistake, by how it looks. The first that fits counts. */
const KINDS: readonly (readonly [looks: RegExp, kind: string, place: string])[] = [
  [/^xoxb-/, 'a bot token', 'OAuth & Permissions → Bot User OAuth Token (xoxb-…)'],
  [/^xapp-/, 'an app-level token', 'Basic Information → App-Level Tokens (xapp-…)'],
  [
    /^xoxe\.xox[bp]-/,
    'an app configuration token',
    'api.slack.com/apps → Your App Configuration Tokens (xoxe.xoxp-…)',
  ],
  [/^xoxe-/, 'a refresh token', ''],
  [/^xox[ps]-/, 'a user token', ''],
  [/^[0-9a-f]{32}$/i, 'a signing secret or client secret', ''],
  [/^\d+\.\d+$/, 'a client id', ''],
  [/^A[A-Z0-9]{8,}$/, 'an app id', ''],
];

type Kind = 'a bot token' | 'an app-level token' | 'an app configuration token';

/** Why a text cannot be the token that is wanted, and where that one is; `null` when it looks right. */
export function wrongToken(token: string, wanted: Kind): string | null {
  const kind = KINDS.find(([looks]) => looks.test(token))?.[1];
  if (kind === wanted) return null;
  const place = KINDS.find(([, name]) => name === wanted)?.[2];
  return `That is ${kind ?? 'no token of Slack'}; what is needed is ${wanted}: ${place}.`;
}
