import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { usesSingleSignOn, usesZoomPassword } from './login-types.ts';

/** Ends a user's Zoom sessions. Zoom supports this only for users who sign in with single sign-on. */
export const signOut = change({
  name: 'sign-out',
  title: 'Sign out of Zoom',
  summary: 'Stop your Zoom sessions: sign out on every device',
  examples: ['sign-out'],
  family: 'account',
  fields: [],
  submit: 'Continue',
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'revokeSsoToken'],
  risk: 'sensitive',
  signIn: true,
  data: z.object({}),
  preview: async ({ zoom, subject, own }) => {
    const user = await zoom.users.get(subject.zoomId);
    if (!usesSingleSignOn(user)) throw withoutSso(own, subject.name, usesZoomPassword(user));
    return {
      changes: [
        { label: 'Zoom sessions', before: 'signed in', after: 'signed out everywhere; cannot be undone' },
      ],
      data: {},
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.revokeSsoToken(plan.subject.zoomId, { signal }),
  verify: async () => false,
  unverifiable: {
    says: md`Zoom did not answer, so I cannot tell whether you are signed out.`,
    next: md`Look into your Zoom app. If you are still signed in, do it once more.`,
    buttons: [{ label: 'Sign out of Zoom', action: 'command:sign-out' }],
  },
  describe: ({ own, subject }) =>
    own ? md`Sign me out of Zoom everywhere` : md`Sign ${bold(subject.name)} out of Zoom everywhere`,
  done: ({ own, subject }) => ({
    title: own ? md`You are signed out of Zoom` : md`${subject.name} is signed out of Zoom`,
    lines: [md`This ends sessions of single sign-on (SSO), on every device.`],
    note: md`Sign in again wherever you want to go on. Was somebody else in the account? Tell your Zoom admins.`,
  }),
});

/** Without single sign-on, Zoom reports success and ends no session. */
function withoutSso(own: boolean, name: string, hasPassword: boolean): Refusal {
  return new Refusal('input', {
    says: own
      ? md`You sign in to Zoom without single sign-on, and I can end only such sessions.`
      : md`${bold(name)} signs in to Zoom without single sign-on, and I can end only such sessions.`,
    next: md`In Zoom, *Profile → Sign out from all devices* does it.`,
    buttons: own && hasPassword ? [{ label: 'Set a Zoom password', action: 'command:set-password' }] : [],
  });
}
