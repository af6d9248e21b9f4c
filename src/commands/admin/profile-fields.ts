import { z } from 'zod';
import type { UserChanges, ZoomUser } from '../../zoom/users.ts';
import type { Field } from '../field.ts';
import { licenceOptions } from '../licence/licence-types.ts';

/** What an admin may change of somebody's profile, by field name: Zoom's name of it, and what it is called. */
export const profileFields = {
  firstName: { zoom: 'first_name', label: 'First name', maxLength: 64 },
  lastName: { zoom: 'last_name', label: 'Last name', maxLength: 64 },
  displayName: { zoom: 'display_name', label: 'Display name', maxLength: 128 },
  jobTitle: { zoom: 'job_title', label: 'Job title', maxLength: 128 },
  department: { zoom: 'dept', label: 'Department', maxLength: 100 },
  timezone: { zoom: 'timezone', label: 'Time zone', maxLength: 60 },
} as const;

export type ProfileField = keyof typeof profileFields;
export const profileNames = Object.keys(profileFields) as ProfileField[];

/** Some of the fields, with their values. */
export const profileValues = z.partialRecord(z.enum(profileNames), z.string());
export type ProfileValues = z.infer<typeof profileValues>;

const hints: Partial<Record<ProfileField, string>> = {
  timezone: 'A name such as Europe/London.',
};

const text = (name: ProfileField) =>
  ({
    name,
    label: profileFields[name].label,
    kind: 'text',
    optional: true,
    maxLength: profileFields[name].maxLength,
    ...(hints[name] ? { hint: hints[name] } : {}),
  }) as const satisfies Field;

/** The inputs of the form. */
export const profileInputs = [
  text('firstName'),
  text('lastName'),
  text('displayName'),
  text('jobTitle'),
  text('department'),
  text('timezone'),
  { name: 'licence', label: 'Licence', kind: 'choice', optional: true, options: licenceOptions },
] as const;

/** What Zoom has now. */
export function profileOf(user: ZoomUser): Record<ProfileField, string> {
  const values = profileNames.map((name) => [name, user[profileFields[name].zoom] ?? '']);
  return Object.fromEntries(values) as Record<ProfileField, string>;
}

/** Zoom's body for new values by field name. */
export function profileChanges(values: ProfileValues): UserChanges {
  const changed = profileNames.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[profileFields[name].zoom, value]];
  });
  return Object.fromEntries(changed) as UserChanges;
}

/** What is wrong with a time zone, in a sentence; `undefined` when it is one. */
export function timeZoneProblem(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return undefined;
  } catch {
    return `“${zone}” is not a time zone that I know. Write it like Europe/London.`;
  }
}
