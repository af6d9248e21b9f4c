import { accountRemoval } from './account-removal.ts';
import { creation } from './creation.ts';
import { delegation } from './delegation.ts';
import { email } from './email.ts';
import { password } from './password.ts';
import { picture } from './picture.ts';
import { settings } from './settings.ts';
import { update } from './update.ts';

/** What people ask for their own accounts. */
export const ownAccount = {
  // First: one of its journeys counts the calls of a bot that has cached nothing.
  'people change licences, profiles and host keys': update,
  'people let others schedule': delegation,
  'a person sets a password': password,
  'a person uploads a picture': picture,
  'people change their address': email,
};

/** What admins ask, most of it with another admin's approval. */
export const administration = {
  'an admin creates an account': creation,
  'an admin removes, deactivates or activates an account': accountRemoval,
  'people change settings, and an admin gives add-ons': settings,
};

/** Every journey that a person can make. */
export const journeys = Object.values({ ...ownAccount, ...administration }).flat();
