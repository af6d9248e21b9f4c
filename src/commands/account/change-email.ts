import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, code, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';

/** Changes the sign-in address of a Zoom account. The owner of that address controls the account. */
export const changeEmail = change({
  name: 'change-email',
  title: 'Change Zoom email',
  summary: 'Change the email address that you sign in to Zoom with',
  examples: ['change-email ada.king@example.com', 'change-email ada.king@example.com I got married'],
  family: 'account',
  fields: [
    {
      name: 'email',
      label: 'New email address',
      kind: 'email',
      placeholder: 'name@example.com',
      hint: 'Zoom signs you out everywhere; you sign in again with the new address.',
    },
    {
      name: 'reason',
      label: 'Reason',
      kind: 'text',
      optional: true,
      multiline: true,
      maxLength: 500,
      hint: 'The approver reads it.',
    },
  ],
  submit: 'Continue',
  subject: 'self',
  access: 'approval',
  operations: ['getUser', 'changeEmail'],
  risk: 'sensitive',
  signIn: true,
  takeover: true,
  changesAddress: true,
  data: z.object({ email: z.string() }),
  preview: async ({ values, subject, own }) => {
    if (values.email === subject.email.toLowerCase()) {
      const whose = own ? md`Your Zoom account` : md`The Zoom account of ${bold(subject.name)}`;
      throw new Refusal('input', {
        says: md`${whose} already has the address ${code(subject.email)}.`,
        next: md`There is nothing to change.`,
      });
    }
    return {
      changes: [{ label: 'Zoom email', before: subject.email, after: values.email }],
      data: { email: values.email },
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.changeEmail(plan.subject.zoomId, plan.data.email, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).email.toLowerCase() === plan.data.email,
  describe: ({ own, subject }) =>
    own ? md`Change my Zoom email` : md`Change the Zoom email of ${bold(subject.name)}`,
  done: ({ data, own, subject }) => ({
    title: own ? md`Your Zoom email is changed` : md`The Zoom email of ${subject.name} is changed`,
    lines: [md`It is now ${code(data.email)}. Zoom has signed the account out everywhere.`],
    note: own
      ? md`Sign in to Zoom with the new address. Here, nothing changes for you: I still find your account, whatever your Slack profile says.`
      : md`They sign in with the new address from now on. Meetings and recordings stay as they are.`,
  }),
});
