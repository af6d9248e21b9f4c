import { z } from 'zod';
import { licenceName, licenceOf, statusOf } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { licenceBack } from '../licence/change-licence.ts';
import { endOfHolding } from '../licence/held-licence.ts';
import { licenceTypes } from '../licence/licence-types.ts';
import { refuseAdmin, refuseOwner, refusePending, statusLabel } from './account-status.ts';
import { nameForField, severalPeopleField } from './person-fields.ts';

/** Deactivates an account; its content stays. */
export const deactivate = change({
  name: 'deactivate',
  title: text`Deactivate an account`,
  summary: text`Stop somebody from using their Zoom account, and keep what is in it`,
  examples: [text`deactivate @mia`, text`deactivate mia@example.com ben@example.com`],
  family: 'accounts',
  fields: [severalPeopleField],
  submit: text`Continue`,
  subject: 'named',
  offboards: true,
  access: 'admin',
  operations: ['getUser', 'updateStatus', 'updateUser'],
  changesSeats: true,
  risk: 'reversible',
  verb: text`Deactivate`,
  data: z.object({ licensed: z.boolean() }),
  resource: 'licence',
  changesResource: ({ data }) => data.licensed,
  takes: () => 'all-licences',
  preview: async ({ subject, holding }) => {
    refusePending(subject);
    const { name } = subject;
    refuseOwner(
      subject,
      md`${bold(name)} owns your Zoom account, and the owner’s account can’t be deactivated.`,
    );
    refuseAdmin(subject, md`${bold(name)} is a Zoom admin, and an admin’s account can’t be deactivated.`);
    if (subject.status === 'inactive') {
      throw new Refusal('input', {
        says: md`The Zoom account of ${bold(name)} is already inactive.`,
        next: md`There’s nothing to change.`,
      });
    }
    const licensed = subject.licence === 'Licensed';
    return {
      changes: [
        { label: text`Account`, before: statusLabel(subject.status), after: text`Inactive` },
        ...(licensed
          ? [{ label: text`Zoom licence`, before: '', after: text`${name} loses their licence` }]
          : []),
        ...(licensed ? endOfHolding(holding) : []),
      ],
      data: { licensed },
      // Zoom alone can lock an account, and a licence for a time would come back for good.
      ...(subject.status === 'locked' || (licensed && holding) ? { irreversible: true as const } : {}),
    };
  },
  run: ({ plan, zoom, signal }) => zoom.users.setStatus(plan.subject.zoomId, 'deactivate', { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).status === 'inactive',
  undo: async (job) => {
    const { plan, zoom, signal, only } = job;
    // Somebody may have let them in already.
    if (!only || only.has('status')) {
      await zoom.users.setStatus(plan.subject.zoomId, 'activate', { signal });
    }
    if (plan.data.licensed && (!only || only.has('licence'))) await licenceBack(job, licenceTypes.licensed);
  },
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const { status, type } = await zoom.users.get(subject.zoomId, { signal });
    return [
      {
        name: 'status',
        label: text`Account`,
        before: statusLabel(subject.status),
        after: text`Inactive`,
        now: statusLabel(statusOf(status)),
      },
      ...(data.licensed
        ? [
            {
              name: 'licence',
              label: text`Zoom licence`,
              before: text`Licensed`,
              after: text`Basic`,
              now: licenceName(licenceOf(type)),
            },
          ]
        : []),
    ];
  },
  askBack: ({ subject }) => ({ command: 'activate', values: { person: nameForField(subject) } }),
  describe: ({ subject }) => md`Deactivate the Zoom account of ${bold(subject.name)}`,
  forSeveral: (people) =>
    people === 1 ? text`Deactivate 1 Zoom account` : text`Deactivate ${people} Zoom accounts`,
  done: ({ subject }) => ({
    title: md`The Zoom account of ${subject.name} is inactive`,
    lines: [md`They can’t sign in. Meetings and recordings stay as they are.`],
    note: md`\`activate\` lets them in again and gives back what they had, for 90 days.`,
  }),
});
