/**
 * Whether an address belongs to Slack: its own hosts over https, or the host of the configured Web API (any port), so
 * that a local Slack works too. A `response_url` and a file are taken from nowhere else.
 */
export function isSlackUrl(address: string, slackApiUrl: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  const ours = new URL(slackApiUrl);
  if (url.hostname === ours.hostname) return url.protocol === ours.protocol;
  return url.protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(url.hostname);
}
