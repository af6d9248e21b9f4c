import { accounts } from './en/accounts.ts';
import { email } from './en/email.ts';
import { everywhere } from './en/everywhere.ts';
import { licences } from './en/licences.ts';
import { profile } from './en/profile.ts';
import type { Words } from './words.ts';

/** What people are told in English, British spelling: "licence" is the noun. */
export const en: Words = { ...accounts, ...email, ...licences, ...profile, ...everywhere };
