import type { DocumentedError } from '../../../sandbox/zoom/documented-errors.ts';
import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';
import type { Zoom } from '../../../src/zoom/zoom.ts';
import { documentedError } from './journey.ts';

/** A documented error that no command meets, and the call of the client that does. */
export interface ClientOnly {
  readonly documented: DocumentedError;
  readonly kind: ErrorKind;
  readonly why: string;
  readonly call: (zoom: Zoom) => Promise<unknown>;
}

const ivy = { email: 'ivy@example.com', first_name: 'Ivy', last_name: 'Tan', type: 1 as const };
const asksFirst = 'the command asks for the missing word in a form before Zoom is called';

/** Errors for which people have no command. */
export const clientOnly: readonly ClientOnly[] = [
  {
    documented: documentedError('createUser', 300, 'Invalid parameter: password'),
    kind: 'password-invalid',
    why: 'create-user invites people, who choose their password themselves; only autoCreate sends one',
    call: (zoom) => zoom.users.create({ action: 'autoCreate', user: { ...ivy, password: 'short' } }),
  },
  {
    documented: documentedError('createUser', 2002, 'Only available for'),
    kind: 'create-refused',
    why: 'create-user invites people; single sign-on creates its own with ssoCreate',
    call: (zoom) => zoom.users.create({ action: 'ssoCreate', user: ivy }),
  },
  {
    documented: documentedError('checkEmail', 300, 'Email is required.'),
    kind: 'invalid-value',
    why: asksFirst,
    call: (zoom) => zoom.lookups.emailExists(''),
  },
  {
    documented: documentedError('checkVanityName', 300, 'Vanity name is required.'),
    kind: 'invalid-value',
    why: asksFirst,
    call: (zoom) => zoom.lookups.vanityNameExists(''),
  },
];
