import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Client } from './client.ts';
import type { settingsChangesSchema, settingsSchema } from './operations/settings.ts';
import type { CallOptions } from './options.ts';

/** A Zoom user's settings. */
export type ZoomSettings = z.output<typeof settingsSchema>;
/** Changes to a user's settings; what is absent stays as it is. */
export type SettingsChanges = z.input<typeof settingsChangesSchema>;

/** Settings of a user, by id or email address; every method throws ZoomError. */
export interface Settings {
  get(userId: string, options?: CallOptions): Promise<ZoomSettings>;
  /**
   * How many people the user's meetings hold. It comes with the licence, so it is cached for five minutes while the
   * licence stays the same, and usually costs no call.
   *
   * @param type the user's licence type, as soon as it is known
   */
  meetingCapacity(userId: string, type: Promise<number>, options?: CallOptions): Promise<number | undefined>;
  update(userId: string, settings: SettingsChanges, options?: CallOptions): Promise<void>;
  /**
   * Names of the settings that the account's admins have locked, as far as it was seen within half a day: Zoom's User API
   * does not return them, but a locked setting keeps its value after an update.
   */
  locked(): ReadonlySet<string>;
  /** Whether these settings were seen to be locked. */
  rememberLocked(names: readonly string[], isLocked: boolean): void;
}

const FIVE_MINUTES = 300_000;
const HALF_A_DAY = 12 * 3_600_000;

/** What is known of settings, for all clients of one Zoom account. */
export interface SettingsMemory {
  readonly capacities: LRUCache<string, { type: number; capacity: number }>;
  readonly locked: LRUCache<string, true>;
}

export function createSettingsMemory(): SettingsMemory {
  return {
    capacities: new LRUCache({ max: 5_000, ttl: FIVE_MINUTES }),
    locked: new LRUCache({ max: 500, ttl: HALF_A_DAY }),
  };
}

/** The calls about settings. */
export function createSettings({ call }: Client, { capacities, locked }: SettingsMemory): Settings {
  const get: Settings['get'] = (userId, options) => call('getSettings', { path: { userId } }, options);
  return {
    get,
    async meetingCapacity(userId, type, options) {
      const known = capacities.get(userId);
      if (known && known.type === (await type)) return known.capacity;
      const [settings, licence] = await Promise.all([get(userId, options), type]);
      const capacity = settings.feature?.meeting_capacity;
      if (capacity !== undefined) capacities.set(userId, { type: licence, capacity });
      return capacity;
    },
    update: (userId, settings, options) =>
      call('updateSettings', { path: { userId }, body: settings }, options),
    locked: () => new Set(locked.keys()),
    rememberLocked(names, isLocked) {
      for (const name of names) {
        if (isLocked) locked.set(name, true);
        else locked.delete(name);
      }
    },
  };
}
