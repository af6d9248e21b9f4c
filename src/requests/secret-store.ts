import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Secrets } from '../commands/field.ts';

const TTL = 15 * 60_000;

/**
 * Keeps what was typed into secret fields until the change is made, in this process's memory only: when the process
 * ends, the person is asked again.
 */
export interface SecretStore {
  keep(requestId: string, secrets: Secrets): void;
  /** `undefined`: never given, used already, or lost with an earlier process. */
  look(requestId: string): Secrets | undefined;
  forget(requestId: string): void;
}

export function createSecretStore(clock: Clock): SecretStore {
  const kept = new LRUCache<string, Secrets>({ max: 1_000, ttl: TTL, perf: clock });
  return {
    keep: (requestId, secrets) => void kept.set(requestId, secrets),
    look: (requestId) => kept.get(requestId),
    forget: (requestId) => void kept.delete(requestId),
  };
}
