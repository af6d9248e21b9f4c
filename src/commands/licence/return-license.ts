import { z } from 'zod';
import { licenceName } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { setLicence } from './change-licence.ts';
import { heldLicence } from './held-licence.ts';
import { unlicensedType } from './licence-types.ts';

/** Returns the person's licence. There is no undo: it would bypass the approval that a licence needs. */
export const returnLicense = change({
  name: 'return-license',
  title: text`Return the licence`,
  summary: text`Give your Zoom licence back, so that somebody else can have it`,
  examples: [text`return-license`],
  family: 'licence',
  fields: [],
  submit: text`Return`,
  subject: 'self',
  needsLicence: true,
  access: 'self-service',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'sensitive',
  verb: text`Return`,
  data: z.object({ type: unlicensedType }),
  resource: 'licence',
  preview: async ({ subject, own, holding }) => {
    if (subject.licence !== 'Licensed') {
      throw new Refusal('input', {
        says: own ? md`You have no Zoom licence.` : md`${bold(subject.name)} has no Zoom licence.`,
        next: md`There’s nothing to return.`,
        buttons: own ? [{ label: text`Request a licence`, action: 'command:request-license' }] : [],
      });
    }
    const type = heldLicence(holding)?.formerType ?? 1;
    const after = licenceName(type === 1 ? 'Basic' : 'Unassigned');
    return {
      changes: [
        { label: text`Zoom licence`, before: licenceName('Licensed'), after },
        {
          label: text`Meetings`,
          before: text`no time limit`,
          after: type === 1 ? text`groups end after 40 minutes` : text`can’t be hosted`,
        },
      ],
      data: { type },
    };
  },
  takes: () => 'licence',
  run: (job) => setLicence(job, job.plan.data.type),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === plan.data.type,
  describe: ({ own, subject }, my = 'my') =>
    own ? md`Return ${my} Zoom licence` : md`Return the Zoom licence of ${bold(subject.name)}`,
  done: ({ own, subject }) => ({
    title: own ? md`You returned your Zoom licence` : md`${subject.name} no longer has a Zoom licence`,
    lines: [md`Thanks! Somebody else can have it now.`],
    note: md`Webinar and large-meeting add-ons went with it. You can request a licence again at any time.`,
    buttons: own ? [{ label: text`Request a licence`, action: 'command:request-license' }] : [],
  }),
});
