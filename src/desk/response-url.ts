/**
 * Whether an address may be one of Slack's `response_url`s: Slack's own hosts over https, or the host of the
 * configured Web API (any port), so that a local Slack works too. Nothing else is ever posted to.
 */
export function isResponseUrl(address: string, slackApiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.hostname === new URL(slackApiUrl).hostname) return url.protocol === new URL(slackApiUrl).protocol;
  return url.protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(url.hostname);
}
