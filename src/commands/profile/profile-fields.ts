import { z } from 'zod';
import { type Text, text } from '../../languages/text.ts';
import type { UserChanges, ZoomUser } from '../../zoom/users.ts';
import type { AnyValues, Field } from '../field.ts';
import type { Part } from '../parts.ts';
import { languages } from './languages.ts';

/** What a profile in Zoom consists of: Zoom's name of each field, and what the forms of `profile` and `edit-user` share. */
const table = {
  firstName: { zoom: 'first_name', label: text`First name`, maxLength: 64 },
  lastName: { zoom: 'last_name', label: text`Last name`, maxLength: 64 },
  displayName: { zoom: 'display_name', label: text`Display name`, maxLength: 128 },
  jobTitle: { zoom: 'job_title', label: text`Job title`, maxLength: 128 },
  department: { zoom: 'dept', label: text`Department`, maxLength: 255 },
  company: { zoom: 'company', label: text`Company`, maxLength: 255 },
  location: { zoom: 'location', label: text`Location`, maxLength: 256 },
  timeZone: { zoom: 'timezone', label: text`Time zone`, maxLength: 60 },
  language: { zoom: 'language', label: text`Language` },
  pronouns: { zoom: 'pronouns', label: text`Pronouns`, maxLength: 60 },
  linkName: { zoom: 'vanity_name', label: text`Personal link name`, maxLength: 40 },
  personalId: { zoom: 'use_pmi', label: text`Personal meeting ID` },
} as const satisfies Record<string, { zoom: keyof UserChanges; label: Text; maxLength?: number }>;

export type ProfileField = keyof typeof table;
const profileField = z.enum(Object.keys(table) as [ProfileField, ...ProfileField[]]);

/** Some of the fields, with their values. */
export const someProfileValues = z.partialRecord(profileField, z.string());
type SomeProfileValues = z.infer<typeof someProfileValues>;

/** A whole profile as a form shows it: texts, a language by its value, `use` or nothing for the personal meeting ID. */
export type ProfileValues = Readonly<Record<ProfileField, string>>;

/** A field of the table as an optional text input. */
export function textInput<const N extends Exclude<ProfileField, 'timeZone' | 'language' | 'personalId'>>(
  name: N,
) {
  const { label, maxLength } = table[name];
  return { name, label, kind: 'text', optional: true, maxLength } as const;
}

/** The same as a text input that has to be filled in. */
export function requiredText<const N extends Exclude<ProfileField, 'timeZone' | 'language' | 'personalId'>>(
  name: N,
) {
  const { label, maxLength } = table[name];
  return { name, label, kind: 'text', maxLength } as const;
}

/** A time zone, which is searched for by city, country or abbreviation. */
export const timeZoneInput = {
  name: 'timeZone',
  label: table.timeZone.label,
  kind: 'time-zone',
  optional: true,
  maxLength: table.timeZone.maxLength,
  placeholder: text`Type a city, such as Berlin`,
} as const;

/** Zoom's rule for a personal link name: 5 to 40 letters, digits and dots, a letter first. */
export const linkNamePattern = {
  is: /^[a-z][a-z0-9.]{4,39}$/i,
  otherwise: text`A link name has 5 to 40 letters, digits and dots, and starts with a letter.`,
};

/** The form of `profile`. */
export const profileInputs = [
  { ...textInput('firstName'), section: text`Name` },
  textInput('lastName'),
  { ...textInput('displayName'), hint: text`What others read under your video.` },
  { ...textInput('pronouns'), clearable: true, placeholder: text`she/her` },
  { ...textInput('jobTitle'), clearable: true, section: text`Work` },
  { ...textInput('department'), clearable: true },
  { ...textInput('company'), clearable: true },
  { ...textInput('location'), clearable: true },
  { ...timeZoneInput, section: text`Time and language` },
  {
    name: 'language',
    label: table.language.label,
    kind: 'choice',
    optional: true,
    options: languages.map(({ value, label }) => ({ value, label })),
  },
  {
    ...textInput('linkName'),
    section: text`Meetings`,
    placeholder: text`ada.lovelace`,
    hint: text`The end of your personal meeting link: 5 to 40 letters, digits and dots, a letter first.`,
    pattern: linkNamePattern,
  },
  {
    name: 'personalId',
    label: table.personalId.label,
    kind: 'toggles',
    optional: true,
    options: [{ value: 'use', label: text`Use it for meetings that I start at once` }],
  },
  {
    name: 'hostKey',
    label: text`New host key`,
    kind: 'secret',
    optional: true,
    maxLength: 10,
    hint: text`6 to 10 digits that make you the host. Leave it empty to keep the one you have.`,
    pattern: { is: /^\d{6,10}$/, otherwise: text`A host key has 6 to 10 digits and nothing else.` },
  },
] as const satisfies readonly Field[];

/** What a Zoom user's profile says now. */
export function profileOf(user: ZoomUser): ProfileValues {
  return {
    firstName: user.first_name ?? '',
    lastName: user.last_name ?? '',
    displayName: user.display_name ?? '',
    jobTitle: user.job_title ?? '',
    department: user.dept ?? '',
    company: user.company ?? '',
    location: user.location ?? '',
    timeZone: user.timezone ?? '',
    // A language that cannot be chosen here stays as Zoom writes it, so that undo can restore it.
    language: languages.find(({ code }) => code === user.language)?.value ?? user.language ?? '',
    pronouns: user.pronouns ?? '',
    linkName: user.vanity_url?.split('/').at(-1) ?? '',
    personalId: user.use_pmi ? 'use' : '',
  };
}

/** Fields that were given and differ from the present profile. */
export function changedFields(now: ProfileValues, given: AnyValues): ProfileField[] {
  return profileField.options.filter((name) => given[name] !== undefined && given[name] !== now[name]);
}

/** The values before and after, of these fields. */
export function beforeAndAfter(names: readonly ProfileField[], now: ProfileValues, given: AnyValues) {
  return {
    before: Object.fromEntries(names.map((name) => [name, now[name]])),
    after: Object.fromEntries(names.map((name) => [name, given[name] ?? ''])),
  };
}

/** The parts of a change, with what the profile says now. */
export function profileParts(
  { before, after }: { readonly before: SomeProfileValues; readonly after: SomeProfileValues },
  user: ZoomUser,
): Part[] {
  const now = profileOf(user);
  return profileField.options.flatMap((name) =>
    after[name] === undefined
      ? []
      : [
          {
            name,
            label: labelOf(name),
            before: shown(name, before[name] ?? ''),
            after: shown(name, after[name]),
            now: shown(name, now[name]),
          },
        ],
  );
}

/** Values as Zoom takes them. */
export function toZoom(values: SomeProfileValues): UserChanges {
  const entries = profileField.options.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[table[name].zoom, zoomValue(name, value)]];
  });
  return Object.fromEntries(entries);
}

function zoomValue(name: ProfileField, value: string): string | boolean {
  if (name === 'personalId') return value === 'use';
  if (name === 'language') return languages.find((one) => one.value === value)?.code ?? value;
  return value;
}

/** A value as people read it: "German" for `de-de`. */
export function shown(name: ProfileField, value: string): Text | string {
  if (name === 'personalId') return value === 'use' ? text`used for instant meetings` : text`not used`;
  if (value === '') return text`not set`;
  const language = name === 'language' && languages.find((one) => one.value === value);
  return language ? language.label : value;
}

/** What people call a field. */
export function labelOf(name: ProfileField): Text {
  return table[name].label;
}
