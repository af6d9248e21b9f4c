import { accounts } from './meanings/accounts.ts';
import { addOns } from './meanings/add-ons.ts';
import { creation } from './meanings/creation.ts';
import { email } from './meanings/email.ts';
import { ending } from './meanings/ending.ts';
import { everywhere } from './meanings/everywhere.ts';
import type { Guidance } from './meanings/guidance.ts';
import { licences } from './meanings/licences.ts';
import { password } from './meanings/password.ts';
import { picture } from './meanings/picture.ts';
import { profile } from './meanings/profile.ts';

/**
 * Everything that can go wrong in a call to Zoom, as far as a person needs to tell it apart, and what to do about
 * it. Several codes and wordings of Zoom share one kind; `words/` says each of them in sentences.
 */
const all = {
  ...accounts,
  ...email,
  ...creation,
  ...ending,
  ...licences,
  ...addOns,
  ...profile,
  ...picture,
  ...password,
  ...everywhere,
};

/** Id of one thing that can go wrong; see {@link meanings}. */
export type ErrorKind = keyof typeof all;

/** Who can put it right, and how. */
export const guidance: Readonly<Record<ErrorKind, Guidance>> = all;

/** All of them. */
export const meanings = Object.keys(all) as readonly ErrorKind[];
