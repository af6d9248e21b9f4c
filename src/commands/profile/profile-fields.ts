import type { UserChanges } from '../../zoom/users.ts';
import type { Field } from '../field.ts';
import { languages } from './languages.ts';

/** Zoom's rule for a personal link name: 5 to 40 letters, digits and dots, a letter first. */
const LINK_NAME = /^[a-z][a-z0-9.]{4,39}$/i;

/** What a profile consists of, as the form asks for it. */
export const profileFields = [
  { name: 'firstName', label: 'First name', kind: 'text', optional: true, maxLength: 64 },
  { name: 'lastName', label: 'Last name', kind: 'text', optional: true, maxLength: 64 },
  {
    name: 'displayName',
    label: 'Display name',
    kind: 'text',
    optional: true,
    maxLength: 128,
    hint: 'What others read under your video.',
  },
  { name: 'jobTitle', label: 'Job title', kind: 'text', optional: true, clearable: true, maxLength: 128 },
  { name: 'department', label: 'Department', kind: 'text', optional: true, clearable: true, maxLength: 255 },
  { name: 'company', label: 'Company', kind: 'text', optional: true, clearable: true, maxLength: 255 },
  { name: 'location', label: 'Location', kind: 'text', optional: true, clearable: true, maxLength: 256 },
  {
    name: 'timeZone',
    label: 'Time zone',
    kind: 'text',
    optional: true,
    maxLength: 60,
    placeholder: 'Europe/Berlin',
    hint: 'By its region and city, such as Europe/Berlin.',
  },
  { name: 'language', label: 'Language', kind: 'choice', optional: true, options: languages.map(option) },
  {
    name: 'pronouns',
    label: 'Pronouns',
    kind: 'text',
    optional: true,
    clearable: true,
    maxLength: 60,
    placeholder: 'she/her',
  },
  {
    name: 'linkName',
    label: 'Personal link name',
    kind: 'text',
    optional: true,
    maxLength: 40,
    placeholder: 'ada.lovelace',
    hint: 'The end of your personal meeting link: 5 to 40 letters, digits and dots, a letter first.',
    pattern: {
      is: LINK_NAME,
      otherwise: 'A link name has 5 to 40 letters, digits and dots, and starts with a letter.',
    },
  },
  {
    name: 'personalId',
    label: 'Personal meeting ID',
    kind: 'toggles',
    optional: true,
    options: [{ value: 'use', label: 'Use it for meetings that I start at once' }],
  },
  {
    name: 'hostKey',
    label: 'New host key',
    kind: 'secret',
    optional: true,
    maxLength: 10,
    hint: '6 to 10 digits that make you the host. Leave it empty to keep the one you have.',
    pattern: { is: /^\d{6,10}$/, otherwise: 'A host key has 6 to 10 digits and nothing else.' },
  },
] as const satisfies readonly Field[];

function option({ value, label }: { value: string; label: string }) {
  return { value, label };
}

export type ProfileField = Exclude<(typeof profileFields)[number]['name'], 'hostKey'>;

/** Zoom's names of what the form asks for; the host key is a secret and goes another way. */
export const zoomNames = {
  firstName: 'first_name',
  lastName: 'last_name',
  displayName: 'display_name',
  jobTitle: 'job_title',
  department: 'dept',
  company: 'company',
  location: 'location',
  timeZone: 'timezone',
  language: 'language',
  pronouns: 'pronouns',
  linkName: 'vanity_name',
  personalId: 'use_pmi',
} as const satisfies Record<ProfileField, keyof UserChanges>;
