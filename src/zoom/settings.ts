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
  update(userId: string, settings: SettingsChanges, options?: SettingsOptions): Promise<void>;
}

/** The calls about settings. */
export function createSettings({ call }: Client): Settings {
  return {
    get: (userId, options = {}) => {
      const { fields = [] } = options;
      const query = {
        ...optionQuery(options),
        ...(fields.length === 0 ? {} : { custom_query_fields: fields.join(',') }),
      };
      return call('getSettings', { path: { userId }, query }, options);
    },
    update: (userId, settings, options = {}) =>
      call('updateSettings', { path: { userId }, query: optionQuery(options), body: settings }, options),
  };
}

const optionQuery = ({ option }: SettingsOptions) => (option === undefined ? {} : { option });
