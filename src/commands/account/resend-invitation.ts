import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { address, bold, md } from '../../views/mrkdwn.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { existingUser } from '../admin/existing-user.ts';
import { change } from '../define-command.ts';
import { settableType, settableTypeFrom } from '../licence/licence-types.ts';

/**
 * Sends the invitation to Zoom once more. Zoom's API has no call for that, so the invitation is taken back and made
 * anew: name and licence stay.
 */
export const resendInvitation = change({
  name: 'resend-invitation',
  title: text`Send invitation again`,
  summary: text`Ask for Zoom’s invitation email again`,
  examples: [text`resend-invitation`, text`resend-invitation for noor@example.com`],
  family: 'account',
  fields: [],
  submit: text`Send`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'createUser', 'deleteUser'],
  risk: 'sensitive',
  verb: text`Send`,
  data: z.object({
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    type: settableType,
    /** Zoom's id of the invitation that is replaced. */
    former: z.string(),
  }),
  preview: async ({ subject, own, zoom }) => {
    if (subject.status !== 'pending') {
      throw new Refusal('input', {
        says: own
          ? md`You’ve already accepted the invitation to Zoom.`
          : md`${bold(subject.name)} has already accepted the invitation to Zoom.`,
        next: md`There’s nothing to send.`,
      });
    }
    const {
      first_name: firstName = '',
      last_name: lastName = '',
      type,
    } = await zoom.users.get(subject.zoomId);
    return {
      changes: [{ label: text`Invitation`, before: '', after: text`a new one, to ${subject.email}` }],
      data: {
        email: subject.email,
        firstName,
        lastName,
        type: settableTypeFrom(type),
        former: subject.zoomId,
      },
    };
  },
  run: async ({ plan, zoom, signal }) => {
    const { email, firstName, lastName, type, former } = plan.data;
    const there = await existingUser(zoom, email, { signal });
    if (there && there.status !== 'pending') return;
    if (there && (there.id ?? email) !== former) return;
    if (there) await zoom.users.delete(email, { action: 'disassociate' }, { signal });
    const user = { email, first_name: firstName, last_name: lastName, type };
    const invite = () => zoom.users.create({ action: 'create', user }, { signal });
    // Without its invitation the person would have nothing left, so a refusal is tried once more.
    await invite().catch((error: unknown) => {
      if (error instanceof ZoomError && error.effect === 'none') return invite();
      throw error;
    });
  },
  verify: async ({ plan, zoom, signal }) => {
    const there = await existingUser(zoom, plan.data.email, { signal });
    return there !== null && (there.id === undefined || there.id !== plan.data.former);
  },
  describe: ({ own, subject }, my = 'my') =>
    own
      ? md`Send ${my} invitation to Zoom again`
      : md`Send the invitation of ${bold(subject.name)} to Zoom again`,
  done: ({ data, own }) => ({
    title: md`The invitation is on its way`,
    lines: [md`Zoom has sent it to ${address(data.email)}.`],
    note: own
      ? md`Not there in a few minutes? Check your spam folder.`
      : md`The earlier one no longer works.`,
  }),
});
