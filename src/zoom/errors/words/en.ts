import { accounts } from './en/accounts.ts';
import { addOns } from './en/add-ons.ts';
import { creation } from './en/creation.ts';
import { email } from './en/email.ts';
import { ending } from './en/ending.ts';
import { everywhere } from './en/everywhere.ts';
import { licences } from './en/licences.ts';
import { password } from './en/password.ts';
import { picture } from './en/picture.ts';
import { profile } from './en/profile.ts';
import type { Language } from './words.ts';

/** What people are told in English, British spelling: "licence" is the noun. */
export const en: Language = {
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
    retry: 'Try again',
    edit: 'Change and try again',
    'request-license': 'Request a licence',
  },
  inDoubt: 'The change may have been made all the same: look before you repeat it.',
};
