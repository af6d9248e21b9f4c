/** How a user comes to be. */
export type CreateAction = 'create' | 'autoCreate' | 'custCreate' | 'ssoCreate';

/** A body of createUser that fits. */
export interface NewUser {
  readonly action: CreateAction;
  readonly email: string;
  readonly type: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly password: unknown;
  readonly groups: readonly string[];
  readonly imGroups: readonly string[];
}
