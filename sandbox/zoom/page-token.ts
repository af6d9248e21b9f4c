import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.ts';

const minutes = 60 * 1_000;
const life = 15 * minutes;
const key = randomBytes(32);

const sign = (text: string) => createHmac('sha256', key).update(text).digest();

/**
 * A token for the next page. Nobody can make one, it lives 15 minutes, and it belongs to the request that it was
 * given for: that it is invalid with other parameters is a guess.
 */
export function givePageToken(offset: number, query: string): string {
  const payload = Buffer.from(JSON.stringify([offset, Date.now() + life])).toString('base64url');
  return `${payload}.${sign(payload + query).toString('base64url')}`;
}

/** Where the page of a token begins; throws for one that is invented, old or of another request. */
export function readPageToken(token: string, query: string): number {
  const refusal = new Refusal(400, 300, 'The next page token is invalid or expired.');
  const [payload = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(payload + query);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusal;
  const [offset, until] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [number, number];
  if (until <= Date.now()) throw refusal;
  return offset;
}
