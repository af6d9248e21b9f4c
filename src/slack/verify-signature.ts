import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Slack's rule: a request is valid for five minutes. Ours: in both directions. */
const TOLERANCE_SECONDS = 300;

export interface Signed {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
}

/**
 * Checks Slack's signature on the raw body (HMAC-SHA256 over `v0:timestamp:body`), and that the timestamp is neither
 * old nor in the future.
 *
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signatureVerifier(signingSecret: string): (signed: Signed, nowMs?: number) => boolean {
  const key: KeyObject = createSecretKey(signingSecret, 'utf8');
  return ({ timestamp, signature, body }, nowMs = Date.now()) => {
    if (!timestamp || !/^\d{1,12}$/.test(timestamp) || !signature?.startsWith('v0=')) return false;
    if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
    const expected = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest();
    const given = Buffer.from(signature.slice(3), 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}
