import { creation } from './creation.ts';
import { delegation } from './delegation.ts';
import { email } from './email.ts';
import { ending } from './ending.ts';
import type { Journey } from './journey.ts';
import { password } from './password.ts';
import { picture } from './picture.ts';
import { settings } from './settings.ts';
import { update } from './update.ts';

/** Every journey that a person can make. */
export const journeys: readonly Journey[] = [
  ...creation,
  ...update,
  ...ending,
  ...delegation,
  ...picture,
  ...settings,
  ...password,
  ...email,
];
