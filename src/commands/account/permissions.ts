import { asIs, inEnglish, type Text, text } from '../../languages/text.ts';
import { join, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

/** What Zoom's rights are about, by Zoom's name: `User` in `User:Edit`. */
const subjects: Readonly<Record<string, Text>> = {
  User: text`people and their accounts`,
  UserType: text`licences`,
  Group: text`groups`,
  Role: text`roles and admins`,
  AccountSetting: text`settings of the whole account`,
  AccountProfile: text`the account’s profile`,
  Billing: text`bills and plans`,
  SubAccount: text`sub-accounts`,
  Recording: text`recordings`,
  Dashboard: text`the dashboard`,
  Report: text`reports`,
  Meeting: text`meetings`,
  Webinar: text`webinars`,
  ZoomRooms: text`Zoom Rooms`,
  Phone: text`Zoom Phone`,
  Marketplace: text`apps of the Marketplace`,
  SSO: text`single sign-on`,
  Branding: text`branding`,
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
    if (change.length + see.length === 0) {
      return {
        title: context.forOther
          ? md`${account.name} has no admin rights in Zoom`
          : md`You have no admin rights in Zoom`,
        lines: [
          context.forOther
            ? md`Their own account is all that can be changed.`
            : md`Your own account is all that can be changed.`,
        ],
        note: md`A Zoom admin can give a role with more rights.`,
      };
    }
    const lists = [
      ...(change.length > 0 ? [[text`See and change`, onePerLine(change)] as const] : []),
      ...(see.length > 0 ? [[text`Only see`, onePerLine(see)] as const] : []),
    ];
    return {
      title: context.forOther
        ? md`${account.name} can do this in Zoom, beside their own account`
        : md`You can do this in Zoom, beside your own account`,
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
  const change: Text[] = [];
  const see: Text[] = [];
  for (const [subject, allowed] of verbs) {
    (allowed.every((verb) => verb === 'Read') ? see : change).push(nameOf(subject));
  }
  return { change, see };
}

function onePerLine(rights: readonly Text[]): Mrkdwn {
  const sorted = rights.toSorted((a, b) => (inEnglish(a) < inEnglish(b) ? -1 : 1));
  return join(
    sorted.map((right) => md`${right}`),
    '\n',
  );
}

/** Unknown names are shown as Zoom writes them, in words: "zoom events hub". */
function nameOf(subject: string): Text {
  return subjects[subject] ?? asIs(subject.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase());
}
