import { z } from 'zod';
import { licenceName } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { nameForField, severalPeopleField } from '../admin/person-fields.ts';
import { change } from '../define-command.ts';
import { endWords, FOR_GOOD } from '../parse/dates.ts';
import { licenceBack, setLicence } from './change-licence.ts';
import { endField } from './end-field.ts';
import { endOfHolding, heldLicence, keepLicence, licencePart } from './held-licence.ts';
import { licenceEnd, licenceUntil } from './licence-duration.ts';
import {
  licenceAliases,
  licenceFor,
  licenceOptions,
  licenceTypes,
  licenceWord,
  settableType,
  settableTypeFrom,
  wordFor,
} from './licence-types.ts';
import { giveLicence, hasLicenceNow, keepsLicence, letKeepLicence } from './licence-words.ts';
import { seatChanges } from './seats.ts';

/** Gives somebody a licence or takes it back, permanently or for a limited time. */
export const setLicense = change({
  name: 'set-license',
  title: text`Set a licence`,
  summary: text`Give somebody a Zoom licence, or take it back`,
  examples: [text`set-license @mia basic`, text`set-license @ben licensed for 14d`],
  family: 'licences',
  fields: [
    severalPeopleField,
    {
      name: 'licence',
      label: text`Licence`,
      kind: 'choice',
      options: licenceOptions,
      alsoCalled: licenceAliases,
    },
    endField,
  ],
  submit: text`Continue`,
  subject: 'named',
  offboards: true,
  access: 'admin',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'reversible',
  verb: text`Set the licence`,
  data: z.object({
    licence: licenceWord,
    formerType: settableType,
    /** The person has a licence for a limited time, and this extends it. */
    extension: z.literal(true).exactOptional(),
  }),
  resource: 'licence',
  preview: async ({ values, subject, zoom, seats, maxDuration, holding, calendar }) => {
    const { licence } = values;
    // Without another end an admin's choice has none, whatever the policy says of what people request.
    const max = !values.duration || values.duration === FOR_GOOD ? null : maxDuration;
    const held = licence === 'licensed' ? heldLicence(holding) : null;
    if (held && wordFor(subject.licence) === licence) {
      const { ends, end } = licenceEnd(values.duration, max, calendar, setLicense);
      return {
        changes: [keepLicence(held, endWords(end, calendar))],
        data: { licence, formerType: held.formerType, extension: true as const },
        irreversible: true,
        ...ends,
      };
    }
    if (wordFor(subject.licence) === licence) {
      throw new Refusal('input', {
        says: md`${bold(subject.name)} is already ${licenceName(licenceFor(licence))}.`,
        next: md`There’s nothing to change.`,
      });
    }
    const { ends, end } = licenceEnd(values.duration, max, calendar, setLicense);
    const takesSeat = licence === 'licensed' ? await seats.look() : null;
    return {
      changes: [
        {
          label: text`Zoom licence`,
          before: licenceName(subject.licence),
          after: licenceUntil(licence, end, calendar),
        },
        ...(takesSeat ? seatChanges(takesSeat) : []),
        ...endOfHolding(holding),
      ],
      data: { licence, formerType: settableTypeFrom((await zoom.users.get(subject.zoomId)).type) },
      ...(takesSeat ? { takesSeat } : {}),
      // What was given for a time would come back for good.
      ...(holding ? { irreversible: true as const } : {}),
      ...ends,
    };
  },
  takes: ({ data }) =>
    data.licence === 'basic' && data.formerType === licenceTypes.licensed ? 'licence' : null,
  undoTakes: ({ data }) => (data.formerType === licenceTypes.licensed ? null : 'licence'),
  run: (job) => setLicence(job, licenceTypes[job.plan.data.licence]),
  verify: async ({ plan, zoom, signal }) =>
    (await zoom.users.get(plan.subject.zoomId, { signal })).type === licenceTypes[plan.data.licence],
  undo: (job) => licenceBack(job, job.plan.data.formerType),
  parts: async ({ plan: { data, subject }, zoom, signal }) => {
    const { type } = await zoom.users.get(subject.zoomId, { signal });
    return [licencePart({ before: data.formerType, after: licenceTypes[data.licence] }, type)];
  },
  askBack: ({ data, subject }) => ({
    command: 'set-license',
    values: {
      person: nameForField(subject),
      licence: data.formerType === licenceTypes.licensed ? 'licensed' : 'basic',
    },
  }),
  describe: ({ data, subject, ...ends }) =>
    data.extension
      ? letKeepLicence(subject.name, ends)
      : data.licence === 'licensed'
        ? giveLicence(subject.name, ends)
        : md`Make ${bold(subject.name)} Basic in Zoom`,
  forSeveral: (people) =>
    people === 1 ? text`Set the licence of 1 person` : text`Set the licence of ${people} people`,
  done: ({ data, subject, ...ends }) =>
    data.licence === 'licensed'
      ? {
          title: data.extension ? keepsLicence(subject.name, ends) : hasLicenceNow(subject.name, ends),
          note: md`Zoom shows it after a restart of the app.`,
        }
      : {
          title: md`${subject.name} is Basic in Zoom now`,
          lines: [md`The licence is free for somebody else.`],
          note: md`Group meetings end after 40 minutes, and assistants can’t plan for them any more.`,
        },
});
