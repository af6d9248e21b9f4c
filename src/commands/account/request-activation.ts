import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { statusLabel } from '../admin/account-status.ts';
import { change } from '../define-command.ts';
import { reasonField } from '../field.ts';

const sendAgain = {
  label: text`Send the invitation again`,
  action: 'command:resend-invitation',
  style: 'primary',
} as const;

/** Somebody whose account is inactive or locked asks to be let in again. */
export const requestActivation = change({
  name: 'request-activation',
  title: text`Ask to be activated`,
  summary: text`Ask for your inactive or locked Zoom account to work again`,
  examples: [text`request-activation`, text`request-activation I’m back from parental leave`],
  family: 'account',
  fields: [reasonField(text`What happened?`)],
  submit: text`Continue`,
  subject: 'self',
  access: 'approval',
  operations: ['getUser', 'updateStatus'],
  changesSeats: true,
  risk: 'sensitive',
  verb: text`Activate`,
  data: z.object({}),
  preview: async ({ subject, own }) => {
    const { status, name } = subject;
    if (status === 'inactive' || status === 'locked') {
      return {
        changes: [{ label: text`Zoom account`, before: statusLabel(status), after: text`Active` }],
        data: {},
      };
    }
    if (status === 'active') {
      throw new Refusal('input', {
        says: own
          ? md`Your Zoom account is already active.`
          : md`The Zoom account of ${bold(name)} is already active.`,
        next: md`There’s nothing to ask for.`,
      });
    }
    throw new Refusal('input', {
      says: own
        ? md`Your Zoom account is waiting for you to accept the invitation.`
        : md`The Zoom account of ${bold(name)} is waiting for them to accept the invitation.`,
      next: md`Look for Zoom’s email, or ask for it again.`,
      buttons: own ? [sendAgain] : [],
    });
  },
  run: ({ plan, zoom, signal }) => zoom.users.setStatus(plan.subject.zoomId, 'activate', { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).status === 'active',
  describe: ({ own, subject }, my = 'my') =>
    own ? md`Activate ${my} Zoom account` : md`Activate the Zoom account of ${bold(subject.name)}`,
  done: ({ own, subject }) => ({
    title: own
      ? md`Your Zoom account is active again`
      : md`The Zoom account of ${subject.name} is active again`,
    lines: [own ? md`You can sign in to Zoom.` : md`They can sign in to Zoom.`],
    note: md`A licence isn’t given back by itself; it can be requested here.`,
  }),
});
