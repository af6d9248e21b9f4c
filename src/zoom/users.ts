import type { z } from 'zod';
import type { Client } from './client.ts';
import { type Deletion, deletionQuery } from './deletion.ts';
import type { CallOptions } from './options.ts';
import type { createdUserSchema, newUserSchema } from './schemas/new-user.ts';
import type { pictureSchema } from './schemas/picture.ts';
import type { statusSchema } from './schemas/status.ts';
import type { userChangesSchema, userSchema } from './schemas/user.ts';
import { createUserPages, type UserPages } from './user-pages.ts';

/** A Zoom user. */
export type ZoomUser = z.output<typeof userSchema>;
/** Changes to a Zoom user; what is absent stays as it is. `type`: 1 Basic, 2 Licensed. */
export type UserChanges = z.input<typeof userChangesSchema>;
/** How an account comes to be; see {@link newUserSchema}. */
export type CreateAction = z.input<typeof newUserSchema>['action'];
/** A user to be. `password` only with `autoCreate`. */
export type NewUser = z.input<typeof newUserSchema>['user_info'];
/** What Zoom tells of a new user. */
export type CreatedUser = z.output<typeof createdUserSchema>;
/** What can be done to an account's status. */
export type StatusAction = z.input<typeof statusSchema>['action'];
/** A picture and its file name. */
export type Picture = z.input<typeof pictureSchema>;

/** Options of `setStatus`. */
export interface StatusOptions extends CallOptions {
  /** Who gets the Zoom Events of somebody who is deactivated. */
  readonly transferEventsTo?: string;
}

/** Options of `zak`. */
export interface ZakOptions extends CallOptions {
  /** Seconds; Zoom's own default is 7,200. */
  readonly ttl?: number;
}

/** Accounts. `userId` is Zoom's id or an email address; every method throws ZoomError. */
export interface Users extends UserPages {
  get(userId: string, options?: CallOptions): Promise<ZoomUser>;
  create(
    input: { readonly action: CreateAction; readonly user: NewUser },
    options?: CallOptions,
  ): Promise<CreatedUser>;
  update(userId: string, changes: UserChanges, options?: CallOptions): Promise<void>;
  /** Unless told to delete, it disassociates: the person keeps a Zoom account of their own. */
  delete(userId: string, deletion?: Deletion, options?: CallOptions): Promise<void>;
  /** Deactivating takes all licences away. Zoom takes no admin, owner or room. */
  setStatus(userId: string, action: StatusAction, options?: StatusOptions): Promise<void>;
  /** Zoom allows three changes a user in 24 hours. */
  changeEmail(userId: string, email: string, options?: CallOptions): Promise<void>;
  /** Zoom tells the user by email. The password is in no error and no log. */
  setPassword(userId: string, password: string, options?: CallOptions): Promise<void>;
  uploadPicture(userId: string, picture: Picture, options?: CallOptions): Promise<void>;
  /** What the user's role allows, such as `User:Edit`. */
  permissions(userId: string, options?: CallOptions): Promise<string[]>;
  /** A key that starts meetings as the user: a secret, for nobody else's eyes. */
  zak(userId: string, options?: ZakOptions): Promise<string>;
  /** Signs an SSO user out of Zoom. */
  revokeSsoToken(userId: string, options?: CallOptions): Promise<void>;
}

/** The calls about accounts. */
export function createUsers(client: Client): Users {
  const { call } = client;
  return {
    ...createUserPages(client),
    get: (userId, options) => call('getUser', { path: { userId } }, options),
    create: ({ action, user }, options) => call('createUser', { body: { action, user_info: user } }, options),
    update: (userId, changes, options) => call('updateUser', { path: { userId }, body: changes }, options),
    delete: async (userId, deletion, options) =>
      call('deleteUser', { path: { userId }, query: deletionQuery(deletion) }, options),
    setStatus: (userId, action, options = {}) => {
      const heir = options.transferEventsTo;
      const transfer = heir === undefined ? {} : { transfer_events: true, transfer_email: heir };
      return call('updateStatus', { path: { userId }, body: { action, ...transfer } }, options);
    },
    changeEmail: (userId, email, options) =>
      call('changeEmail', { path: { userId }, body: { email } }, options),
    setPassword: (userId, password, options) =>
      call('updatePassword', { path: { userId }, body: { password } }, options),
    uploadPicture: (userId, picture, options) =>
      call('uploadPicture', { path: { userId }, body: picture }, options),
    permissions: async (userId, options) =>
      (await call('getPermissions', { path: { userId } }, options)).permissions,
    zak: async (userId, options = {}) => {
      // Always said: Zoom's default is a type that it no longer supports.
      const query = { type: 'zak', ...(options.ttl === undefined ? {} : { ttl: String(options.ttl) }) };
      return (await call('getToken', { path: { userId }, query }, options)).token;
    },
    revokeSsoToken: (userId, options) => call('revokeSsoToken', { path: { userId } }, options),
  };
}
