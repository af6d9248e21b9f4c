import type { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { assistantsSchema, newAssistantsSchema } from './schemas/assistants.ts';

/** Somebody who may schedule meetings for a user. */
export type Assistant = z.output<typeof assistantsSchema>['assistants'][number];
/** Somebody to become an assistant, by id or by email, not both. */
export type NewAssistant = z.input<typeof newAssistantsSchema>['assistants'][number];

/** Assistants of a user, by id or email address; every method throws ZoomError. */
export interface Assistants {
  list(userId: string, options?: CallOptions): Promise<Assistant[]>;
  /** All of them or none: Zoom refuses the whole list for one it does not take. One to 30. */
  add(userId: string, assistants: readonly NewAssistant[], options?: CallOptions): Promise<void>;
  /** @param assistantId Zoom's id; that an email works is not documented. */
  remove(userId: string, assistantId: string, options?: CallOptions): Promise<void>;
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
