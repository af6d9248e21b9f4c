import type { Arguments } from './arguments.ts';
import type { Alone } from './only-slack.ts';
import { startZoom } from './zoom/server.ts';

/** `--only zoom`: the local Zoom, for somebody else's client. */
export async function onlyZoom(wanted: Arguments): Promise<Alone> {
  const zoom = await startZoom({ port: wanted.port, plan: wanted.plan });
  const { accountId, clientId, clientSecret } = zoom.credentials;
  const limits = wanted.plan ? `the rate limits of the plan "${wanted.plan}"` : 'no rate limits';
  const text = `# A local Zoom with ${limits}
ZOOM_API_URL=${zoom.apiUrl}
ZOOM_OAUTH_URL=${zoom.oauthUrl}
ZOOM_ACCOUNT_ID=${accountId}
ZOOM_CLIENT_ID=${clientId}
ZOOM_CLIENT_SECRET=${clientSecret}
`;
  return { text, close: zoom.close };
}
