import { accounts } from './de/accounts.ts';
import { addOns } from './de/add-ons.ts';
import { creation } from './de/creation.ts';
import { email } from './de/email.ts';
import { ending } from './de/ending.ts';
import { everywhere } from './de/everywhere.ts';
import { licences } from './de/licences.ts';
import { password } from './de/password.ts';
import { picture } from './de/picture.ts';
import { profile } from './de/profile.ts';
import type { Language } from './words.ts';

/** What people are told in German, addressed with "Sie". The user types keep the names that the bot shows: Basic, Licensed. */
export const de: Language = {
  words: {
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
  },
  labels: {
    retry: 'Erneut versuchen',
    edit: 'Ändern und erneut versuchen',
    'request-license': 'Lizenz beantragen',
  },
  inDoubt:
    'Die Änderung wurde womöglich trotzdem vorgenommen: Bitte sehen Sie nach, bevor Sie sie wiederholen.',
};
