import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { address, bold, md } from '../../views/mrkdwn.ts';
import { refuseOwner } from '../admin/account-status.ts';
import { flagForeign } from '../admin/foreign-address.ts';
import type { ChangeContext } from '../context.ts';
import { change } from '../define-command.ts';
import { reasonField } from '../field.ts';

/** Changes the sign-in address of a Zoom account. The owner of that address controls the account. */
export const changeEmail = change({
  name: 'change-email',
  title: text`Change Zoom email`,
  summary: text`Change the email address that you sign in to Zoom with`,
  examples: [text`change-email ada.king@example.com`, text`change-email ada.king@example.com I got married`],
  family: 'account',
  fields: [
    {
      name: 'email',
      label: text`New email address`,
      kind: 'email',
      placeholder: text`name@example.com`,
      hint: text`Zoom signs you out everywhere; you sign in again with the new address.`,
    },
    reasonField(text`Reason`),
  ],
  submit: text`Continue`,
  subject: 'self',
  access: 'approval',
  operations: ['getUser', 'changeEmail'],
  risk: 'sensitive',
  verb: text`Change`,
  signIn: true,
  takeover: true,
  changesAddress: true,
  data: z.object({ email: z.string() }),
  preview: async ({ values, subject, own, find, domains }) => {
    refuseOwner(
      subject,
      own
        ? md`You own your organisation’s Zoom account, and the owner’s account can’t be given another address from here.`
        : md`${bold(subject.name)} owns your Zoom account, and the owner’s account can’t be given another address from here.`,
    );
    if (values.email === subject.email.toLowerCase()) {
      throw new Refusal('input', {
        says: own
          ? md`Your Zoom account already has the address ${address(subject.email)}.`
          : md`The Zoom account of ${bold(subject.name)} already has the address ${address(subject.email)}.`,
        next: md`There’s nothing to change.`,
      });
    }
    await requireFree(values.email, find);
    return {
      changes: [{ label: text`Zoom email`, before: subject.email, after: values.email }],
      data: { email: values.email },
      ...flagForeign(values.email, domains),
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.changeEmail(plan.subject.zoomId, plan.data.email, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).email.toLowerCase() === plan.data.email,
  describe: ({ own, subject }, my = 'my') =>
    own ? md`Change ${my} Zoom email` : md`Change the Zoom email of ${bold(subject.name)}`,
  done: ({ data, own, subject }) => ({
    title: own ? md`Email changed` : md`Email of ${subject.name} changed`,
    lines: [
      own
        ? md`You’ve been signed out of Zoom. Sign in with ${address(data.email)}.`
        : md`They’ve been signed out of Zoom and sign in with ${address(data.email)} from now on.`,
    ],
    note: own
      ? md`Nothing else changes: meetings stay, and I still find your account, whatever your Slack profile says.`
      : md`Meetings and recordings stay as they are.`,
  }),
});

/** @throws Refusal when the address is in use in our Zoom account; its user is not named. ZoomError */
async function requireFree(email: string, find: ChangeContext['find']): Promise<void> {
  const holder = await find(email).catch((error: unknown) => {
    if (error instanceof Refusal && error.reason === 'no-zoom-account') return null;
    throw error;
  });
  if (!holder) return;
  throw new Refusal('input', {
    says: md`${address(email)} is already in use in Zoom.`,
    next: md`Choose another address.`,
    buttons: [{ label: text`Choose another address`, action: 'form:again', style: 'primary' }],
  });
}
