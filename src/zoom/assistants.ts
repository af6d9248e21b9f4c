import type { z } from 'zod';
import type { Client } from './client.ts';
import type { assistantsSchema, newAssistantsSchema, schedulersSchema } from './operations/assistants.ts';
import type { CallOptions } from './options.ts';

/** Somebody who may schedule meetings for a user. */
type Assistant = z.output<typeof assistantsSchema>['assistants'][number];
/** Somebody to become an assistant, by id or by email, not both. */
type NewAssistant = z.input<typeof newAssistantsSchema>['assistants'][number];
/** Somebody for whom a user may schedule meetings: the other end of an assistant. */
type Scheduler = z.output<typeof schedulersSchema>['schedulers'][number];

/** Assistants of a user, by id or email address; every method throws ZoomError. */
export interface Assistants {
  list(userId: string, options?: CallOptions): Promise<Assistant[]>;
  /** All of them or none: Zoom refuses the whole list for one it does not accept. One to 30. */
  add(userId: string, assistants: readonly NewAssistant[], options?: CallOptions): Promise<void>;
  /** @param assistantId Zoom's id; that an email works is not documented. */
  remove(userId: string, assistantId: string, options?: CallOptions): Promise<void>;
  removeAll(userId: string, options?: CallOptions): Promise<void>;
}

/** Schedulers of a user, by id or email address; every method throws ZoomError. */
export interface Schedulers {
  list(userId: string, options?: CallOptions): Promise<Scheduler[]>;
  /** @param schedulerId Zoom's id; that an email works is not documented. */
  remove(userId: string, schedulerId: string, options?: CallOptions): Promise<void>;
  /** Afterwards the user schedules for nobody. */
  removeAll(userId: string, options?: CallOptions): Promise<void>;
}

/** The calls about assistants. */
export function createAssistants({ call }: Client): Assistants {
  return {
    list: async (userId, options) => (await call('listAssistants', { path: { userId } }, options)).assistants,
    add: async (userId, assistants, options) => {
      await call('addAssistants', { path: { userId }, body: { assistants: [...assistants] } }, options);
    },
    remove: (userId, assistantId, options) =>
      call('deleteAssistant', { path: { userId, assistantId } }, options),
    removeAll: (userId, options) => call('deleteAssistants', { path: { userId } }, options),
  };
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
