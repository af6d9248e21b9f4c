import { z } from 'zod';
import { licenceName } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import { change } from '../define-command.ts';
import { reasonField } from '../field.ts';
import { endWords } from '../parse/dates.ts';
import { durationWords } from '../parse/duration.ts';
import type { Preview } from '../plan.ts';
import { setLicence } from './change-licence.ts';
import { endField, endOptions } from './end-field.ts';
import { heldLicence, keepLicence, licencePart } from './held-licence.ts';
import { licenceEnd, licenceUntil } from './licence-duration.ts';
import { hasLicence, licenceTypes, unlicensedType, unlicensedTypeFrom } from './licence-types.ts';
import {
  getLicence,
  giveLicence,
  keepOwnLicence,
  keepsLicence,
  letKeepLicence,
  wouldLikeLicence,
  youKeepLicence,
} from './licence-words.ts';
import { seatChanges, seatNote } from './seats.ts';

/** Requests a licence, permanent or for a limited time, or an extension of a limited one. */
export const requestLicense = change({
  name: 'request-license',
  title: text`Request a licence`,
  summary: text`Ask for a Zoom licence: longer meetings, assistants, recordings`,
  examples: [
    text`request-license`,
    text`request-license for 14d weekly customer workshops`,
    text`request-license for @ben, @mia for 14d`,
  ],
  family: 'licence',
  fields: [endField, reasonField(text`What do you need it for?`)],
  submit: text`Continue`,
  subject: 'self',
  access: 'approval',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'sensitive',
  verb: text`Get`,
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
        ? { hints: { duration: text`At most ${durationWords(maxDuration)}. ${endField.hint}` } }
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
    const { ends, end } = licenceEnd(values.duration, maxDuration, calendar, requestLicense);
    if (hasLicence(subject)) {
      const held = heldLicence(holding);
      if (!held) throw hasOne(own, subject.name);
      return {
        changes: [keepLicence(held, endWords(end, calendar))],
        data: { formerType: held.formerType, extension: true },
        irreversible: true,
        ...ends,
      };
    }
    const [user, takesSeat] = await Promise.all([zoom.users.get(subject.zoomId), seats.look()]);
    return {
      changes: [
        {
          label: text`Zoom licence`,
          before: licenceName(subject.licence),
          after: licenceUntil('licensed', end, calendar),
        },
        ...seatChanges(takesSeat),
      ],
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
      return own ? keepOwnLicence(my, plan) : letKeepLicence(subject.name, plan);
    }
    return own ? getLicence(plan) : giveLicence(subject.name, plan);
  },
  wish: (who, plan) => (plan.own && !plan.data.extension ? wouldLikeLicence(who, plan) : undefined),
  forSeveral: (people) =>
    people === 1 ? text`Give 1 person a Zoom licence` : text`Give ${people} people a Zoom licence`,
  done: ({ data, own, subject, ...ends }) => ({
    title: doneTitle(data.extension, own, subject.name, ends),
    lines: [md`Meetings no longer end after 40 minutes, and assistants can be added.`],
    note: md`Restart the Zoom app if it still shows “Basic”.`,
    buttons: own
      ? [
          { label: text`Add an assistant`, action: 'command:add-assistant' },
          ...(ends.duration ? [{ label: text`Return the licence`, action: 'command:return-license' }] : []),
        ]
      : [],
  }),
});

function doneTitle(
  isExtension: boolean,
  own: boolean,
  name: string,
  ends: Pick<Preview, 'duration' | 'endsAt'>,
) {
  if (isExtension) return own ? youKeepLicence(ends) : keepsLicence(name, ends);
  return own ? md`You have a Zoom licence` : md`${name} has a Zoom licence`;
}

/** "You have a licence until tomorrow": how long it is kept counts from now. */
function hasOneUntil(own: boolean, endsAt: number, maxDuration: number | null): Mrkdwn {
  const has = own
    ? md`You have a licence until ${moment(endsAt)}.`
    : md`They have a licence until ${moment(endsAt)}.`;
  return maxDuration
    ? md`${has} Say how long from now to keep it longer.`
    : md`${has} Say how long from now to keep it longer, or choose no end date.`;
}

function hasOne(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own ? md`You already have a Zoom licence.` : md`${bold(name)} already has a Zoom licence.`,
    next: md`There’s nothing to request.`,
  });
}
