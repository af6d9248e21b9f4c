import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a sealed text is for. One that was sealed for something else does not open: a row cannot pass for a form. */
export type Purpose = 'form' | 'reply-to' | 'inventory' | 'licence' | 'campaign' | `cache:${string}`;

/** Encrypts short texts so that they cannot be read, changed or used for another purpose without the key. */
export interface Seal {
  /** Encrypts with AES-256-GCM and a random nonce; returns base64url. */
  close(purpose: Purpose, text: string): string;
  /** The text, or `undefined` when it was sealed with another key or for another purpose, or has been changed. */
  open(purpose: Purpose, sealed: string): string | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param bytes the encryption key: 32 bytes
 * @param former earlier ones: what they sealed still opens
 */
export function createSeal(bytes: Buffer, former: readonly Buffer[] = []): Seal {
  // A key object, because preparing the key from bytes for each text took three quarters of the time.
  const key = createSecretKey(bytes);
  const keys = [key, ...former.map((one) => createSecretKey(one))];
  const openWith = (purpose: Purpose | undefined, sealed: string) => {
    for (const one of keys) {
      const text = decrypt(one, sealed, purpose);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  return {
    close(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(purpose, sealed) {
      const text = openWith(purpose, sealed);
      // Requests that were open when purposes came in keep the address of their answer.
      return text === undefined && purpose === 'reply-to' ? openWith(undefined, sealed) : text;
    },
  };
}

/** @param purpose `undefined` for a text that was sealed before there were purposes */
function decrypt(key: KeyObject, sealed: string, purpose: Purpose | undefined): string | undefined {
  try {
    const whole = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(whole.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    if (purpose) decipher.setAAD(Buffer.from(purpose));
    const body = whole.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** At least one key, the newest first: it seals and signs. */
export type EncryptionKeys = readonly [Buffer, ...Buffer[]];

/**
 * Encryption keys in base64, the newest first, separated by commas or spaces.
 *
 * @returns `null` unless each has 32 bytes
 */
export function parseKeys(text: string): EncryptionKeys | null {
  const [newest, ...former] = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => Buffer.from(one, 'base64'));
  if (!newest || [newest, ...former].some(({ length }) => length !== 32)) return null;
  return [newest, ...former];
}

/**
 * The encryption keys of an embedded store: read from the file beside the database, created at the first start (mode 600).
 *
 * @throws when the file exists but does not hold 32 bytes in base64 on each line
 */
export function keysBeside(databaseFile: string): EncryptionKeys {
  const file = `${databaseFile}.key`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const keys = parseKeys(readFileSync(file, 'utf8'));
  if (!keys) throw new Error(`${file} must hold 32 bytes in base64. Restore it, or delete it.`);
  return keys;
}
