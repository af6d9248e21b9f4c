import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { reasonField } from '../field.ts';
import { durationWords } from '../parse/duration.ts';
import { setLicence } from './change-licence.ts';
import { endField, endOptions } from './end-field.ts';
import { heldLicence, keepLicence, lengthOf, licencePart } from './held-licence.ts';
import { licenceEnd } from './licence-duration.ts';
import { hasLicence, licenceTypes, unlicensedType, unlicensedTypeFrom } from './licence-types.ts';
import { seatChanges, seatNote } from './seats.ts';

/** Requests a licence, permanent or for a limited time, or an extension of a limited one. */
export const requestLicense = change({
  name: 'request-license',
  title: 'Request a licence',
  summary: 'Ask for a Zoom licence: longer meetings, assistants, recordings',
  examples: [
    'request-license',
    'request-license for 14d weekly customer workshops',
    'request-license for @ben, @mia for 14d',
  ],
  family: 'licence',
  fields: [endField, reasonField('What do you need it for?')],
  submit: 'Continue',
  subject: 'self',
  access: 'approval',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'sensitive',
  data: z.object({
    formerType: unlicensedType,
    /** The person has a licence for a limited time, and this extends it. */
    extension: z.boolean(),
  }),
  resource: 'licence',
  prefill: async ({ seats, subject, own, maxDuration, holding }) => {
    const ends = {
      options: { duration: endOptions(maxDuration) },
      ...(maxDuration
        ? { hints: { duration: `At most ${durationWords(maxDuration)}. ${endField.hint}` } }
        : {}),
    };
    if (hasLicence(subject)) {
      const held = heldLicence(holding);
      if (!held) throw hasOne(own, subject.name);
      return { ...ends, note: hasOneUntil(own, held.endsAt, maxDuration) };
    }
    const note = seatNote(await seats.look(), own ? 'you' : 'they');
    return note ? { ...ends, note } : ends;
  },
  preview: async ({ values, subject, own, zoom, seats, maxDuration, holding, calendar }) => {
    const { ends, words } = licenceEnd(values.duration, maxDuration, calendar, requestLicense);
    if (hasLicence(subject)) {
      const held = heldLicence(holding);
      if (!held) throw hasOne(own, subject.name);
      return {
        changes: [keepLicence(held, words)],
        data: { formerType: held.formerType, extension: true },
        irreversible: true,
        ...ends,
      };
    }
    const [user, takesSeat] = await Promise.all([zoom.users.get(subject.zoomId), seats.look()]);
    const after = ends.duration ? `Licensed ${words}` : 'Licensed';
    return {
      changes: [{ label: 'Zoom licence', before: subject.licence, after }, ...seatChanges(takesSeat)],
      data: { formerType: unlicensedTypeFrom(user.type), extension: false },
      takesSeat,
      ...ends,
    };
  },
  run: ({ plan, zoom, signal }) =>
    zoom.users.update(plan.subject.zoomId, { type: licenceTypes.licensed }, { signal }),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === licenceTypes.licensed,
  undoTakes: () => 'licence',
  undo: (job) => setLicence(job, job.plan.data.formerType),
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const { type } = await zoom.users.get(subject.zoomId, { signal });
    return [licencePart({ before: data.formerType, after: licenceTypes.licensed }, type)];
  },
  describe: (plan, my = 'my') => {
    const { data, own, subject } = plan;
    if (data.extension) {
      return own
        ? md`Keep ${my} Zoom licence ${lengthOf(plan)}`
        : md`Let ${bold(subject.name)} keep the Zoom licence ${lengthOf(plan)}`;
    }
    return own
      ? md`Get a Zoom licence ${lengthOf(plan)}`
      : md`Give ${bold(subject.name)} a Zoom licence ${lengthOf(plan)}`;
  },
  forSeveral: (people) =>
    people === 1 ? 'Give 1 person a Zoom licence' : `Give ${people} people a Zoom licence`,
  done: ({ data, own, subject, ...ends }) => ({
    title: data.extension
      ? md`${own ? 'You keep your' : `${subject.name} keeps the`} Zoom licence ${lengthOf(ends)}`
      : md`${own ? 'You have' : `${subject.name} has`} a Zoom licence`,
    lines: [md`Meetings no longer end after 40 minutes, and assistants can be added.`],
    note: md`Restart the Zoom app if it still shows “Basic”.`,
    buttons: own
      ? [
          { label: 'Add an assistant', action: 'command:add-assistant' },
          ...(ends.duration ? [{ label: 'Return the licence', action: 'command:return-license' }] : []),
        ]
      : [],
  }),
});

/** "You have a licence until tomorrow": how long it is kept counts from now. */
function hasOneUntil(own: boolean, endsAt: number, maxDuration: number | null): Mrkdwn {
  const has = own ? md`You have a licence` : md`They have a licence`;
  const longer = md`${has} until ${moment(endsAt)}. Say how long from now to keep it longer`;
  return maxDuration ? md`${longer}.` : md`${longer}, or choose no end date.`;
}

function hasOne(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own ? md`You already have a Zoom licence.` : md`${bold(name)} already has a Zoom licence.`,
    next: md`There is nothing to request.`,
  });
}
