import type { z } from 'zod';
import type { Client } from './client.ts';
import type { createdUserSchema, newUserSchema, statusSchema, userSchema } from './operations/accounts.ts';
import type { pictureSchema, userChangesSchema } from './operations/profile.ts';
import type { CallOptions } from './options.ts';
import { createUserPages, type UserPages } from './user-pages.ts';
import { ZoomError } from './zoom-error.ts';

type AnsweredUser = z.output<typeof userSchema>;
/** A Zoom user. Where Zoom tells no id of a pending one, the id is the email. */
export type ZoomUser = AnsweredUser & { id: string; email: string; type: number };
/** Changes to a Zoom user; what is absent stays as it is. `type`: 1 Basic, 2 Licensed. */
export type UserChanges = z.input<typeof userChangesSchema>;
/** How an account is created; see {@link newUserSchema}. */
export type CreateAction = z.input<typeof newUserSchema>['action'];
/** A user to create. `password` only with `autoCreate`. */
type NewUser = z.input<typeof newUserSchema>['user_info'];
/** What Zoom tells of a new user, which may be nothing. */
type CreatedUser = z.output<typeof createdUserSchema>;
/** What can be done to an account's status. */
type StatusAction = z.input<typeof statusSchema>['action'];
/** A picture and its file name. */
type Picture = z.input<typeof pictureSchema>;

/** How an account is removed, and who gets what it held. */
export interface Deletion {
  /**
   * `disassociate` (the default): the user leaves our account and keeps a Zoom account of their own; the only way for
   * pending users. `delete`: permanently.
   */
  readonly action?: 'disassociate' | 'delete';
  /** The transfer target. */
  readonly transferEmail?: string;
  readonly transferMeeting?: boolean;
  readonly transferWebinar?: boolean;
  readonly transferRecording?: boolean;
  readonly transferWhiteboard?: boolean;
  readonly transferClipfiles?: boolean;
  readonly transferNotes?: boolean;
  readonly transferVisitors?: boolean;
  readonly transferDocs?: boolean;
  /** Zoom transfers Zoom Events unless told not to, and then needs a target. */
  readonly transferEvents?: boolean;
}

/** Options of `zak`. */
interface ZakOptions extends CallOptions {
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
  /**
   * Disassociates the user unless told to delete.
   *
   * @throws {TypeError} for a transfer without a target: Zoom does not document whether the content would then be lost. A
   * programming error.
   */
  delete(userId: string, deletion?: Deletion, options?: CallOptions): Promise<void>;
  /** Deactivating takes all licences away. Zoom refuses it for admins, the owner and rooms. */
  setStatus(userId: string, action: StatusAction, options?: CallOptions): Promise<void>;
  /** Zoom allows three changes a user in 24 hours. */
  changeEmail(userId: string, email: string, options?: CallOptions): Promise<void>;
  /** Zoom tells the user by email. The password is in no error and no log. */
  setPassword(userId: string, password: string, options?: CallOptions): Promise<void>;
  uploadPicture(userId: string, picture: Picture, options?: CallOptions): Promise<void>;
  /** What the user's role allows, such as `User:Edit`. */
  permissions(userId: string, options?: CallOptions): Promise<string[]>;
  /** A key that starts meetings as the user: a secret that only the user may see. */
  zak(userId: string, options?: ZakOptions): Promise<string>;
  /** Signs an SSO user out of Zoom. */
  revokeSsoToken(userId: string, options?: CallOptions): Promise<void>;
}

/** The user with this id or address; `null` when Zoom knows none. @throws ZoomError */
export async function userOrNull({ users }: { readonly users: Pick<Users, 'get'> }, userId: string) {
  try {
    return await users.get(userId);
  } catch (error) {
    if (error instanceof ZoomError && error.kind === 'user-not-found') return null;
    throw error;
  }
}

/** The calls about accounts. */
export function createUsers(client: Client): Users {
  const { call } = client;
  return {
    ...createUserPages(client),
    get: async (userId, options) => completed(await call('getUser', { path: { userId } }, options), userId),
    create: ({ action, user }, options) => call('createUser', { body: { action, user_info: user } }, options),
    update: (userId, changes, options) => call('updateUser', { path: { userId }, body: changes }, options),
    delete: async (userId, deletion, options) =>
      call('deleteUser', { path: { userId }, query: deletionQuery(deletion) }, options),
    setStatus: (userId, action, options) =>
      call('updateStatus', { path: { userId }, body: { action } }, options),
    changeEmail: (userId, email, options) =>
      call('changeEmail', { path: { userId }, body: { email } }, options),
    setPassword: (userId, password, options) =>
      call('updatePassword', { path: { userId }, body: { password } }, options),
    uploadPicture: (userId, picture, options) =>
      call('uploadPicture', { path: { userId }, body: picture }, options),
    permissions: async (userId, options) =>
      (await call('getPermissions', { path: { userId } }, options)).permissions,
    // The type is always given: Zoom's default is one that it no longer supports.
    zak: async (userId, options = {}) => {
      const query = { type: 'zak', ttl: options.ttl?.toString() };
      return (await call('getToken', { path: { userId }, query }, options)).token;
    },
    revokeSsoToken: (userId, options) => call('revokeSsoToken', { path: { userId } }, options),
  };
}

/**
 * Fills in what Zoom leaves out of a pending user. The email is the one that was asked for: only an account in use
 * answers to former addresses too, and of such a one Zoom tells the email.
 */
function completed(user: AnsweredUser, askedFor: string): ZoomUser {
  if (user.id !== undefined && user.email !== undefined && user.type !== undefined) return user as ZoomUser;
  const email = user.email ?? (askedFor.includes('@') ? askedFor : (user.id ?? askedFor));
  return { ...user, email, id: user.id ?? email, type: user.type ?? 1, status: 'pending' };
}

/** The query of deleteUser. The action is always given. */
function deletionQuery(deletion: Deletion = {}): Record<string, string> {
  const { action = 'disassociate', transferEmail, ...transfers } = deletion;
  const query: Record<string, string> = { action };
  if (transferEmail !== undefined) query.transfer_email = transferEmail;
  for (const [name, wanted] of Object.entries(transfers)) {
    if (wanted === undefined) continue;
    if (wanted && !transferEmail) throw new TypeError(`deleteUser: ${name} needs transferEmail`);
    query[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = String(wanted);
  }
  return query;
}
