import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change, objectOf } from '../define-command.ts';
import { usesSingleSignOn } from './login-types.ts';

/** Ends a user's Zoom sessions. Zoom supports this only for users who sign in with single sign-on. */
export const signOut = change({
  name: 'sign-out',
  title: text`Sign out of Zoom`,
  summary: text`Stop your Zoom sessions: sign out on every device`,
  examples: [text`sign-out`],
  family: 'account',
  fields: [],
  submit: text`Continue`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'revokeSsoToken'],
  risk: 'sensitive',
  verb: text`Sign out`,
  signIn: true,
  data: z.object({}),
  preview: async ({ zoom, subject, own }) => {
    const user = await zoom.users.get(subject.zoomId);
    if (!usesSingleSignOn(user)) throw withoutSso(own, subject.name);
    return {
      changes: [
        { label: text`Zoom sessions`, before: text`signed in`, after: text`signed out on every device` },
      ],
      data: {},
      irreversible: true,
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.revokeSsoToken(plan.subject.zoomId, { signal }),
  verify: async () => false,
  unverifiable: {
    says: md`Zoom didn’t answer, so I can’t tell whether you’re signed out.`,
    next: md`Check your Zoom app. If you’re still signed in, try again.`,
    buttons: [{ label: text`Sign out of Zoom`, action: 'command:sign-out' }],
  },
  describe: ({ own, subject }, my = 'my') =>
    own
      ? md`Sign ${objectOf[my]} out of Zoom everywhere`
      : md`Sign ${bold(subject.name)} out of Zoom everywhere`,
  done: ({ own, subject }) => ({
    title: own
      ? md`You’ve been signed out of Zoom everywhere`
      : md`${subject.name} has been signed out of Zoom everywhere`,
    lines: [own ? md`Sign in again wherever you want to go on.` : md`They can sign in again at any time.`],
    note: md`Was somebody else in the account? Tell your Zoom admins.`,
  }),
});

/** Without single sign-on, Zoom reports success and ends no session. */
function withoutSso(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own
      ? md`I can only sign out people who use single sign-on (SSO), and you sign in without single sign-on.`
      : md`I can only sign out people who use single sign-on (SSO), and ${bold(name)} signs in without single sign-on.`,
    next: md`In Zoom: *Profile → Sign out from all devices*.`,
  });
}
