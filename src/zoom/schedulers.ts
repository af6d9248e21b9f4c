import type { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { schedulersSchema } from './schemas/assistants.ts';

/** Somebody for whom a user may schedule meetings: the other end of an assistant. */
export type Scheduler = z.output<typeof schedulersSchema>['schedulers'][number];

/** Schedulers of a user, by id or email address; every method throws ZoomError. */
export interface Schedulers {
  list(userId: string, options?: CallOptions): Promise<Scheduler[]>;
  /** @param schedulerId Zoom's id; that an email works is not documented. */
  remove(userId: string, schedulerId: string, options?: CallOptions): Promise<void>;
  /** After it the user schedules for nobody. */
  removeAll(userId: string, options?: CallOptions): Promise<void>;
}

/** The calls about schedulers. */
export function createSchedulers({ call }: Client): Schedulers {
  return {
    list: async (userId, options) => (await call('listSchedulers', { path: { userId } }, options)).schedulers,
    remove: (userId, schedulerId, options) =>
      call('deleteScheduler', { path: { userId, schedulerId } }, options),
    removeAll: (userId, options) => call('deleteSchedulers', { path: { userId } }, options),
  };
}
