import { z } from 'zod';
import type { UserChanges, ZoomUser } from '../../zoom/users.ts';
import type { AnyValues } from '../field.ts';
import { languages } from './languages.ts';
import { type ProfileField, profileFields, zoomNames } from './profile-fields.ts';

/** A profile as the form shows it: texts, `use` or nothing for the personal meeting ID, a language as it is chosen. */
export type ProfileValues = Readonly<Record<ProfileField, string>>;

const names = Object.keys(zoomNames) as ProfileField[];

/** Some of the fields, with their values. */
export const someProfileValues = z.partialRecord(z.enum(names), z.string());

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
    // One that cannot be chosen here stays as Zoom writes it, so that undo can bring it back.
    language: languages.find(({ code }) => code === user.language)?.value ?? user.language ?? '',
    pronouns: user.pronouns ?? '',
    linkName: user.vanity_url?.split('/').at(-1) ?? '',
    personalId: user.use_pmi ? 'use' : '',
  };
}

/** Fields that were given and differ from what is there. */
export function changedFields(now: ProfileValues, given: AnyValues): ProfileField[] {
  return names.filter((name) => given[name] !== undefined && given[name] !== now[name]);
}

/** Values as Zoom takes them. */
export function toZoom(values: z.infer<typeof someProfileValues>): UserChanges {
  const entries = names.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[zoomNames[name], zoomValue(name, value)]];
  });
  return Object.fromEntries(entries);
}

function zoomValue(name: ProfileField, value: string): string | boolean {
  if (name === 'personalId') return value === 'use';
  if (name === 'language') return languages.find((one) => one.value === value)?.code ?? value;
  return value;
}

/** What people read: "German" for `de-de`. */
export function shown(name: ProfileField, value: string): string {
  if (name === 'personalId') return value === 'use' ? 'used for instant meetings' : 'not used';
  if (name === 'language') return languages.find((one) => one.value === value)?.label ?? (value || 'not set');
  return value || 'not set';
}

export function labelOf(name: string): string {
  return profileFields.find((field) => field.name === name)?.label ?? name;
}
