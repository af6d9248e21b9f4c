import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../command.ts';

/** Ends the sessions of somebody who signs in to Zoom with single sign-on. */
export const signOut = change({
  name: 'sign-out',
  title: 'Sign out of Zoom',
  summary: 'Stop your Zoom sessions: sign out on every device',
  examples: ['sign-out'],
  fields: [],
  submit: 'Continue',
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'revokeSsoToken'],
  risk: 'sensitive',
  preview: async () => ({
    changes: [
      { label: 'Zoom sessions', before: 'signed in', after: 'signed out everywhere; cannot be undone' },
    ],
    data: {},
  }),
  run: ({ plan, zoom, signal }) => zoom.users.revokeSsoToken(plan.subject.zoomId, { signal }),
  // Zoom tells nobody who is signed in: `unverifiable` says what is told instead.
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
    note: md`Whoever signs in with a password of Zoom’s own sets a new one instead.`,
    buttons: own ? [{ label: 'Set a Zoom password', action: 'command:set-password' }] : [],
  }),
});
