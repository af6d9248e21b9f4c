import { randomBytes } from 'node:crypto';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An opaque id that nobody can guess: 120 bits. */
export function newRequestId(): string {
  return `req_${randomBytes(15).toString('base64url')}`;
}

/** A reference that a person can read out on the phone and an operator can find in the log. */
export function newReference(): string {
  const letters = [...randomBytes(6)].map((byte) => LETTERS[byte % LETTERS.length]);
  return `FD-${letters.join('')}`;
}
