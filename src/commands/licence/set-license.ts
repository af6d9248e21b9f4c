import { z } from 'zod';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { nameForField, personField } from '../admin/person-fields.ts';
import { change } from '../define-command.ts';
import { licenceBack, setLicence } from './change-licence.ts';
import { endOfHolding, heldLicence, keepLicence, lengthOf, licencePart } from './held-licence.ts';
import { allowedDuration } from './licence-duration.ts';
import {
  licenceFor,
  licenceOptions,
  licenceTypes,
  licenceWord,
  settableType,
  settableTypeFrom,
  wordFor,
} from './licence-types.ts';
import { takeSeat } from './seats.ts';

/** Gives somebody a licence or takes it back, permanently or for a limited time. */
export const setLicense = change({
  name: 'set-license',
  title: 'Set a licence',
  summary: 'Give somebody a Zoom licence, or take it back',
  examples: ['set-license @mia basic', 'set-license @ben licensed for 14d'],
  family: 'licences',
  fields: [
    personField,
    { name: 'licence', label: 'Licence', kind: 'choice', options: licenceOptions },
    {
      name: 'duration',
      label: 'For how long?',
      kind: 'duration',
      optional: true,
      placeholder: '14d',
      hint: 'It goes back by itself afterwards. Leave it empty for good.',
    },
  ],
  submit: 'Continue',
  subject: 'named',
  access: 'admin',
  operations: ['getUser', 'updateUser'],
  changesSeats: true,
  risk: 'reversible',
  verb: 'Set the licence',
  data: z.object({
    licence: licenceWord,
    formerType: settableType,
    /** The person has a licence for a limited time, and this extends it. */
    extension: z.literal(true).exactOptional(),
  }),
  resource: 'licence',
  preview: async ({ values, subject, zoom, maxDuration, holding }) => {
    const { licence } = values;
    const held = licence === 'licensed' ? heldLicence(holding) : null;
    if (held && wordFor(subject.licence) === licence) {
      const duration = allowedDuration(values.duration, maxDuration, setLicense);
      return {
        changes: [keepLicence(held, lengthOf(duration))],
        data: { licence, formerType: held.formerType, extension: true as const },
        irreversible: true,
        ...(duration ? { duration } : {}),
      };
    }
    if (wordFor(subject.licence) === licence) {
      throw new Refusal('input', {
        says: md`${bold(subject.name)} is already ${licenceFor(licence)}.`,
        next: md`There is nothing to change.`,
      });
    }
    const duration = allowedDuration(values.duration, maxDuration, setLicense);
    const seats = licence === 'licensed' ? await takeSeat(zoom) : [];
    return {
      changes: [
        { label: 'Zoom licence', before: subject.licence, after: licenceFor(licence) },
        ...seats,
        ...(duration ? [{ label: 'Lasts', before: '', after: lengthOf(duration) }] : []),
        ...endOfHolding(holding),
      ],
      data: { licence, formerType: settableTypeFrom((await zoom.users.get(subject.zoomId)).type) },
      // What was given for a time would come back for good.
      ...(holding ? { irreversible: true as const } : {}),
      ...(duration ? { duration } : {}),
    };
  },
  takes: ({ data }) =>
    data.licence === 'basic' && data.formerType === licenceTypes.licensed ? 'licence' : null,
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
  describe: ({ data, subject, duration }) =>
    data.extension
      ? md`Let ${bold(subject.name)} keep the Zoom licence ${lengthOf(duration)}`
      : data.licence === 'licensed'
        ? md`Give ${bold(subject.name)} a Zoom licence`
        : md`Make ${bold(subject.name)} Basic in Zoom`,
  done: ({ data, subject, duration }) =>
    data.licence === 'licensed'
      ? {
          title: data.extension
            ? md`${subject.name} keeps the Zoom licence ${lengthOf(duration)}`
            : md`${subject.name} has a Zoom licence`,
          note: md`Zoom shows it after a restart of the app.`,
        }
      : {
          title: md`${subject.name} is Basic in Zoom now`,
          lines: [md`The licence is free for somebody else.`],
          note: md`Group meetings end after 40 minutes, and assistants cannot plan for them any more.`,
        },
});
