import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { fromKey } from '../../languages/message.ts';
import { Text, text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { explainPasswordRules, passwordProblems } from '../../zoom/password-rules.ts';
import { change } from '../define-command.ts';
import { hasZoomPassword } from './login-types.ts';

const hint = text`At least 8 characters, with a capital letter, a small letter and a number.`;

/** Sets the password of a Zoom account. It is never stored, so the change cannot wait for an approval. */
export const setPassword = change({
  name: 'set-password',
  title: text`Set a Zoom password`,
  summary: text`Change the password that you sign in to Zoom with`,
  examples: [text`set-password`],
  family: 'account',
  fields: [
    { name: 'password', label: text`New password`, kind: 'secret', maxLength: 32, hint },
    {
      name: 'again',
      label: text`The same password again`,
      kind: 'secret',
      maxLength: 32,
      hint: text`Slack shows what you type: look around you first. I never store it.`,
    },
  ],
  submit: text`Set`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'updatePassword'],
  risk: 'sensitive',
  verb: text`Set`,
  signIn: true,
  takeover: true,
  data: z.object({}),
  check: (_, { password = '', again = '' }) => {
    const [first, ...others] = explainPasswordRules(passwordProblems(password)).map(
      ({ says, values }) => new Text(fromKey(says, (name) => values[name] ?? '')),
    );
    if (first) return { password: others.reduce((all, one) => text`${all} ${one}`, first) };
    return password === again ? {} : { again: text`That’s not the same as above.` };
  },
  prefill: async ({ zoom, subject, own }) => {
    if (await hasZoomPassword(zoom, subject.zoomId)) return {};
    throw withoutPassword(own, subject.name);
  },
  preview: async ({ zoom, subject, own }) => {
    if (!(await hasZoomPassword(zoom, subject.zoomId))) throw withoutPassword(own, subject.name);
    return { changes: [{ label: text`Zoom password`, before: '•••', after: text`a new one` }], data: {} };
  },
  run: ({ plan, zoom, secrets, signal }) =>
    zoom.users.setPassword(plan.subject.zoomId, secrets.password ?? '', { signal }),
  verify: async () => false,
  unverifiable: {
    says: md`Zoom didn’t answer, so I can’t tell whether your password is changed.`,
    next: md`Try to sign in with the new one. If that doesn’t work, the old one still does: then set it once more.`,
    buttons: [{ label: text`Set a password`, action: 'command:set-password' }],
  },
  describe: ({ own, subject }) =>
    own ? md`Set a new Zoom password` : md`Set a new Zoom password for ${bold(subject.name)}`,
  done: ({ own, subject }) => ({
    title: own ? md`Password changed` : md`Password of ${subject.name} changed`,
    lines: [md`Zoom confirms it by email. Sign in with the new password from now on.`],
    note: md`Not you? Tell your Zoom admins at once.`,
  }),
});

/** A password would open a second door to an account that single sign-on, Google or Apple guards. */
function withoutPassword(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own
      ? md`You don't sign in to Zoom with a Zoom password, so there's none to change.`
      : md`${bold(name)} doesn't sign in to Zoom with a Zoom password, so there's none to change.`,
    next: md`With single sign-on (SSO), Google or Apple, change the password there. Can't get in? Your Zoom admins can help.`,
  });
}
