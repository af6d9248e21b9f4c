import type { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { userChangesSchema, userSchema } from './schemas/user.ts';

/** A Zoom user. */
export type ZoomUser = z.output<typeof userSchema>;
/** Changes to a Zoom user; what is absent stays as it is. `type`: 1 Basic, 2 Licensed. */
export type UserChanges = z.input<typeof userChangesSchema>;

/** Accounts. `userId` is Zoom's id or an email address; every method throws ZoomError. */
export interface Users {
  get(userId: string, options?: CallOptions): Promise<ZoomUser>;
  update(userId: string, changes: UserChanges, options?: CallOptions): Promise<void>;
  /** Zoom allows three changes a user in 24 hours. */
  changeEmail(userId: string, email: string, options?: CallOptions): Promise<void>;
}

/** The calls about accounts. */
export function createUsers({ call }: Client): Users {
  return {
    get: (userId, options) => call('getUser', { path: { userId } }, options),
    update: (userId, changes, options) => call('updateUser', { path: { userId }, body: changes }, options),
    changeEmail: (userId, email, options) =>
      call('changeEmail', { path: { userId }, body: { email } }, options),
  };
}
