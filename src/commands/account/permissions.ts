import { text } from '../../languages/text.ts';
import { md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

/** What Zoom's rights are about, by Zoom's name: `User` in `User:Edit`. */
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

/** What the person's role in Zoom allows, in plain words. */
export const permissions = read({
  name: 'permissions',
  title: text`My rights in Zoom`,
  summary: text`Show what your role allows you to do in Zoom`,
  examples: [text`permissions`, text`permissions for @mia`],
  family: 'account',
  fields: [],
  submit: text`Show`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'getPermissions'],
  answer: async (context) => {
    const { account } = await context.subject();
    const { change, see } = byVerb(await context.zoom.users.permissions(account.zoomId));
    const who = context.forOther ? md`${account.name}` : md`You`;
    if (change.length + see.length === 0) {
      return {
        title: md`${who} ${context.forOther ? 'has' : 'have'} no admin rights in Zoom`,
        lines: [md`${context.forOther ? 'Their' : 'Your'} own account is all that can be changed.`],
        note: md`A Zoom admin can give a role with more rights.`,
      };
    }
    const lists = [
      ...(change.length > 0 ? [[text`See and change`, md`${change.join('\n')}`] as const] : []),
      ...(see.length > 0 ? [[text`Only see`, md`${see.join('\n')}`] as const] : []),
    ];
    return {
      title: md`${who} can do this in Zoom, beside ${context.forOther ? 'their' : 'your'} own account`,
      facts: lists,
      note: md`This comes from the role in Zoom; a Zoom admin can change it.`,
    };
  },
});

/** Groups Zoom's rights, such as `User:Read` and `User:Edit`: what may be changed, and what may only be seen. */
function byVerb(rights: readonly string[]) {
  const verbs = new Map<string, string[]>();
  for (const one of rights) {
    const [subject = '', verb = ''] = one.split(':');
    verbs.set(subject, [...(verbs.get(subject) ?? []), verb]);
  }
  const change: string[] = [];
  const see: string[] = [];
  for (const [subject, allowed] of verbs) {
    (allowed.every((verb) => verb === 'Read') ? see : change).push(nameOf(subject));
  }
  return { change: change.sort(), see: see.sort() };
}

/** Unknown names are shown as Zoom writes them, in words: "zoom events hub". */
function nameOf(subject: string): string {
  return subjects[subject] ?? subject.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
}
