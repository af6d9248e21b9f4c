/**
 * Whether an address belongs to Slack: its own hosts over https, or the host of the configured Web API (any port), so
 * that a local Slack works too. A `response_url` and a file are taken from nowhere else.
 */
export function isSlackUrl(address: string, slackApiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.hostname === new URL(slackApiUrl).hostname) return url.protocol === new URL(slackApiUrl).protocol;
  return url.protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(url.hostname);
}
