import { createHmac } from 'node:crypto';

/**
 * Slack's request signature, version 0: `v0=` and the HMAC-SHA256 of `v0:timestamp:body` in hexadecimal digits
 * (docs.slack.dev, Verifying requests from Slack).
 *
 * @param timestamp seconds since 1970
 * @param body the raw bytes of the request, as text
 */
export function sign(signingSecret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
