import { z } from 'zod';
import { oneLine } from '../clean-text.ts';
import { licenceOf } from '../identity/account.ts';
import { bundleOf, licensingOf } from '../zoom/licensing.ts';

/** What Zoom's list of users says of somebody with a licence, as it is kept during a scan. */
export const holderSchema = z.object({
  zoomId: z.string(),
  name: z.string(),
  email: z.string(),
  department: z.string(),
  /** "Licensed", "On-prem", or with the bundle. */
  licence: z.string(),
  status: z.string(),
  /** Zoom's id of the role; empty: not told. */
  roleId: z.string(),
  roleName: z.string(),
  groupIds: z.array(z.string()),
  /** Milliseconds since the epoch; `null`: not told. */
  createdAt: z.number().nullable(),
  lastSignIn: z.number().nullable(),
});
export type Holder = z.infer<typeof holderSchema>;

const text = z.union([z.string(), z.number().transform(String)]).catch('');
const time = z
  .string()
  .transform((value) => Date.parse(value))
  .pipe(z.number())
  .nullable()
  .catch(null);

/** A user as Zoom answers it, alone or in a list. */
const answered = z.looseObject({
  id: text,
  email: text,
  type: z.number().catch(1),
  first_name: text,
  last_name: text,
  display_name: text,
  dept: text,
  status: text,
  role_id: text,
  role_name: text,
  group_ids: z.array(z.string()).catch([]),
  user_created_at: time,
  created_at: time,
  last_login_time: time,
});

/** @returns `null` for somebody without a licence */
export function holderOf(user: Readonly<Record<string, unknown>>): Holder | null {
  const one = answered.parse({ ...absent, ...user });
  const licence = licenceOf(one.type);
  const bundle = bundleOf(licensingOf(user));
  const hasLicence = licence === 'Licensed' || licence === 'On-prem';
  if (!hasLicence && bundle === 'none') return null;
  const name = oneLine(one.display_name || `${one.first_name} ${one.last_name}`) || one.email || one.id;
  return {
    zoomId: one.id || one.email.toLowerCase(),
    name,
    email: one.email,
    department: oneLine(one.dept),
    licence: bundle === 'none' ? licence : `${licence} (${bundle})`,
    status: one.status || 'active',
    roleId: one.role_id,
    roleName: oneLine(one.role_name),
    groupIds: one.group_ids,
    createdAt: one.user_created_at ?? one.created_at,
    lastSignIn: one.last_login_time,
  };
}

/** Zod asks for keys that Zoom leaves out. */
const absent = Object.fromEntries(Object.keys(answered.shape).map((key) => [key, undefined]));

/**
 * Zoom marks its Rooms in no documented way: by the address that it makes for them, or the name of a role, a department or the
 * account.
 */
export function isRoom({ email, name, department, roleName }: Holder): boolean {
  return (
    /^(zoom-?)?rooms?[-_.+\d]/i.test(email) ||
    [name, department, roleName].some((one) => /^zoom rooms?\b/i.test(one))
  );
}
