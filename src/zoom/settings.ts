import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { settingsSchema } from './schemas/settings.ts';
import type { settingsChangesSchema } from './schemas/settings-changes.ts';

/** A Zoom user's settings. */
export type ZoomSettings = z.output<typeof settingsSchema>;
/** Changes to a user's settings; what is absent stays as it is. */
export type SettingsChanges = z.input<typeof settingsChangesSchema>;

/** Options of `settings.update`. */
export interface SettingsOptions extends CallOptions {
  /** Another part of the settings, with a shape of its own. */
  readonly option?: 'meeting_authentication' | 'recording_authentication' | 'meeting_security';
}

/** Options of `settings.get`. */
export interface ReadSettingsOptions extends SettingsOptions {
  /** Only these settings, such as `host_video`. */
  readonly fields?: readonly string[];
}

/** Settings of a user, by id or email address; every method throws ZoomError. */
export interface Settings {
  get(userId: string, options?: ReadSettingsOptions): Promise<ZoomSettings>;
  /**
   * How many people the user's meetings hold. It comes with the licence, so it is remembered for five minutes while the
   * licence stays the same, and mostly costs no call.
   *
   * @param type the user's licence type, as soon as it is known
   */
  meetingCapacity(userId: string, type: Promise<number>, options?: CallOptions): Promise<number | undefined>;
  update(userId: string, settings: SettingsChanges, options?: SettingsOptions): Promise<void>;
}

const FIVE_MINUTES = 300_000;

/** The calls about settings. */
export function createSettings({ call }: Client): Settings {
  const capacities = new LRUCache<string, { type: number; capacity: number }>({
    max: 5_000,
    ttl: FIVE_MINUTES,
  });
  const get: Settings['get'] = (userId, options = {}) => {
    const { fields = [] } = options;
    const query = {
      ...optionQuery(options),
      ...(fields.length === 0 ? {} : { custom_query_fields: fields.join(',') }),
    };
    return call('getSettings', { path: { userId }, query }, options);
  };
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
    update: (userId, settings, options = {}) =>
      call('updateSettings', { path: { userId }, query: optionQuery(options), body: settings }, options),
  };
}

const optionQuery = ({ option }: SettingsOptions) => (option === undefined ? {} : { option });
