import { accounts } from './en/accounts.ts';
import { email } from './en/email.ts';
import { everywhere } from './en/everywhere.ts';
import { licences } from './en/licences.ts';
import { profile } from './en/profile.ts';
import type { Language } from './words.ts';

/** What people are told in English, British spelling: "licence" is the noun. */
export const en: Language = {
  words: { ...accounts, ...email, ...licences, ...profile, ...everywhere },
  inDoubt: 'The change may have been made all the same: look before you repeat it.',
};
