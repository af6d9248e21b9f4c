import { z } from 'zod';
import { licenceOf, statusOf } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { refusePending, statusLabel } from './account-status.ts';
import { nameForField, personField } from './person-fields.ts';

/** Activates an account that was deactivated. */
export const activate = change({
  name: 'activate',
  title: 'Activate an account',
  summary: 'Let somebody use their Zoom account again',
  examples: ['activate @mia', 'activate otto@example.com'],
  family: 'accounts',
  fields: [personField],
  submit: 'Continue',
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateStatus'],
  changesSeats: true,
  risk: 'reversible',
  data: z.object({}),
  preview: async ({ subject }) => {
    refusePending(subject);
    if (subject.status === 'active') {
      throw new Refusal('input', {
        says: md`The Zoom account of ${bold(subject.name)} is already active.`,
        next: md`There is nothing to change.`,
      });
    }
    return {
      changes: [{ label: 'Account', before: statusLabel(subject.status), after: 'Active' }],
      data: {},
      // Zoom locks accounts itself: nobody else can lock one again.
      ...(subject.status === 'locked' ? { irreversible: true as const } : {}),
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.setStatus(plan.subject.zoomId, 'activate', { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).status === 'active',
  undo: ({ plan, zoom, signal }) => zoom.users.setStatus(plan.subject.zoomId, 'deactivate', { signal }),
  parts: async ({ plan: { subject }, zoom, signal }) => {
    const { status, type } = await zoom.users.get(subject.zoomId, { signal });
    const { licence } = subject;
    return [
      {
        name: 'status',
        label: 'Account',
        before: statusLabel(subject.status),
        after: 'Active',
        now: statusLabel(statusOf(status)),
      },
      // Deactivating takes the licence, so one that was given since must not be lost.
      { name: 'licence', label: 'Zoom licence', before: licence, after: licence, now: licenceOf(type) },
    ];
  },
  askBack: ({ subject }) => ({ command: 'deactivate', values: { person: nameForField(subject) } }),
  describe: ({ subject }) => md`Activate the Zoom account of ${bold(subject.name)}`,
  done: ({ subject }) => ({
    title: md`The Zoom account of ${subject.name} is active`,
    note: md`They can sign in again. A licence that Zoom took away is given back with \`set-license\`.`,
  }),
});
