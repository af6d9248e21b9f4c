import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Slack accepts five minutes of age. A timestamp in the future is refused just as well: it could be replayed for longer. */
const TOLERANCE_SECONDS = 300;

interface Signed {
  readonly timestamp: string;
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/** What a request claims by its headers; `null` when they cannot be Slack's, whatever its body is. */
function claimOf(headers: IncomingHttpHeaders, nowMs: number): Signed | null {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return null;
  if (typeof signature !== 'string' || !/^v0=[\da-f]{64}$/i.test(signature)) return null;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return null;
  return { timestamp, signature: signature.slice('v0='.length) };
}

/** Whether it is worth reading the body: signature and timestamp are there, well formed and of these minutes. */
export function couldBeSigned(headers: IncomingHttpHeaders, nowMs = Date.now()): boolean {
  return claimOf(headers, nowMs) !== null;
}

/** Decides whether a request comes from Slack, by its headers and its raw body. */
export type Verify = (headers: IncomingHttpHeaders, rawBody: Buffer, nowMs?: number) => boolean;

/**
 * Verifies Slack's signature: `x-slack-signature` has to be `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<raw body>`, and
 * `x-slack-request-timestamp` at most five minutes away from now.
 *
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function createVerifier(signingSecret: string): Verify {
  const key = createSecretKey(signingSecret, 'utf8');
  return (headers, rawBody, nowMs = Date.now()) => {
    const claim = claimOf(headers, nowMs);
    if (!claim) return false;
    const expected = createHmac('sha256', key).update(`v0:${claim.timestamp}:`).update(rawBody).digest();
    const given = Buffer.from(claim.signature, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}
