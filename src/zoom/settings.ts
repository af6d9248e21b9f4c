import type { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { settingsSchema } from './schemas/settings.ts';

/** A Zoom user's settings. */
export type ZoomSettings = z.output<typeof settingsSchema>;

/** Settings of a user, by id or email address; every method throws ZoomError. */
export interface Settings {
  get(userId: string, options?: CallOptions): Promise<ZoomSettings>;
}

/** The calls about settings. */
export function createSettings({ call }: Client): Settings {
  return { get: (userId, options) => call('getSettings', { path: { userId } }, options) };
}
