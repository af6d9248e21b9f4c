import { type Text, text } from '../languages/text.ts';

/** A Zoom account, and the Slack user it belongs to. */
export interface Account {
  /** `null` when only the Zoom account is known. */
  readonly slackId: string | null;
  readonly name: string;
  readonly email: string;
  readonly zoomId: string;
  readonly licence: Licence;
  /** In Zoom; absent for everybody without a special one. */
  readonly role?: 'owner' | 'admin';
  readonly status: 'active' | 'inactive' | 'pending' | 'locked';
}

export type Licence = 'Basic' | 'Licensed' | 'On-prem' | 'Unassigned';

/** The name of Zoom's user `type`; 4 (Unassigned) and 99 (None) have no licence. */
export function licenceOf(type: number): Licence {
  if (type === 2) return 'Licensed';
  if (type === 3) return 'On-prem';
  return type === 1 ? 'Basic' : 'Unassigned';
}

const licenceNames: Readonly<Record<Licence, Text>> = {
  Basic: text`Basic`,
  Licensed: text`Licensed`,
  'On-prem': text`On-prem`,
  Unassigned: text`Unassigned`,
};

/** The licence as people read it. */
export function licenceName(licence: Licence): Text {
  return licenceNames[licence];
}

/** Zoom's `status` of a user. */
export function statusOf(status: string | undefined): Account['status'] {
  return status === 'inactive' || status === 'pending' || status === 'locked' ? status : 'active';
}

/** Zoom's ids of the roles that Zoom itself knows; every other role has been made by the account's admins. */
export function roleOf({
  role_id: id,
}: {
  readonly role_id?: string | number | undefined;
}): Pick<Account, 'role'> {
  if (String(id) === '0') return { role: 'owner' };
  return String(id) === '1' ? { role: 'admin' } : {};
}
