import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/** Encrypts small texts so that nobody without the key can read or change them. */
export interface Seal {
  /** AES-256-GCM, a fresh nonce each time; the answer is base64url. */
  close(text: string): string;
  /** The text, or `undefined` when it was not sealed with this key or was changed on the way. */
  open(sealed: string): string | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param bytes 32 of them, the `ENCRYPTION_KEY`. */
export function createSeal(bytes: Buffer): Seal {
  // Made once: a key given as bytes is prepared anew for each text, which took three quarters of the time.
  const key = createSecretKey(bytes);
  return {
    close(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      try {
        const whole = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(whole.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const body = whole.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
