import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';

/** Questions to Zoom that name nobody; every method throws ZoomError. */
export interface Lookups {
  /**
   * Whether a work-email sign-in of the account has this address. False says little: Zoom answers it for users
   * elsewhere, and for those of the account who joined by SSO, Google or Facebook.
   */
  emailExists(email: string, options?: CallOptions): Promise<boolean>;
  /** Whether the personal link name is taken. */
  vanityNameExists(name: string, options?: CallOptions): Promise<boolean>;
}

/** The lookup calls. */
export function createLookups({ call }: Client): Lookups {
  return {
    emailExists: async (email, options) =>
      (await call('checkEmail', { query: { email } }, options)).existed_email,
    vanityNameExists: async (name, options) =>
      (await call('checkVanityName', { query: { vanity_name: name } }, options)).existed,
  };
}
