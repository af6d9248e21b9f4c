import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
let lastMicros = 0;

/** An id as Slack writes them: a letter for its kind and ten upper-case characters, such as `V0K2M8QZ1TA`. */
export function makeId(prefix: string): string {
  const tail = [...randomBytes(9)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${prefix}0${tail}`;
}

/** A message timestamp, `seconds.micros`: unique in the whole workspace and always rising, so it sorts as text. */
export function makeTs(): string {
  lastMicros = Math.max(Date.now() * 1000, lastMicros + 1);
  return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
}

/** Slack gives every block and element that has no id a short random one. */
export function makeBlockId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}

/** A view's hash, `seconds.random`; it changes with each update of the view. */
export function makeHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}

/** A secret of the given number of bytes, in hexadecimal digits. */
export function makeSecret(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
