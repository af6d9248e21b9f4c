import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { createLogger } from '../../src/log.ts';
import { type DatabaseAddress, openStore, type Store } from '../../src/store/open.ts';
import { createDatabase } from '../simulation/postgres.ts';
import { newStoreFolder } from '../simulation/store-folder.ts';

export const kinds = ['sqlite', 'postgres'] as const;

export interface Opened {
  readonly store: Store;
  readonly address: DatabaseAddress;
  readonly key: Buffer;
  /** What the store has logged. */
  readonly log: readonly string[];
  /** The same database with the same or another key, as another replica would open it. */
  again(key?: Buffer): Promise<Store>;
  /** Closes the store and opens it again, as a restart does. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A fresh store of this kind. */
export async function openFresh(kind: (typeof kinds)[number], clock?: Clock): Promise<Opened> {
  const folder = newStoreFolder('frontdesk-store-');
  const address: DatabaseAddress =
    kind === 'sqlite'
      ? { kind, file: join(folder, 'desk.db') }
      : { kind, url: await createDatabase(inject('postgresUrl')) };
  const log: string[] = [];
  const logger = createLogger('debug', [], { write: (line) => void log.push(line) });
  const key = randomBytes(32);
  let store = await openStore(address, key, logger, clock);
  return {
    get store() {
      return store;
    },
    address,
    key,
    log,
    again: (other = key) => openStore(address, other, logger, clock),
    async reopen() {
      await store.close();
      store = await openStore(address, key, logger, clock);
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
