/** What a part of Zoom's rights is about; the parts are Zoom's, `User` in `User:Edit`. */
const subjects: Readonly<Record<string, string>> = {
  User: 'people and their accounts',
  UserType: 'licences',
  Group: 'groups',
  Role: 'roles and admins',
  AccountSetting: 'settings of the whole account',
  AccountProfile: 'the account’s profile',
  Billing: 'bills and plans',
  SubAccount: 'sub-accounts',
  Recording: 'recordings',
  Dashboard: 'the dashboard',
  Report: 'reports',
  Meeting: 'meetings',
  Webinar: 'webinars',
  ZoomRooms: 'Zoom Rooms',
  Phone: 'Zoom Phone',
  Marketplace: 'apps of the Marketplace',
  SSO: 'single sign-on',
  Branding: 'branding',
};

/** Rights as people speak of them. */
export interface PermissionWords {
  /** What one may see and change. */
  readonly change: readonly string[];
  /** What one may only see. */
  readonly see: readonly string[];
}

/** Groups Zoom's rights, such as `User:Read` and `User:Edit`, by what they allow. */
export function permissionWords(permissions: readonly string[]): PermissionWords {
  const verbs = new Map<string, string[]>();
  for (const one of permissions) {
    const [subject = '', verb = ''] = one.split(':');
    verbs.set(subject, [...(verbs.get(subject) ?? []), verb]);
  }
  const change: string[] = [];
  const see: string[] = [];
  for (const [subject, allowed] of verbs) {
    (allowed.every((verb) => verb === 'Read') ? see : change).push(wordsFor(subject));
  }
  return { change: change.sort(), see: see.sort() };
}

/** A part that is not known reads as Zoom writes it, in words: "zoom events hub". */
function wordsFor(subject: string): string {
  return subjects[subject] ?? subject.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
}
