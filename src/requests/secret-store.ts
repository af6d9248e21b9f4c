import { LRUCache } from 'lru-cache';
import type { Secrets } from '../commands/field.ts';

const LIFE = 15 * 60_000;

/**
 * Holds what was typed into secret fields until the change is made. It is kept nowhere else: when the process ends,
 * it is gone, and the person is asked again.
 */
export interface SecretStore {
  keep(requestId: string, secrets: Secrets): void;
  /** `undefined`: never given, used, or lost with an earlier process. */
  look(requestId: string): Secrets | undefined;
  forget(requestId: string): void;
}

export function createSecretStore(): SecretStore {
  const kept = new LRUCache<string, Secrets>({ max: 1_000, ttl: LIFE });
  return {
    keep: (requestId, secrets) => void kept.set(requestId, secrets),
    look: (requestId) => kept.get(requestId),
    forget: (requestId) => void kept.delete(requestId),
  };
}
