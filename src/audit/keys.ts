import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Signs the audit log with a key that is not in the database: write access to the database alone is not enough to rewrite it. */
export interface AuditKeys {
  /** HMAC-SHA256 in hex, with the newest key. */
  sign(statement: string): string;
  /** The signatures that are valid, one for each key: those of before a change of the key stay so. */
  signatures(statement: string): readonly string[];
}

/** What the signature of an entry states. */
export function entryStatement(hash: string): string {
  return `entry ${hash}`;
}

/** What the signature of an entry states after a person was erased from it: its new content. */
export function erasureStatement(hash: string, contentHash: string): string {
  return `erased ${hash} ${contentHash}`;
}

/** What the signature of a shortened log states: it begins after this entry. */
export function startStatement({ seq, hash }: { readonly seq: number; readonly hash: string }): string {
  return `start ${seq} ${hash}`;
}

/** What the signed head states: the log ends with this entry. */
export function headStatement({ seq, hash }: { readonly seq: number; readonly hash: string }): string {
  return `head ${seq} ${hash}`;
}

/**
 * Derives the signing keys from the encryption keys with HKDF, for this purpose alone: neither key gives the other away,
 * and there is one secret to keep instead of two.
 *
 * @param encryptionKeys the newest first
 */
export function createAuditKeys(encryptionKeys: readonly [Buffer, ...Buffer[]]): AuditKeys {
  const [newest, ...former] = encryptionKeys;
  const keys = [newest, ...former].map((bytes) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', 'frontdesk audit log', 32))),
  );
  const signatures = (statement: string) =>
    keys.map((key) => createHmac('sha256', key).update(statement).digest('hex'));
  return { sign: (statement) => signatures(statement)[0] ?? '', signatures };
}
